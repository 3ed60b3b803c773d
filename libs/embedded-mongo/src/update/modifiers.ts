import { Double, Int32, Long, Timestamp } from 'bson';
import { compareValues, equalValues } from '../bson/compare';
import type { Doc, Value } from '../bson/values';
import { cloneValue, isDoc, isNumber, isTruthy, kindOf, numberOf, show } from '../bson/values';
import { notSupported, serverError } from '../errors';
import { combine } from '../expression/arithmetic';
import { compileElementTest } from '../query/match';
import { compareSortKeys, parseSort, sortKey } from '../query/sort';
import type { Place } from './paths';

/** Changes one place of a document; `doc` is there for the error's text. */
export type Modifier = (place: Place, doc: Doc) => void;

/** The update operators on the allow-list, beside `$rename` and `$setOnInsert`: each checks its operand when compiled. */
export const MODIFIERS: Readonly<Record<string, (operand: Value, path: string, now: Date) => Modifier>> = {
  $set: (operand) => (place) => place.set(cloneValue(operand)),
  $setOnInsert: (operand) => (place) => place.set(cloneValue(operand)),
  $unset: () => (place) => place.unset(),
  $inc: (operand, path) => arithmetic('$inc', operand, path, (x, y) => x + y),
  $mul: (operand, path) => arithmetic('$mul', operand, path, (x, y) => x * y),
  $min: (operand) => (place) => {
    const value = place.get();
    if (value === undefined || compareValues(operand, value) < 0) place.set(cloneValue(operand));
  },
  $max: (operand) => (place) => {
    const value = place.get();
    if (value === undefined || compareValues(operand, value) > 0) place.set(cloneValue(operand));
  },
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $bit: bit,
};

function describe(doc: Doc): string {
  const id = doc['_id'];
  return `{_id: ${show(id)}}`;
}

