import { MalformedPersonalValue } from './malformed-personal-value';

/** A telephone number of the mainland, digits only: mobile (11 digits), or fixed with its area code. */
export type PhoneNumber = string & { readonly __brand: 'PhoneNumber' };

const MOBILE = /^1[3-9]\d{9}$/;
const FIXED = /^0(10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;

/**
 * Reads a telephone number; +86, spaces, hyphens and brackets are accepted and left out.
 * @throws MalformedPersonalValue when it is neither a mobile nor a fixed number with area code.
 */
export function phoneNumber(text: string): PhoneNumber {
  const digits = text
    .trim()
    .replace(/[\s()（）-]/g, '')
    .replace(/^(\+|00)86/, '');
  if (!MOBILE.test(digits) && !FIXED.test(digits)) {
    throw new MalformedPersonalValue('PHONE', 'is neither a mobile number nor a fixed one with its area code');
  }
  return digits as PhoneNumber;
}
