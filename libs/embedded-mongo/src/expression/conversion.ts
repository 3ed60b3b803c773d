import { Double, Int32, Long, ObjectId } from 'bson';
import type { Value } from '../bson/values';
import { isNullish, isNumber, kindOf, numberOf } from '../bson/values';
import { notSupported, serverError } from '../errors';
import type { OperatorTable } from './operator';
import { nullable, fixed } from './operator';

function failure(value: Value, target: string): Error {
  return serverError(
    'ConversionFailure',
    `Unsupported conversion from ${kindOf(value)} to ${target} in $convert with no onError value`,
  );
}

function parseNumber(text: string, target: string, whole: boolean): number {
  const valid = whole ? /^[+-]?\d+$/.test(text) : /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)$/.test(text);
  if (!valid)
    throw serverError(
      'ConversionFailure',
      `Failed to parse number '${text}' in $convert with no onError value: ${target}`,
    );
  return Number(text);
}

function toInteger(value: Value, target: 'int' | 'long'): Value {
  const number =
    typeof value === 'string'
      ? parseNumber(value, target, true)
      : typeof value === 'boolean'
        ? Number(value)
        : isNumber(value)
          ? Math.trunc(numberOf(value))
          : value instanceof Date && target === 'long'
            ? value.getTime()
            : undefined;
  if (number === undefined) throw failure(value, target);
  if (!Number.isFinite(number) || (target === 'int' && Math.abs(number + 0.5) > 0x80000000)) {
    throw serverError(
      'ConversionFailure',
      `Conversion would overflow target type in $convert with no onError value: ${number}`,
    );
  }
  if (!Number.isSafeInteger(number)) throw notSupported('a 64-bit integer beyond 2^53');
  return target === 'int' ? new Int32(number) : Long.fromNumber(number);
}

function toDouble(value: Value): Value {
  if (typeof value === 'string') return new Double(parseNumber(value, 'double', false));
  if (typeof value === 'boolean') return new Double(Number(value));
  if (value instanceof Date) return new Double(value.getTime());
  if (isNumber(value)) return new Double(numberOf(value));
  throw failure(value, 'double');
}

function toBool(value: Value): Value {
  return isNumber(value) ? numberOf(value) !== 0 : typeof value === 'boolean' ? value : true;
}

function toDate(value: Value): Value {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Double || value instanceof Long) return new Date(Math.trunc(numberOf(value)));
  if (typeof value === 'string') {
    const date = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value)
      ? new Date(/T/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? `${value}Z` : value)
      : undefined;
    if (date === undefined || Number.isNaN(date.getTime())) throw notSupported(`reading the date '${value}'`);
    return date;
  }
  throw failure(value, 'date');
}

function toObjectId(value: Value): Value {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw failure(value, 'objectId');
  if (!/^[0-9a-fA-F]{24}$/.test(value))
    throw serverError('ConversionFailure', `Failed to parse objectId '${value}' in $convert with no onError value`);
  return ObjectId.createFromHexString(value);
}

/** The text of a value, as `$toString` answers it. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (!isNumber(value)) throw failure(value, 'string');
  const text = String(numberOf(value));
  // Beyond 15 digits, and in scientific notation, the two languages print doubles differently.
  if (
    value instanceof Double &&
    (!Number.isFinite(numberOf(value)) || text.includes('e') || text.replace(/\D/g, '').length > 15)
  ) {
    throw notSupported(`writing the double ${text} as a string`);
  }
  return text;
}

const CONVERSIONS: Readonly<Record<string, (value: Value) => Value>> = {
  $toInt: (value) => toInteger(value, 'int'),
  $toLong: (value) => toInteger(value, 'long'),
  $toDouble: toDouble,
  $toBool: toBool,
  $toDate: toDate,
  $toObjectId: toObjectId,
  $toString: toText,
};

/** Conversions; null and missing stay null. */
export const CONVERSION: OperatorTable = {
  ...Object.fromEntries(
    Object.entries(CONVERSIONS).map(([name, convert]) => [name, nullable(1, ([value]) => convert(value as Value))]),
  ),
  $type: fixed(1, ([value]) => kindOf(value)),
};

/** Finds the conversion that `$convert` names by its `to`. */
export function conversionTo(target: Value | undefined): (value: Value) => Value {
  const codes: Readonly<Record<number, string>> = {
    1: 'double',
    2: 'string',
    7: 'objectId',
    8: 'bool',
    9: 'date',
    16: 'int',
    18: 'long',
  };
  const alias = isNumber(target) ? codes[numberOf(target)] : target;
  const name = typeof alias === 'string' ? `$to${alias.charAt(0).toUpperCase()}${alias.slice(1)}` : '';
  const convert = Object.hasOwn(CONVERSIONS, name) ? CONVERSIONS[name] : undefined;
  if (convert === undefined)
    throw notSupported(
      `$convert to ${isNullish(target) ? 'null' : typeof alias === 'string' ? alias : kindOf(target)}`,
    );
  return convert;
}
