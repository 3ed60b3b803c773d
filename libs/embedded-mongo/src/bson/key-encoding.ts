import { createHash } from 'node:crypto';
import type { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import { TYPE_RANK } from './compare';
import type { Doc, Value } from './values';
import { isNumber, kindOf, numberOf } from './values';

/** The longest encoded key that is stored whole; LMDB's own limit is 1,978 bytes for the key with its prefix and suffix. */
export const MAX_KEY_BYTES = 1_400;
/** The longest encoded `_id` that is stored whole. */
export const MAX_ID_BYTES = 500;
const HASH_BYTES = 32;

/**
 * Encodes a value so that comparing bytes compares values as MongoDB does. Every encoding is self-delimiting, so that
 * encodings can be joined, and inverted for a descending field.
 */
export function encodeKey(value: Value | undefined): Buffer {
  const parts: Buffer[] = [];
  append(value, parts);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** Inverts an encoded key: the order of a descending index field. */
export function invertKey(key: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(key.length);
  for (let i = 0; i < key.length; i += 1) inverted[i] = 0xff - (key[i] as number);
  return inverted;
}

/** The first key after all keys that begin with this prefix. */
export function afterPrefix(prefix: Buffer): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end -= 1;
  if (end === 0) throw new RangeError('no key follows this prefix');
  const next = Buffer.from(prefix.subarray(0, end));
  next[end - 1] = (next[end - 1] as number) + 1;
  return next;
}

/** A key that fits: a longer one becomes its beginning and a hash, and is looked up by equality only. */
export function fitKey(key: Buffer, limit = MAX_KEY_BYTES): Buffer {
  return key.length <= limit
    ? key
    : Buffer.concat([key.subarray(0, limit - HASH_BYTES), createHash('sha256').update(key).digest()]);
}

/** A bound that fits: cut where `fitKey` cuts, so that keys on either side of the cut stay inside the range. */
export function fitBound(key: Buffer, limit = MAX_KEY_BYTES): Buffer {
  return key.length <= limit - HASH_BYTES ? key : key.subarray(0, limit - HASH_BYTES);
}

/** True if `fitKey` would hash this key, which then no longer sorts. */
export function isOverlong(key: Buffer, limit = MAX_KEY_BYTES): boolean {
  return key.length > limit;
}

/** The key of a document's `_id` inside its collection. */
export function encodeId(id: Value): Buffer {
  return fitKey(encodeKey(id), MAX_ID_BYTES);
}

/** True if this `_id` is too long to sort by its key. */
export function isOverlongId(id: Value): boolean {
  return isOverlong(encodeKey(id), MAX_ID_BYTES);
}

function append(value: Value | undefined, parts: Buffer[]): void {
  if (isNumber(value)) {
    parts.push(numberKey(numberOf(value)));
    return;
  }
  const kind = kindOf(value);
  const rank = TYPE_RANK[kind];
  switch (kind) {
    case 'missing':
    case 'null':
      parts.push(Buffer.of(rank));
      return;
    case 'int':
    case 'long':
    case 'double':
      return;
    case 'string':
      parts.push(textKey(rank, Buffer.from(value as string)));
      return;
    case 'bool':
      parts.push(Buffer.of(rank, value === true ? 1 : 0));
      return;
    case 'objectId':
      parts.push(Buffer.concat([Buffer.of(rank), (value as ObjectId).id]));
      return;
    case 'date': {
      const key = Buffer.allocUnsafe(9);
      key[0] = rank;
      key.writeBigInt64BE(BigInt((value as Date).getTime()), 1);
      key[1] = (key[1] as number) ^ 0x80;
      parts.push(key);
      return;
    }
    case 'timestamp': {
      const key = Buffer.allocUnsafe(9);
      key[0] = rank;
      key.writeUInt32BE((value as Timestamp).getHighBitsUnsigned(), 1);
      key.writeUInt32BE((value as Timestamp).getLowBitsUnsigned(), 5);
      parts.push(key);
      return;
    }
    case 'binData': {
      const bytes = (value as Binary).value();
      const head = Buffer.allocUnsafe(6);
      head[0] = rank;
      head.writeUInt32BE(bytes.length, 1);
      head[5] = (value as Binary).sub_type;
      parts.push(head, Buffer.from(bytes));
      return;
    }
    case 'regex':
      parts.push(
        textKey(rank, Buffer.from((value as BSONRegExp).pattern)),
        textKey(rank, Buffer.from((value as BSONRegExp).options)),
      );
      return;
    case 'array':
      parts.push(Buffer.of(rank));
      for (const item of value as Value[]) append(item, parts);
      parts.push(Buffer.of(0));
      return;
    case 'object':
      parts.push(Buffer.of(rank));
      for (const [name, item] of Object.entries(value as Doc)) {
        parts.push(textKey(TYPE_RANK[kindOf(item)], Buffer.from(name)));
        append(item, parts);
      }
      parts.push(Buffer.of(0));
  }
}

function numberKey(number: number): Buffer {
  const key = Buffer.allocUnsafe(9);
  key[0] = TYPE_RANK.double;
  if (Number.isNaN(number)) return key.fill(0, 1);
  // Minus zero and zero are one value.
  key.writeDoubleBE(number === 0 ? 0 : number, 1);
  if (((key[1] as number) & 0x80) === 0) key[1] = (key[1] as number) | 0x80;
  else for (let i = 1; i < 9; i += 1) key[i] = 0xff - (key[i] as number);
  return key;
}

/** Zero bytes inside the text are written 00 FF, its end 00 01: no text is a prefix of another. */
function textKey(rank: number, text: Buffer): Buffer {
  if (!text.includes(0)) return Buffer.concat([Buffer.of(rank), text, Buffer.of(0, 1)]);
  const bytes = [rank];
  for (const byte of text) {
    bytes.push(byte);
    if (byte === 0) bytes.push(0xff);
  }
  bytes.push(0, 1);
  return Buffer.from(bytes);
}
