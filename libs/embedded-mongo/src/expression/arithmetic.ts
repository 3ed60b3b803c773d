import { Double, Int32, Long } from 'bson';
import { compareValues } from '../bson/compare';
import type { Value } from '../bson/values';
import { integer, isNullish, isNumber, kindOf, numberOf } from '../bson/values';
import { notSupported, serverError } from '../errors';
import type { Args, OperatorTable } from './operator';
import { fixed, nullable, variadic } from './operator';

type Numeric = Int32 | Double | Long;

/** Joins two numbers and keeps MongoDB's result type: double if either is, else int32, else long. */
export function combine(a: Numeric, b: Numeric, join: (x: number, y: number) => number): Numeric {
  const result = join(numberOf(a), numberOf(b));
  if (a instanceof Double || b instanceof Double) return new Double(result);
  if (!Number.isSafeInteger(result)) throw notSupported('integer arithmetic beyond 2^53');
  return a instanceof Long || b instanceof Long ? Long.fromNumber(result) : integer(result);
}

/** A running sum as MongoDB keeps it: exact for integers, compensated for doubles, of the widest type it was given. */
export class Summation {
  private high = 0;
  private low = 0;
  private widest: 'int' | 'long' | 'double' = 'int';
  /** How many numbers were added. */
  count = 0;

  /** Adds a number; any other type counts for nothing. */
  add(value: Value | undefined): void {
    if (!isNumber(value)) return;
    this.count += 1;
    if (value instanceof Double) this.widest = 'double';
    else if (value instanceof Long && this.widest === 'int') this.widest = 'long';
    const number = numberOf(value);
    const high = this.high + number;
    const rounded = high - this.high;
    if (Number.isFinite(high)) this.low += this.high - (high - rounded) + (number - rounded);
    else this.low = 0;
    this.high = high;
  }

  /** The sum: int32 0 if nothing was added. */
  total(): Numeric {
    const total = this.high + this.low;
    if (this.widest === 'double') return new Double(total);
    if (!Number.isSafeInteger(total)) throw notSupported('integer arithmetic beyond 2^53');
    return this.widest === 'long' ? Long.fromNumber(total) : integer(total);
  }

  /** The mean: null if nothing was added. */
  mean(): Double | null {
    return this.count === 0 ? null : new Double((this.high + this.low) / this.count);
  }
}

function summed(values: Args): Summation {
  const summation = new Summation();
  for (const value of values) summation.add(value);
  return summation;
}

/** The smallest (-1) or greatest (1) of the values that are neither null nor missing, else null. */
export function extreme(values: Args, direction: 1 | -1): Value {
  return values.reduce<Value>((best, value) => {
    if (isNullish(value)) return best;
    return best === null || compareValues(value, best) * direction > 0 ? value : best;
  }, null);
}

function numberArg(value: Value, name: string): Numeric {
  if (!isNumber(value)) throw serverError('TypeMismatch', `${name} only supports numeric types, not ${kindOf(value)}`);
  return value;
}

function shifted(date: Date, millis: number): Date {
  return new Date(date.getTime() + Math.round(millis));
}

function add(args: readonly Value[]): Value {
  const dates = args.filter((arg) => arg instanceof Date);
  if (dates.length > 1) throw serverError('BadValue', 'only one date allowed in an $add expression');
  const numbers = args
    .filter((arg) => !(arg instanceof Date))
    .map((arg) => {
      if (!isNumber(arg))
        throw serverError('TypeMismatch', `$add only supports numeric or date types, not ${kindOf(arg)}`);
      return arg;
    });
  const total = summed(numbers).total();
  return dates[0] === undefined ? total : shifted(dates[0], numberOf(total));
}

function subtract([a, b]: readonly Value[]): Value {
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return shifted(a, -numberOf(b));
  if (isNumber(a) && isNumber(b)) return combine(a, b, (x, y) => x - y);
  throw serverError('TypeMismatch', `can't $subtract ${kindOf(b)} from ${kindOf(a)}`);
}

function divide([a, b]: readonly Value[]): Value {
  if (!isNumber(a) || !isNumber(b))
    throw serverError('TypeMismatch', `$divide only supports numeric types, not ${kindOf(a)} and ${kindOf(b)}`);
  if (numberOf(b) === 0) throw serverError('BadValue', "can't $divide by zero");
  return new Double(numberOf(a) / numberOf(b));
}

function modulo([a, b]: readonly Value[]): Value {
  if (!isNumber(a) || !isNumber(b))
    throw serverError(16611, `$mod only supports numeric types, not ${kindOf(a)} and ${kindOf(b)}`);
  if (numberOf(b) === 0) throw serverError(16610, "can't $mod by zero");
  // JavaScript's remainder of integers can be minus zero, which no int32 holds.
  return combine(a, b, (x, y) => (a instanceof Double || b instanceof Double ? x % y : x % y || 0));
}

