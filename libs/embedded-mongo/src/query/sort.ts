import { compareValues } from '../bson/compare';
import { keyRows, keyValues } from '../bson/path';
import type { Doc, Value } from '../bson/values';
import { isDoc, isNumber, numberOf, show } from '../bson/values';
import { notSupported, serverError } from '../errors';

/** One field of a sort: its path and its direction. */
export interface SortField {
  readonly name: string;
  readonly path: readonly string[];
  readonly direction: 1 | -1;
}

/** Reads a sort document; `$meta` is refused, other faults are MongoDB's errors. */
export function parseSort(sort: Doc): SortField[] {
  return Object.entries(sort).map(([name, direction]) => {
    if (isDoc(direction)) {
      if ('$meta' in direction) throw notSupported('sorting by $meta');
      throw serverError(17312, '$meta is the only expression supported by $sort right now');
    }
    if (name === '$natural') throw notSupported('sorting by $natural');
    const number = isNumber(direction) ? numberOf(direction) : NaN;
    if (number !== 1 && number !== -1) {
      if (!isNumber(direction))
        throw serverError(15974, `Illegal key in $sort specification: ${name}: ${show(direction)}`);
      throw serverError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    if (name === '') throw serverError(40352, 'FieldPath cannot be constructed with empty string');
    if (name.startsWith('$'))
      throw serverError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    return { name, path: name.split('.'), direction: number };
  });
}

/** What a document is sorted by: an array counts by its smallest element upwards, by its greatest downwards. */
export function sortKey(doc: Doc, fields: readonly SortField[]): (Value | undefined)[] {
  let arrays = 0;
  const key = fields.map(({ path, direction }) => {
    const { values, throughArray } = keyValues(doc, path);
    if (throughArray) arrays += 1;
    return values.reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best));
  });
  if (arrays <= 1) return key;
  // Fields of the elements of one array: it is the element that counts, not each field's best.
  const rows = keyRows(
    doc,
    fields.map(({ path }) => path),
    () => serverError('BadValue', 'cannot sort with keys that are parallel arrays'),
  );
  return [...rows.reduce((best, row) => (compareSortKeys(row, best, fields) < 0 ? row : best))];
}

/** Compares two sort keys. */
export function compareSortKeys(
  a: readonly (Value | undefined)[],
  b: readonly (Value | undefined)[],
  fields: readonly SortField[],
): number {
  for (let i = 0; i < fields.length; i += 1) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order * (fields[i] as SortField).direction;
  }
  return 0;
}
