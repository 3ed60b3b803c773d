import type { Doc, Value } from './values';
import { fieldOf, isDoc } from './values';
import { serverError } from '../errors';

/** True for a path part that can be an array index: `0`, `12`, not `01`. */
export function isIndex(part: string): boolean {
  return /^(0|[1-9]\d*)$/.test(part);
}

/**
 * Visits what a query path reaches, until `test` is true. Arrays on the way are entered, and indexes into them tried.
 * With `expand`, an array at the end is visited element by element and then as itself; without, only as itself.
 */
export function someAtPath(
  doc: Doc,
  path: readonly string[],
  expand: boolean,
  test: (value: Value | undefined) => boolean,
  from = 0,
): boolean {
  let value: Value | undefined = doc;
  let at = from;
  while (at < path.length && !Array.isArray(value)) {
    if (!isDoc(value)) return test(undefined);
    value = fieldOf(value, path[at] as string);
    at += 1;
  }
  return Array.isArray(value) ? someInArray(value, path, at, expand, test) : test(value);
}

function someInArray(
  array: readonly Value[],
  path: readonly string[],
  at: number,
  expand: boolean,
  test: (value: Value | undefined) => boolean,
): boolean {
  if (at === path.length) return (expand && array.some((item) => test(item))) || test(array as Value[]);
  const part = path[at] as string;
  if (array.some((item) => isDoc(item) && someAtPath(item, path, expand, test, at))) return true;
  if (!isIndex(part) || Number(part) >= array.length) return false;
  const item = array[Number(part)] as Value;
  if (Array.isArray(item)) return someInArray(item, path, at + 1, expand, test);
  if (at + 1 === path.length) return test(item);
  return isDoc(item) && someAtPath(item, path, expand, test, at + 1);
}

/** What a sort or index path reaches: one value, or many through arrays. An array at the end counts by its elements. */
export function keyValues(doc: Doc, path: readonly string[]): { values: (Value | undefined)[]; throughArray: boolean } {
  const values: (Value | undefined)[] = [];
  const throughArray = collect(doc, path, 0, values);
  return { values, throughArray };
}

function collect(value: Value | undefined, path: readonly string[], at: number, into: (Value | undefined)[]): boolean {
  if (at === path.length) {
    if (!Array.isArray(value)) {
      into.push(value);
      return false;
    }
    // An empty array sorts before null, and is indexed so: `undefined` stands for it, null for a missing field.
    if (value.length === 0) into.push(undefined);
    else for (const item of value) into.push(item);
    return true;
  }
  if (isDoc(value)) {
    const next = fieldOf(value, path[at] as string);
    if (at + 1 === path.length && next === undefined) {
      into.push(null);
      return false;
    }
    return collect(next, path, at + 1, into);
  }
  if (!Array.isArray(value)) {
    into.push(null);
    return false;
  }
  const part = path[at] as string;
  if (isIndexInto(value, part)) {
    collect(value[Number(part)], path, at + 1, into);
    return true;
  }
  if (value.length === 0) into.push(null);
  for (const item of value) {
    if (isDoc(item)) collect(item, path, at, into);
    else into.push(null);
  }
  return true;
}

/** True if a path goes on by this index of the array; it may not be a field name of one of its documents too. */
function isIndexInto(array: readonly Value[], part: string): boolean {
  if (!isIndex(part) || Number(part) >= array.length) return false;
  if (array.some((item) => isDoc(item) && fieldOf(item, part) !== undefined))
    throw serverError(
      16746,
      `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${part}'`,
    );
  return true;
}

/**
 * What several paths reach together: one row of values for each element of the array they run through, since values of
 * one row come from one element. Throws `parallel()` where two of the paths run through different arrays.
 */
export function keyRows(
  doc: Doc,
  paths: readonly (readonly string[])[],
  parallel: () => Error,
): readonly (readonly (Value | undefined)[])[] {
  const rows: (Value | undefined)[][] = [];
  fillRows(doc, paths, new Array<Value | undefined>(paths.length).fill(null), parallel, rows);
  return rows;
}

type Rest = readonly string[] | undefined;

/** `rests` are the parts of the paths that are still to go, undefined where `row` has its value already. */
function fillRows(
  from: Doc,
  rests: readonly Rest[],
  row: (Value | undefined)[],
  parallel: () => Error,
  into: (Value | undefined)[][],
): void {
  const filled = [...row];
  let array: Value[] | undefined;
  const next = rests.map((rest, i): Rest => {
    if (rest === undefined) return undefined;
    const { value, left } = descend(from, rest);
    if (!Array.isArray(value)) {
      filled[i] = value ?? null;
      return undefined;
    }
    if (array !== undefined && array !== value) throw parallel();
    array = value;
    return left;
  });
  if (array === undefined) {
    into.push(filled);
    return;
  }
  for (const item of array.length === 0 ? [undefined] : array) {
    const ended = filled.map((value, i) => (next[i]?.length === 0 ? item : value));
    const left = next.map((rest) => (rest?.length === 0 ? undefined : rest));
    fillRows(isDoc(item) ? item : {}, left, ended, parallel, into);
  }
}

/** Follows a path through documents to its end, or to the first array on the way, and into that by an index. */
function descend(from: Doc, path: readonly string[]): { value: Value | undefined; left: readonly string[] } {
  let value: Value | undefined = from;
  for (let at = 0; at < path.length; at += 1) {
    const part = path[at] as string;
    if (Array.isArray(value)) {
      if (!isIndexInto(value, part)) return { value, left: path.slice(at) };
      value = value[Number(part)];
    } else value = isDoc(value) ? fieldOf(value, part) : undefined;
  }
  return { value, left: [] };
}

/** A value by path through documents only: what an equality in an upsert, or an `_id` check, reads. */
export function getPath(doc: Doc, path: readonly string[]): Value | undefined {
  let value: Value | undefined = doc;
  for (const part of path) {
    if (!isDoc(value)) return undefined;
    value = fieldOf(value, part);
  }
  return value;
}