/** Rounds half to even at a decimal place, as `$round` does; `$trunc` cuts instead. */
function rounded(name: '$round' | '$trunc') {
  return (args: Args): Value => {
    const [value, place] = args;
    if (isNullish(value) || (args.length > 1 && isNullish(place))) return null;
    const number = numberArg(value, name);
    const digits = place === undefined || place === null ? 0 : isNumber(place) ? numberOf(place) : NaN;
    if (!Number.isInteger(digits) || digits < -20 || digits > 100)
      throw serverError(51083, `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
    if (!(number instanceof Double) && digits >= 0) return number;
    if (!Number.isFinite(numberOf(number)) || digits > 15) return number;
    const result =
      name === '$trunc' && digits === 0
        ? Math.trunc(numberOf(number))
        : roundDecimal(numberOf(number), digits, name === '$trunc');
    return number instanceof Double ? new Double(result) : integer(result);
  };
}

const PLACES = 100;

/** Rounds the exact value of the double, as MongoDB does: 2.675, which is a little less than that, becomes 2.67. */
function roundDecimal(number: number, digits: number, cut: boolean): number {
  const magnitude = Math.abs(number);
  const exact =
    magnitude < 1e21
      ? BigInt(magnitude.toFixed(PLACES).replace('.', ''))
      : BigInt(magnitude) * BigInt(10) ** BigInt(PLACES);
  const unit = BigInt(10) ** BigInt(PLACES - digits);
  const whole = exact / unit;
  const twice = (exact % unit) * BigInt(2);
  const up = !cut && (twice > unit || (twice === unit && whole % BigInt(2) === BigInt(1)));
  return Math.sign(number) * Number(`${whole + BigInt(up ? 1 : 0)}e${-digits}`);
}

function unary(keepsInteger: boolean, compute: (x: number) => number) {
  return nullable(1, ([value], name) => {
    const number = numberArg(value as Value, name);
    const result = compute(numberOf(number));
    return keepsInteger && !(number instanceof Double)
      ? number instanceof Long
        ? Long.fromNumber(result)
        : integer(result)
      : new Double(result);
  });
}

function defined(
  name: string,
  holds: (x: number) => boolean,
  code: number,
  rule: string,
  compute: (x: number) => number,
) {
  return unary(false, (x) => {
    if (!holds(x) && !Number.isNaN(x)) throw serverError(code, `${name}'s argument must be ${rule}, but is ${x}`);
    return compute(x);
  });
}

function power([base, exponent]: readonly Value[]): Value {
  if (!isNumber(base)) throw serverError(28762, `$pow's base must be numeric, not ${kindOf(base)}`);
  if (!isNumber(exponent)) throw serverError(28763, `$pow's exponent must be numeric, not ${kindOf(exponent)}`);
  const [x, y] = [numberOf(base), numberOf(exponent)];
  if (x === 0 && y < 0) throw serverError(28764, '$pow cannot take a base of 0 and a negative exponent');
  const result = x ** y;
  return base instanceof Double || exponent instanceof Double || !Number.isSafeInteger(result)
    ? new Double(result)
    : combine(base, exponent, () => result);
}

function overOneArray(join: (values: Args) => Value) {
  return variadic((args) => join(args.length === 1 && Array.isArray(args[0]) ? args[0] : args));
}

/** Arithmetic, and the accumulators in their form as expressions. */
export const ARITHMETIC: OperatorTable = {
  $add: variadic((args) => (args.some(isNullish) ? null : add(args as readonly Value[]))),
  $subtract: nullable(2, subtract),
  $multiply: variadic((args, name) =>
    args.some(isNullish)
      ? null
      : args.reduce<Numeric>(
          (total, arg) => combine(total, numberArg(arg as Value, name), (x, y) => x * y),
          new Int32(1),
        ),
  ),
  $divide: nullable(2, divide),
  $mod: nullable(2, modulo),
  $abs: unary(true, Math.abs),
  $ceil: unary(true, Math.ceil),
  $floor: unary(true, Math.floor),
  $round: variadic(rounded('$round'), 1, 2),
  $trunc: variadic(rounded('$trunc'), 1, 2),
  $sqrt: defined('$sqrt', (x) => x >= 0, 28714, 'greater than or equal to 0', Math.sqrt),
  $exp: unary(false, Math.exp),
  $ln: defined('$ln', (x) => x > 0, 28766, 'a positive number', Math.log),
  $log10: defined('$log10', (x) => x > 0, 28761, 'a positive number', Math.log10),
  $pow: nullable(2, power),
  $sum: overOneArray((values) => summed(values).total()),
  $avg: overOneArray((values) => summed(values).mean()),
  $min: overOneArray((values) => extreme(values, -1)),
  $max: overOneArray((values) => extreme(values, 1)),
  $isNumber: fixed(1, ([value]) => isNumber(value)),
};