function arithmetic(
  name: '$inc' | '$mul',
  operand: Value,
  path: string,
  join: (x: number, y: number) => number,
): Modifier {
  if (!isNumber(operand)) {
    throw serverError(
      'TypeMismatch',
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${show(operand)}}`,
    );
  }
  // The driver writes whole numbers beyond 32 bits as doubles; a Long operand would make a Long.
  if (operand instanceof Long) throw notSupported(`${name} by a 64-bit integer (Long)`);
  return (place, doc) => {
    const value = place.get();
    if (value === undefined) {
      place.set(name === '$inc' ? operand : operand instanceof Double ? new Double(0) : new Int32(0));
      return;
    }
    if (!isNumber(value)) {
      throw serverError(
        'TypeMismatch',
        `Cannot apply ${name} to a value of non-numeric type. ${describe(doc)} has the field '${place.path.at(-1) ?? ''}' of non-numeric type ${kindOf(value)}`,
      );
    }
    const result = combine(value, operand, join);
    if (result instanceof Long) throw notSupported(`${name} past 32 bits, which would store a 64-bit integer (Long),`);
    place.set(result);
  };
}

function currentDate(operand: Value, path: string, now: Date): Modifier {
  const type = isDoc(operand) ? operand['$type'] : operand === true ? 'date' : undefined;
  if (operand !== false && type !== 'date' && type !== 'timestamp') {
    throw serverError(
      'BadValue',
      `${kindOf(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}): ${path}`,
    );
  }
  return (place) =>
    place.set(type === 'timestamp' ? new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }) : now);
}

function eachOf(operand: Value, name: string, allowed: readonly string[]): { values: readonly Value[]; options: Doc } {
  if (!isDoc(operand) || !('$each' in operand)) return { values: [operand], options: {} };
  const values = operand['$each'];
  if (!Array.isArray(values))
    throw serverError(
      name === '$addToSet' ? 'TypeMismatch' : 'BadValue',
      `The argument to $each in ${name} must be an array but it was of type ${kindOf(values)}`,
    );
  for (const key of Object.keys(operand)) {
    if (!allowed.includes(key)) throw serverError('BadValue', `Unrecognized clause in ${name}: ${key}`);
  }
  return { values, options: operand };
}

function wholeNumber(value: Value, what: string): number {
  const number = isNumber(value) ? numberOf(value) : NaN;
  if (!Number.isInteger(number))
    throw serverError(
      'BadValue',
      `The value for ${what} must be an integer value but was given type: ${kindOf(value)}`,
    );
  return number;
}

function arrayAt(place: Place, doc: Doc): Value[] | undefined {
  const value = place.get();
  if (value === undefined || Array.isArray(value)) return value;
  throw serverError(
    'BadValue',
    `The field '${place.path.join('.')}' must be an array but is of type ${kindOf(value)} in document ${describe(doc)}`,
  );
}

function push(operand: Value): Modifier {
  const { values, options } = eachOf(operand, '$push', ['$each', '$slice', '$sort', '$position']);
  const slice = options['$slice'] === undefined ? undefined : wholeNumber(options['$slice'], '$slice');
  const position = options['$position'] === undefined ? undefined : wholeNumber(options['$position'], '$position');
  const order = options['$sort'] === undefined ? undefined : pushOrder(options['$sort']);
  return (place, doc) => {
    const result = [...(arrayAt(place, doc) ?? [])];
    result.splice(position ?? result.length, 0, ...values.map((value) => cloneValue(value)));
    if (order) result.sort(order);
    place.set(slice === undefined ? result : slice >= 0 ? result.slice(0, slice) : result.slice(slice));
  };
}

function pushOrder(sort: Value): (a: Value, b: Value) => number {
  if (isDoc(sort)) {
    const fields = parseSort(sort);
    const keyOf = (value: Value) => sortKey(isDoc(value) ? value : {}, fields);
    return (a, b) => compareSortKeys(keyOf(a), keyOf(b), fields);
  }
  const direction = isNumber(sort) ? numberOf(sort) : NaN;
  if (direction !== 1 && direction !== -1)
    throw serverError('BadValue', 'The $sort element value must be either 1 or -1');
  return (a, b) => compareValues(a, b) * direction;
}

function addToSet(operand: Value): Modifier {
  const { values } = eachOf(operand, '$addToSet', ['$each']);
  return (place, doc) => {
    const current = arrayAt(place, doc);
    const result = [...(current ?? [])];
    for (const value of values) if (!result.some((item) => equalValues(item, value))) result.push(cloneValue(value));
    if (current === undefined || result.length > current.length) place.set(result);
  };
}

function pop(operand: Value, path: string): Modifier {
  const end = isNumber(operand) ? numberOf(operand) : NaN;
  if (end !== 1 && end !== -1) throw serverError('FailedToParse', `$pop expects 1 or -1, found: ${show(operand)}`);
  return (place) => {
    const value = place.get();
    if (value === undefined) {
      place.assertViable();
      return;
    }
    if (!Array.isArray(value))
      throw serverError('TypeMismatch', `Path '${path}' contains an element of non-array type '${kindOf(value)}'`);
    place.set(end === 1 ? value.slice(0, -1) : value.slice(1));
  };
}

function pullFrom(place: Place, test: (element: Value) => boolean): void {
  const value = place.get();
  if (value === undefined) {
    place.assertViable();
    return;
  }
  if (!Array.isArray(value)) throw serverError('BadValue', 'Cannot apply $pull to a non-array value');
  const kept = value.filter((item) => !test(item));
  if (kept.length < value.length) place.set(kept);
}

function pull(operand: Value): Modifier {
  // A document is a filter on elements, a regex matches them, any other value is to be equal to them.
  const test =
    isDoc(operand) || kindOf(operand) === 'regex'
      ? compileElementTest(isDoc(operand) ? operand : { $in: [operand] }, '$pull')
      : (element: Value) => equalValues(element, operand);
  return (place) => pullFrom(place, test);
}

function pullAll(operand: Value): Modifier {
  if (!Array.isArray(operand))
    throw serverError('BadValue', `$pullAll requires an array argument but was given a ${kindOf(operand)}`);
  return (place) => pullFrom(place, (element) => operand.some((value) => equalValues(element, value)));
}

function bit(operand: Value, path: string): Modifier {
  if (!isDoc(operand))
    throw serverError(
      'BadValue',
      `The $bit modifier is not compatible with a ${kindOf(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  const steps = Object.entries(operand).map(([name, value]) => {
    if (!['and', 'or', 'xor'].includes(name))
      throw serverError(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${show(value)}}`,
      );
    if (!(value instanceof Int32))
      throw serverError(
        'BadValue',
        `The $bit modifier field must be an Integer(32/64 bit); a '${kindOf(value)}' is not supported here: {${name}: ${show(value)}}`,
      );
    return [name, value.value] as const;
  });
  return (place, doc) => {
    const found = place.get();
    const value = found === undefined ? new Int32(0) : found;
    if (!(value instanceof Int32))
      throw serverError(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type.${describe(doc)} has the field ${path} of non-integer type ${kindOf(value)}`,
      );
    place.set(
      new Int32(
        steps.reduce(
          (bits, [name, mask]) => (name === 'and' ? bits & mask : name === 'or' ? bits | mask : bits ^ mask),
          value.value,
        ),
      ),
    );
  };
}

/** True for an update document that is a pipeline's or a modifier's, not a replacement. */
export function hasModifiers(update: Doc): boolean {
  return Object.keys(update).some((name) => name.startsWith('$')) && !isTruthy(update['$ref']);
}
