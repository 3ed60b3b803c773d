import {
  Binary,
  BSONRegExp,
  DBRef,
  deserialize,
  Double,
  EJSON,
  Int32,
  Long,
  ObjectId,
  serialize,
  Timestamp,
  UUID,
} from 'bson';
import { notSupported, serverError } from '../errors';

/** A BSON value in memory. Numbers keep their BSON type; `Long` only appears in commands and computed results. */
export type Value =
  null | string | boolean | Int32 | Double | Long | Date | ObjectId | Binary | BSONRegExp | Timestamp | Value[] | Doc;

/** A BSON document in memory. */
export interface Doc {
  [field: string]: Value;
}

/** MongoDB's own names of the types, as `$type` answers them. */
export type Kind =
  | 'missing'
  | 'null'
  | 'int'
  | 'long'
  | 'double'
  | 'string'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'regex';

/** The largest document, in bytes. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 180;

const KIND_BY_PROTOTYPE = new Map<unknown, Kind>([
  [Object.prototype, 'object'],
  [Int32.prototype, 'int'],
  [Double.prototype, 'double'],
  [Long.prototype, 'long'],
  [Date.prototype, 'date'],
  [ObjectId.prototype, 'objectId'],
  [Binary.prototype, 'binData'],
  [UUID.prototype, 'binData'],
  [BSONRegExp.prototype, 'regex'],
  [Timestamp.prototype, 'timestamp'],
]);

/** Names the BSON type of a value; `undefined` stands for a field that is not there. Refuses types outside the model. */
export function kindOf(value: Value | undefined): Kind {
  if (typeof value === 'string') return 'string';
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return 'array';
  return KIND_BY_PROTOTYPE.get(Object.getPrototypeOf(value)) ?? foreignKind(value);
}

function foreignKind(value: object): never {
  const name = (value as { _bsontype?: unknown })._bsontype;
  throw notSupported(`the BSON type ${typeof name === 'string' ? name : typeof value}`);
}

/** True for an embedded document, false for an array and for every BSON class. */
export function isDoc(value: Value | undefined): value is Doc {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** True for int32, double and long. */
export function isNumber(value: Value | undefined): value is Int32 | Double | Long {
  return value instanceof Int32 || value instanceof Double || (value instanceof Long && !(value instanceof Timestamp));
}

/** The JavaScript number behind an int32, a double or a long; a long beyond 2^53 is refused. */
export function numberOf(value: Int32 | Double | Long): number {
  if (!(value instanceof Long)) return value.value;
  const number = value.toNumber();
  if (!Number.isSafeInteger(number)) throw notSupported('a 64-bit integer beyond 2^53');
  return number;
}

/** An int32 where it fits, else a long: what MongoDB answers for an integer it computed. */
export function integer(value: number): Int32 | Long {
  return Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff
    ? new Int32(value)
    : Long.fromNumber(value);
}

/** A field of a document, own fields only: `constructor` is not one. */
export function fieldOf(doc: Doc, name: string): Value | undefined {
  return Object.hasOwn(doc, name) ? doc[name] : undefined;
}

/** Null and missing are the same to most of MongoDB's operators. */
export function isNullish(value: Value | undefined): value is null | undefined {
  return value === null || value === undefined;
}

/** Truth as aggregation and command options see it: false, 0, null and missing are false, all else is true. */
export function isTruthy(value: Value | undefined): boolean {
  if (isNullish(value) || value === false) return false;
  return isNumber(value) ? numberOf(value) !== 0 : true;
}

const DECODE = { promoteValues: false, bsonRegExp: true, promoteBuffers: false } as const;

/** Reads one BSON document; numbers keep their type. */
export function decode(bytes: Uint8Array): Doc {
  const doc = deserialize(bytes, DECODE);
  // The codec turns every {$ref, $id} into a DBRef object; here it stays the document it is.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('$ref')
    ? (withoutDbRefs(doc) as Doc)
    : doc;
}

function withoutDbRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDbRefs);
  if (value instanceof DBRef) {
    return withoutDbRefs({
      $ref: value.collection,
      $id: value.oid,
      ...(value.db === undefined ? {} : { $db: value.db }),
      ...value.fields,
    });
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutDbRefs(item)]));
}

/** Writes one BSON document. */
export function encode(doc: Doc): Buffer {
  return Buffer.from(serialize(doc));
}

/** Throws unless every value of the document can be stored: type, field name, depth. */
export function assertStorable(value: Value, depth = 0): void {
  if (depth > MAX_DEPTH) throw serverError('BadValue', `Document exceeds maximum nested object depth: ${MAX_DEPTH}`);
  if (Array.isArray(value)) {
    for (const item of value) assertStorable(item, depth + 1);
    return;
  }
  const kind = kindOf(value);
  if (kind === 'long') throw notSupported('storing a 64-bit integer (Long)');
  if (kind !== 'object') return;
  for (const [name, item] of Object.entries(value as Doc)) {
    if (name === '__proto__' || name === '_bsontype') throw notSupported(`a field named ${name}`);
    assertStorable(item, depth + 1);
  }
}

/** Throws if a new document has an empty timestamp at its top, in whose place MongoDB would store the time. */
export function assertNoEmptyTimestamp(doc: Doc): void {
  for (const [name, value] of Object.entries(doc))
    if (name !== '_id' && value instanceof Timestamp && value.isZero())
      throw notSupported('storing an empty timestamp');
}

/** A value as MongoDB's messages show it. */
export function show(value: Value | undefined): string {
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isNumber(value)) return String(numberOf(value));
  if (Array.isArray(value)) return `[ ${value.map(show).join(', ')} ]`;
  if (isDoc(value)) {
    const fields = Object.entries(value).map(([name, item]) => `${name}: ${show(item)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return typeof value === 'string' ? `"${value}"` : value === undefined ? 'missing' : EJSON.stringify(value);
}

/** A deep copy of arrays and documents; leaves are shared, since nothing changes them. */
export function cloneValue<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => cloneValue(item)) as T;
  if (!isDoc(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cloneValue(item)])) as T;
}
