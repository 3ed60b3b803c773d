import { Int32 } from 'bson';
import { compareValues, equalValues } from '../bson/compare';
import type { Doc, Value } from '../bson/values';
import { isDoc, isNullish, isNumber, isTruthy, kindOf, numberOf } from '../bson/values';
import { serverError } from '../errors';
import type { Args, OperatorTable } from './operator';
import { arrayOf, fixed, nullable, variadic, wholeOf } from './operator';

/** A sorted set of values, equal by `compareValues`. */
export function distinctSorted(values: readonly Value[]): Value[] {
  return [...values].sort(compareValues).filter((value, i, all) => i === 0 || !equalValues(value, all[i - 1]));
}

function sets(args: Args, name: string, code: number): (readonly Value[])[] {
  return args.map((arg) => {
    if (!Array.isArray(arg))
      throw serverError(code, `All operands of ${name} must be arrays. One argument is of type: ${kindOf(arg)}`);
    return arg;
  });
}

const has = (set: readonly Value[], value: Value) => set.some((item) => equalValues(item, value));

function elementAt([array, index]: readonly Value[], name: string): Value | undefined {
  const items = arrayOf(array, name, 28689);
  return items.at(wholeOf(index, name, 28691));
}

function slice(args: Args, name: string): Value {
  if (args.some(isNullish)) return null;
  const items = arrayOf(args[0], name, 28724);
  const first = wholeOf(args[1], name, 28726);
  if (args.length === 2) return first >= 0 ? items.slice(0, first) : items.slice(first);
  const count = wholeOf(args[2], name, 28728);
  if (count <= 0) throw serverError(28729, `Third argument to $slice must be positive: ${count}`);
  const start = first >= 0 ? first : Math.max(0, items.length + first);
  return items.slice(start, start + count);
}

function range(args: Args, name: string): Value {
  const [start, end, step = 1] = args.map((arg) => wholeOf(arg, name, 34444)) as [number, number, number?];
  if (step === 0) throw serverError(34449, '$range requires a non-zero step value');
  const result: Value[] = [];
  for (let at = start; step > 0 ? at < end : at > end; at += step) result.push(new Int32(at));
  return result;
}

function indexOf(args: Args, name: string): Value {
  if (isNullish(args[0])) return null;
  const items = arrayOf(args[0], name, 40090);
  const from = args.length > 2 ? wholeOf(args[2], name, 40096) : 0;
  const to = args.length > 3 ? wholeOf(args[3], name, 40096) : items.length;
  return new Int32(items.findIndex((item, i) => i >= from && i < to && compareValues(item, args[1]) === 0));
}

function objectToArray([value]: readonly Value[]): Value {
  if (!isDoc(value)) throw serverError(40390, `$objectToArray requires a document input, found: ${kindOf(value)}`);
  return Object.entries(value).map(([k, v]): Doc => ({ k, v }));
}

function arrayToObject([value]: readonly Value[], name: string): Value {
  const entries = arrayOf(value, name, 40386).map((item): [string, Value] => {
    const [k, v] =
      Array.isArray(item) && item.length === 2
        ? item
        : isDoc(item) && Object.keys(item).length === 2
          ? [item['k'], item['v']]
          : [];
    if (typeof k !== 'string' || v === undefined)
      throw serverError(40392, '$arrayToObject requires an array of pairs, or of objects with the keys k and v');
    return [k, v];
  });
  return Object.fromEntries(entries);
}

function mergeObjects(args: Args): Value {
  const parts = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
  const merged: Doc = {};
  for (const part of parts) {
    if (isNullish(part)) continue;
    if (!isDoc(part))
      throw serverError(40400, `$mergeObjects requires object inputs, but input is of type ${kindOf(part)}`);
    Object.assign(merged, part);
  }
  return merged;
}

function everyElement(name: string, code: number, test: (items: readonly Value[]) => boolean) {
  return fixed(1, ([value]) => {
    if (!Array.isArray(value)) throw serverError(code, `${name}'s argument must be an array, but is ${kindOf(value)}`);
    return test(value);
  });
}

/** The first or last `n` of an array, or, with no `n`, the one element. */
function end(which: 0 | -1) {
  return nullable(1, ([value], name) => arrayOf(value, name, 28689).at(which));
}

/** Operators on arrays, sets and objects. */
export const ARRAYS: OperatorTable = {
  $arrayElemAt: nullable(2, elementAt),
  $first: end(0),
  $last: end(-1),
  $concatArrays: variadic((args) => (args.some(isNullish) ? null : sets(args, '$concatArrays', 28664).flat(1))),
  $in: fixed(2, ([value, array], name) => {
    if (!Array.isArray(array))
      throw serverError(40081, `${name} requires an array as a second argument, found: ${kindOf(array)}`);
    return array.some((item) => compareValues(item, value) === 0);
  }),
  $isArray: fixed(1, ([value]) => Array.isArray(value)),
  $size: fixed(1, ([value], name) => {
    if (!Array.isArray(value))
      throw serverError(17124, `The argument to ${name} must be an array, but was of type: ${kindOf(value)}`);
    return new Int32(value.length);
  }),
  $slice: variadic(slice, 2, 3),
  $reverseArray: nullable(1, ([value], name) => [...arrayOf(value, name, 34435)].reverse()),
  $range: variadic(range, 2, 3),
  $indexOfArray: variadic(indexOf, 2, 4),
  $objectToArray: nullable(1, objectToArray),
  $arrayToObject: nullable(1, arrayToObject),
  $mergeObjects: variadic(mergeObjects),
  $setUnion: variadic((args) => (args.some(isNullish) ? null : distinctSorted(sets(args, '$setUnion', 17043).flat(1)))),
  $setIntersection: variadic((args) => {
    if (args.some(isNullish)) return null;
    const [first = [], ...others] = sets(args, '$setIntersection', 17047);
    return distinctSorted(first.filter((item) => others.every((other) => has(other, item))));
  }),
  $setDifference: nullable(2, (args) => {
    const [from = [], without = []] = sets(args, '$setDifference', 17048);
    return from.filter((item, i) => !has(without, item) && !has(from.slice(0, i), item));
  }),
  $setIsSubset: fixed(2, (args) => {
    const [part = [], whole = []] = sets(args, '$setIsSubset', 17046);
    return part.every((item) => has(whole, item));
  }),
  $setEquals: variadic((args) => {
    const [first = [], ...others] = sets(args, '$setEquals', 17044);
    return others.every((other) => other.every((item) => has(first, item)) && first.every((item) => has(other, item)));
  }, 2),
  $anyElementTrue: everyElement('$anyElementTrue', 17041, (items) => items.some(isTruthy)),
  $allElementsTrue: everyElement('$allElementsTrue', 17040, (items) => items.every(isTruthy)),
};

/** A non-negative whole number, for limits inside operators. */
export function limitOf(value: Value | undefined, name: string): number {
  if (!isNumber(value) || !Number.isInteger(numberOf(value)) || numberOf(value) < 1)
    throw serverError(327391, `${name}: limit must be a positive integer`);
  return numberOf(value);
}
