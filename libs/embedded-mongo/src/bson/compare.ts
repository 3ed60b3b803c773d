import type { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import type { Doc, Kind, Value } from './values';
import { isNumber, kindOf, numberOf } from './values';

/** MongoDB's order between types; types of one rank are compared by value. */
export const TYPE_RANK: Readonly<Record<Kind, number>> = {
  missing: 5,
  null: 10,
  int: 20,
  long: 20,
  double: 20,
  string: 30,
  object: 40,
  array: 50,
  binData: 60,
  objectId: 70,
  bool: 80,
  date: 90,
  timestamp: 100,
  regex: 110,
};

/** Compares numbers as MongoDB does: NaN is below every number and equal to itself. */
export function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

/** Compares strings by their UTF-8 bytes; JavaScript's own order differs above the Basic Multilingual Plane. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xSurrogate !== ySurrogate) return xSurrogate ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

/** A total order over all values, MongoDB's own; a missing field comes before null. */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(numberOf(a), numberOf(b));
  const kind = kindOf(a);
  const rank = TYPE_RANK[kind] - TYPE_RANK[kindOf(b)];
  if (rank !== 0) return rank < 0 ? -1 : 1;
  switch (kind) {
    case 'missing':
    case 'null':
    case 'int':
    case 'long':
    case 'double':
    case 'string':
      return 0;
    case 'bool':
      return Number(a) - Number(b);
    case 'date':
      return compareNumbers((a as Date).getTime(), (b as Date).getTime());
    case 'objectId':
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 'timestamp':
      return (a as Timestamp).compare(b as Timestamp);
    case 'binData':
      return compareBinary(a as Binary, b as Binary);
    case 'regex':
      return (
        compareStrings((a as BSONRegExp).pattern, (b as BSONRegExp).pattern) ||
        compareStrings((a as BSONRegExp).options, (b as BSONRegExp).options)
      );
    case 'array':
      return compareArrays(a as Value[], b as Value[]);
    case 'object':
      return compareDocs(a as Doc, b as Doc);
  }
}

/** Equality of `compareValues`: int32 1 equals double 1.0, {a, b} differs from {b, a}. */
export function equalValues(a: Value | undefined, b: Value | undefined): boolean {
  return compareValues(a, b) === 0;
}

function compareBinary(a: Binary, b: Binary): number {
  return (
    compareNumbers(a.length(), b.length()) ||
    compareNumbers(a.sub_type, b.sub_type) ||
    Buffer.compare(a.value(), b.value())
  );
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return compareNumbers(a.length, b.length);
}

function compareDocs(a: Doc, b: Doc): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const x = left[i] as string;
    const y = right[i] as string;
    const order =
      compareNumbers(TYPE_RANK[kindOf(a[x])], TYPE_RANK[kindOf(b[y])]) ||
      compareStrings(x, y) ||
      compareValues(a[x], b[y]);
    if (order !== 0) return order;
  }
  return compareNumbers(left.length, right.length);
}
