import { MalformedValue, shown } from './malformed';

/**
 * The statistical code of a division: 6 digits for province, city and county, 9 for a town-level division, 12 for a
 * village. It is the code first registered: never changed, never used again for another place.
 */
export type DivisionCode = string & { readonly __brand: 'DivisionCode' };

/**
 * Reads a division code.
 * @throws MalformedValue (`DIVISION_CODE`) when it is not 6, 9 or 12 digits.
 */
export function divisionCode(text: string): DivisionCode {
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(text)) {
    throw new MalformedValue('DIVISION_CODE', text, `'${shown(text)}' is not a division code: 6, 9 or 12 digits`);
  }
  return text as DivisionCode;
}

/** The province all of this is about: 广东省. */
export const GUANGDONG = divisionCode('440000');
