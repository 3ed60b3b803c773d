import { createHash, randomBytes } from 'node:crypto';
import { plainDate } from '@bangfu/kernel';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const REST_CHARACTERS = 16;
const REST_BYTES = 10;

/** Crockford's base 32, highest digit first, filled with zeros. */
function crockford(value: bigint, characters: number): string {
  let text = '';
  for (let rest = value; text.length < characters; rest >>= 5n) text = ALPHABET.charAt(Number(rest & 31n)) + text;
  return text;
}

/** `prefix_` and a ULID: milliseconds since 1970 in ten characters, 80 bits in sixteen. */
function ulid(prefix: string, milliseconds: number, bits: Uint8Array): string {
  const rest = BigInt(`0x${Buffer.from(bits.subarray(0, REST_BYTES)).toString('hex')}`);
  return `${prefix}_${crockford(BigInt(milliseconds), TIME_CHARACTERS)}${crockford(rest, REST_CHARACTERS)}`;
}

/**
 * The id of a record that a document brings: the same on every import, opaque, and sorted by the document's date.
 * `issuedOn` is the document's date (YYYY-MM-DD, from 1970 on; taken at 00:00 UTC), `naturalKey` what tells the record
 * from every other of its kind. The alphabet sorts like the digits it stands for, so ids sort by date as text.
 * @throws MalformedValue when the date is none; RangeError when it lies before 1970.
 */
export function seedId(prefix: string, issuedOn: string, naturalKey: string): string {
  const milliseconds = Date.parse(`${plainDate(issuedOn)}T00:00:00Z`);
  if (milliseconds < 0) throw new RangeError(`an id cannot carry the date ${issuedOn}: it lies before 1970`);
  return ulid(prefix, milliseconds, createHash('sha256').update(`${prefix}\n${naturalKey}`).digest());
}

/** The id of a record that a person enters: the instant and 80 random bits. Ids of one millisecond sort in no order. */
export const newId = (prefix: string, now: Date): string => ulid(prefix, now.getTime(), randomBytes(REST_BYTES));
