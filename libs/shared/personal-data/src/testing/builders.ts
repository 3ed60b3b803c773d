import { createHash } from 'node:crypto';
import { idOf } from '@bangfu/kernel';
import type { PersonId } from '@bangfu/kernel';
import fc from 'fast-check';
import { checkCharacter } from '../identity-number';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of a person whom a test calls by a word: the same for the same word. */
export const aPersonId = (word: string): PersonId =>
  idOf(
    'Person',
    `person_${[...createHash('sha256').update(word).digest()]
      .slice(0, 26)
      .map((byte) => ALPHABET.charAt(byte % 32))
      .join('')}`,
  );

/** Identity numbers that nobody has: of Guangdong, with a date of birth that exists and the right check character. */
export const identityNumbers: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('440204', '440233', '441900'),
    fc.date({ min: new Date('1920-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([division, born, serial]) => {
    const digits = `${division}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
    return digits + checkCharacter(digits);
  });

export const mobileNumbers: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);
