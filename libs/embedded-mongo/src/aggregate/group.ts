import { Int32 } from 'bson';
import { encodeKey } from '../bson/key-encoding';
import type { Doc, Value } from '../bson/values';
import { isDoc, isNullish, kindOf } from '../bson/values';
import { notSupported, serverError } from '../errors';
import { extreme, Summation } from '../expression/arithmetic';
import type { Evaluate, Variables } from '../expression/compile';
import { compileExpression } from '../expression/compile';

interface Accumulator {
  add(value: Value | undefined): void;
  result(): Value;
}

/** The accumulators on the allow-list. */
export const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => {
    const summation = new Summation();
    return { add: (value) => summation.add(value), result: () => summation.total() };
  },
  $avg: () => {
    const summation = new Summation();
    return { add: (value) => summation.add(value), result: () => summation.mean() };
  },
  $count: () => {
    const summation = new Summation();
    return { add: (value) => summation.add(value), result: () => summation.total() };
  },
  $min: () => best(-1),
  $max: () => best(1),
  $first: () => {
    let first: Value | undefined;
    let seen = false;
    return {
      add: (value) => {
        if (!seen) first = value;
        seen = true;
      },
      result: () => first ?? null,
    };
  },
  $last: () => {
    let last: Value | undefined;
    return { add: (value) => void (last = value), result: () => last ?? null };
  },
  $push: () => {
    const items: Value[] = [];
    return { add: (value) => void (value === undefined || items.push(value)), result: () => items };
  },
  $addToSet: () => {
    const items = new Map<string, Value>();
    return {
      add: (value) => {
        if (value === undefined) return;
        const key = encodeKey(value).toString('latin1');
        if (!items.has(key)) items.set(key, value);
      },
      result: () => [...items.values()],
    };
  },
  $mergeObjects: () => {
    const merged: Doc = {};
    return {
      add: (value) => {
        if (isNullish(value)) return;
        if (!isDoc(value))
          throw serverError(40400, `$mergeObjects requires object inputs, but input is of type ${kindOf(value)}`);
        Object.assign(merged, value);
      },
      result: () => merged,
    };
  },
};

function best(direction: 1 | -1): Accumulator {
  let found: Value = null;
  return { add: (value) => void (found = extreme([found, value], direction)), result: () => found };
}

/** A running `$group`: takes documents, then answers one document per group, in the order in which groups appeared. */
export class Grouping {
  private readonly id: Evaluate;
  private readonly fields: { name: string; make: () => Accumulator; evaluate: Evaluate }[];
  private readonly groups = new Map<string, { id: Value; accumulators: Accumulator[] }>();

  constructor(
    spec: Value,
    private readonly variables: Variables,
  ) {
    if (!isDoc(spec)) throw serverError(15947, "a group's fields must be specified in an object");
    if (!('_id' in spec)) throw serverError(15955, 'a group specification must include an _id');
    this.id = compileExpression(spec['_id'], variables);
    this.fields = Object.entries(spec)
      .filter(([name]) => name !== '_id')
      .map(([name, operand]) => ({ name, ...compileAccumulator(name, operand, variables) }));
  }

  add(doc: Doc): void {
    const scope = { root: doc, variables: this.variables };
    const id = this.id(scope) ?? null;
    const key = typeof id === 'string' ? id : `\0${encodeKey(id).toString('latin1')}`;
    let group = this.groups.get(key);
    if (group === undefined) {
      group = { id, accumulators: this.fields.map(({ make }) => make()) };
      this.groups.set(key, group);
    }
    for (let i = 0; i < this.fields.length; i += 1) {
      group.accumulators[i]?.add(this.fields[i]?.evaluate(scope));
    }
  }

  result(): Doc[] {
    return [...this.groups.values()].map(({ id, accumulators }) => {
      const doc: Doc = { _id: id };
      this.fields.forEach(({ name }, i) => (doc[name] = accumulators[i]?.result() ?? null));
      return doc;
    });
  }
}

function compileAccumulator(
  field: string,
  operand: Value,
  variables: Variables,
): { make: () => Accumulator; evaluate: Evaluate } {
  const [name, ...others] = isDoc(operand) ? Object.keys(operand) : [];
  if (!isDoc(operand) || name === undefined || !name.startsWith('$'))
    throw serverError(40234, `The field '${field}' must be an accumulator object`);
  if (others.length > 0) throw serverError(40238, `The field '${field}' must specify one accumulator`);
  if (field.includes('.')) throw serverError(40235, `The field name '${field}' cannot contain '.'`);
  if (field.startsWith('$')) throw serverError(40236, `The field name '${field}' cannot be an operator name`);
  const make = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (make === undefined) throw notSupported(`the accumulator ${name}`);
  if (name === '$count' && !(isDoc(operand[name]) && Object.keys(operand[name]).length === 0))
    throw serverError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
  const argument = operand[name] as Value;
  if (Array.isArray(argument) && name !== '$push' && name !== '$addToSet')
    throw serverError(40237, `The ${name} accumulator is a unary operator`);
  return { make, evaluate: compileExpression(name === '$count' ? { $literal: ONE } : argument, variables) };
}

const ONE = new Int32(1);
