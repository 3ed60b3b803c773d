import { MalformedValue, plainDate } from '@bangfu/kernel';
import type { PlainDate } from '@bangfu/kernel';
import { MalformedPersonalValue } from './malformed-personal-value';

/** A citizen's identity number (公民身份号码, GB 11643): 17 digits and a check character, X written large. */
export type IdentityNumber = string & { readonly __brand: 'IdentityNumber' };

const FORM = /^[1-9]\d{16}[\dX]$/;
/** The check characters by the remainder of division by 11 (ISO 7064, MOD 11-2). */
const CHECK_CHARACTERS = '10X98765432';

/**
 * Reads an identity number; spaces around it and a small x are accepted.
 * @throws MalformedPersonalValue when the form, the date of birth or the checksum is wrong.
 */
export function identityNumber(text: string): IdentityNumber {
  const given = text.trim().toUpperCase();
  const malformed = (reason: string) => new MalformedPersonalValue('IDENTITY_NUMBER', reason);
  if (!FORM.test(given)) throw malformed('is not 17 digits and a check character');
  if (!isBirthDate(given)) throw malformed('has a date of birth that does not exist');
  if (checkCharacter(given.slice(0, 17)) !== given.charAt(17)) throw malformed('has a wrong checksum');
  return given as IdentityNumber;
}

/** The check character of the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** The date of birth that the number holds. */
export const birthDateOf = (number: IdentityNumber): PlainDate => readBirthDate(number);

const readBirthDate = (number: string): PlainDate =>
  plainDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);

function isBirthDate(number: string): boolean {
  try {
    return readBirthDate(number) >= '1850-01-01';
  } catch (fault) {
    if (fault instanceof MalformedValue) return false;
    throw fault;
  }
}
