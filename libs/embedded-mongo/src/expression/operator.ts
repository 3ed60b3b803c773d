import type { Value } from '../bson/values';
import { isNullish, isNumber, kindOf, numberOf } from '../bson/values';
import { serverError } from '../errors';

/** What an operator is given: values, `undefined` for a missing field. */
export type Args = readonly (Value | undefined)[];

/** An operator whose arguments are all evaluated before it: how many it takes, and what it answers. */
export interface Operator {
  readonly min: number;
  readonly max: number;
  readonly apply: (args: Args, name: string) => Value | undefined;
}

/** Operators by name. */
export type OperatorTable = Readonly<Record<string, Operator>>;

/** An operator of exactly `count` arguments. */
export function fixed(count: number, apply: Operator['apply']): Operator {
  return { min: count, max: count, apply };
}

/** An operator of any number of arguments within the bounds. */
export function variadic(apply: Operator['apply'], min = 0, max = Infinity): Operator {
  return { min, max, apply };
}

/** An operator of exactly `count` arguments that answers null if any of them is null or missing. */
export function nullable(count: number, apply: (args: readonly Value[], name: string) => Value | undefined): Operator {
  return fixed(count, (args, name) => (args.some(isNullish) ? null : apply(args as readonly Value[], name)));
}

/** The text of an argument, or MongoDB's error with this code. */
export function textOf(value: Value | undefined, name: string, code: number): string {
  if (typeof value !== 'string') throw serverError(code, `${name} requires a string argument, found: ${kindOf(value)}`);
  return value;
}

/** The array of an argument, or MongoDB's error with this code. */
export function arrayOf(value: Value | undefined, name: string, code: number): readonly Value[] {
  if (!Array.isArray(value))
    throw serverError(code, `The argument to ${name} must be an array, but was of type: ${kindOf(value)}`);
  return value;
}

/** The whole number of an argument, or MongoDB's error with this code. */
export function wholeOf(value: Value | undefined, name: string, code: number): number {
  const number = isNumber(value) ? numberOf(value) : NaN;
  if (!Number.isInteger(number))
    throw serverError(code, `${name} requires an integral argument, found a value of type: ${kindOf(value)}`);
  return number;
}
