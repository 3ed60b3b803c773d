import { Double, Int32 } from 'bson';
import { compareValues } from '../bson/compare';
import type { Doc, Value } from '../bson/values';
import { fieldOf, isDoc, isNullish, isNumber, isTruthy, kindOf, show } from '../bson/values';
import { notSupported, serverError } from '../errors';
import { compareSortKeys, parseSort, sortKey } from '../query/sort';
import { ARITHMETIC } from './arithmetic';
import { ARRAYS, limitOf } from './arrays';
import { CONVERSION, conversionTo } from './conversion';
import { dateAdd, dateDiff, datePart, dateToString, dateTrunc, isDateArgs, isDatePart } from './dates';
import type { OperatorTable } from './operator';
import { arrayOf, fixed } from './operator';
import { applyRegex, replaceText, STRINGS, trim } from './strings';

/** Variables of an expression, by name without `$$`. */
export interface Variables {
  [name: string]: Value | undefined;
}

/** What an expression is evaluated in. */
export interface Scope {
  readonly root: Doc;
  readonly variables: Variables;
}

/** A compiled expression; `undefined` is a missing value. */
export type Evaluate = (scope: Scope) => Value | undefined;

function comparison(test: (order: number) => boolean) {
  return fixed(2, ([a, b]) => test(compareValues(a, b)));
}

const COMPARISON: OperatorTable = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: fixed(2, ([a, b]) => new Int32(compareValues(a, b))),
  $not: fixed(1, ([value]) => !isTruthy(value)),
};

const PLAIN: OperatorTable = { ...ARITHMETIC, ...ARRAYS, ...CONVERSION, ...COMPARISON, ...STRINGS };

/**
 * Compiles an aggregation expression. `variables` tells which names `$$name` may use.
 * An operator outside the allow-list is refused with code 115.
 */
export function compileExpression(expression: Value, variables: Variables): Evaluate {
  if (typeof expression === 'string') return compileText(expression, variables);
  if (Array.isArray(expression)) {
    const items = expression.map((item) => compileExpression(item, variables));
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (isDoc(expression)) return compileDoc(expression, variables);
  kindOf(expression);
  return () => expression;
}

function compileText(text: string, variables: Variables): Evaluate {
  if (!text.startsWith('$')) return () => text;
  const variable = text.startsWith('$$');
  const [head, ...path] = (variable ? text.slice(2) : text.slice(1)).split('.') as [string, ...string[]];
  if (path.includes('') || head === '') {
    if (text === '$') throw serverError(16872, "'$' by itself is not a valid FieldPath");
    throw serverError(
      path.at(-1) === '' ? 40353 : 15998,
      "FieldPath field names may not be empty strings or end with '.'.",
    );
  }
  if (path.some((part) => part.startsWith('$')))
    throw serverError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
  if (!variable) return (scope) => readPath(scope.root, [head, ...path], 0);
  if (head === 'ROOT' || head === 'CURRENT') return (scope) => readPath(scope.root, path, 0);
  if (head === 'REMOVE') return () => undefined;
  if (['CLUSTER_TIME', 'USER_ROLES', 'JS_SCOPE', 'IS_MR'].includes(head)) throw notSupported(`the variable $$${head}`);
  if (!(head in variables)) throw serverError(17276, `Use of undefined variable: ${head}`);
  return (scope) => readPath(scope.variables[head], path, 0);
}

/** Reads a field path; through an array it answers the array of what its documents have. */
function readPath(value: Value | undefined, path: readonly string[], at: number): Value | undefined {
  if (at === path.length) return value;
  if (isDoc(value)) return readPath(fieldOf(value, path[at] as string), path, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item) => {
    if (!isDoc(item)) return [];
    const found = readPath(item, path, at);
    return found === undefined ? [] : [found];
  });
}

function compileDoc(expression: Doc, variables: Variables): Evaluate {
  const names = Object.keys(expression);
  const first = names[0];
  if (first?.startsWith('$')) {
    if (names.length > 1)
      throw serverError(15983, `an object representing an expression must have exactly one field: ${names.join(', ')}`);
    return compileOperator(first, expression[first] as Value, variables);
  }
  const fields = Object.entries(expression).map(([name, value]) => {
    if (name.startsWith('$'))
      throw serverError(15983, `an object representing an expression must have exactly one field: ${names.join(', ')}`);
    if (name.includes('.'))
      throw serverError(16405, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
    return [name, compileExpression(value, variables)] as const;
  });
  return (scope) => {
    const doc: Doc = {};
    for (const [name, evaluate] of fields) {
      const value = evaluate(scope);
      if (value !== undefined) doc[name] = value;
    }
    return doc;
  };
}

function compileOperator(name: string, operand: Value, variables: Variables): Evaluate {
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  if (plain !== undefined) {
    const operands = Array.isArray(operand) ? operand : [operand];
    if (operands.length < plain.min || operands.length > plain.max) {
      throw serverError(
        16020,
        `Expression ${name} takes ${plain.min === plain.max ? `exactly ${plain.min}` : `at least ${plain.min}`} arguments. ${operands.length} were passed in.`,
      );
    }
    const args = operands.map((item) => compileExpression(item, variables));
    return (scope) =>
      plain.apply(
        args.map((arg) => arg(scope)),
        name,
      );
  }
  if (isDatePart(name)) return compileDatePart(name, operand, variables);
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : undefined;
  if (special === undefined) throw notSupported(`the expression ${name}`);
  return special(operand, variables, name);
}

function compileDatePart(name: string, operand: Value, variables: Variables): Evaluate {
  const long = isDateArgs(operand);
  const date = compileExpression(
    long
      ? (operand['date'] as Value)
      : Array.isArray(operand) && operand.length === 1
        ? (operand[0] as Value)
        : operand,
    variables,
  );
  const zone = long && 'timezone' in operand ? compileExpression(operand['timezone'], variables) : () => undefined;
  return (scope) => datePart(name, date(scope), zone(scope));
}

type Special = (operand: Value, variables: Variables, name: string) => Evaluate;

/** Named arguments, checked against what the operator takes. */
function named(operand: Value, name: string, required: readonly string[], optional: readonly string[] = []): Doc {
  if (!isDoc(operand)) throw serverError('FailedToParse', `${name} only supports an object as its argument`);
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key))
      throw serverError('FailedToParse', `${name} found an unknown argument: ${key}`);
  }
  for (const key of required)
    if (!(key in operand)) throw serverError('FailedToParse', `Missing '${key}' parameter to ${name}`);
  return operand;
}

/** An operator of named arguments that are all evaluated before it; a missing value is null. */
function withNamed(
  required: readonly string[],
  optional: readonly string[],
  apply: (args: Doc, name: string) => Value | undefined,
): Special {
  return (operand, variables, name) => {
    const args = Object.entries(named(operand, name, required, optional)).map(
      ([key, value]) => [key, compileExpression(value, variables)] as const,
    );
    return (scope) => apply(Object.fromEntries(args.map(([key, evaluate]) => [key, evaluate(scope) ?? null])), name);
  };
}

/** Compiles an expression that sees further variables; the caller puts their values into the scope. */
function compileWith(expression: Value, variables: Variables, names: readonly string[]): Evaluate {
  return compileExpression(expression, { ...variables, ...Object.fromEntries(names.map((name) => [name, undefined])) });
}

function variableName(value: Value | undefined, fallback: string): string {
  if (value === undefined) return fallback;
  if (typeof value !== 'string' || !/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(value))
    throw serverError(16867, `'${show(value)}' starts with an invalid character for a user variable name`);
  return value;
}

const SPECIAL: Readonly<Record<string, Special>> = {
  $literal: (operand) => () => operand,
  $const: (operand) => () => operand,
  $and: (operand, variables) => {
    const parts = (Array.isArray(operand) ? operand : [operand]).map((item) => compileExpression(item, variables));
    return (scope) => parts.every((part) => isTruthy(part(scope)));
  },
  $or: (operand, variables) => {
    const parts = (Array.isArray(operand) ? operand : [operand]).map((item) => compileExpression(item, variables));
    return (scope) => parts.some((part) => isTruthy(part(scope)));
  },
  $cond: (operand, variables, name) => {
    if (Array.isArray(operand) && operand.length !== 3)
      throw serverError(16020, `Expression $cond takes exactly 3 arguments. ${operand.length} were passed in.`);
    const {
      if: test,
      then,
      else: otherwise,
    } = Array.isArray(operand)
      ? { if: operand[0] as Value, then: operand[1] as Value, else: operand[2] as Value }
      : named(operand, name, ['if', 'then', 'else']);
    const [decide, yes, no] = [test, then, otherwise].map((part) => compileExpression(part as Value, variables)) as [
      Evaluate,
      Evaluate,
      Evaluate,
    ];
    return (scope) => (isTruthy(decide(scope)) ? yes(scope) : no(scope));
  },
  $ifNull: (operand, variables) => {
    if (!Array.isArray(operand) || operand.length < 2)
      throw serverError(1257300, '$ifNull needs at least two arguments');
    const parts = operand.map((item) => compileExpression(item, variables));
    return (scope) => {
      let value: Value | undefined;
      for (const part of parts) {
        value = part(scope);
        if (!isNullish(value)) return value;
      }
      return value;
    };
  },
  $switch: (operand, variables, name) => {
    const { branches, default: fallback } = named(operand, name, ['branches'], ['default']);
    if (!Array.isArray(branches) || branches.length === 0)
      throw serverError(40068, '$switch requires at least one branch.');
    const cases = branches.map((branch) => {
      const { case: test, then } = named(branch, '$switch branch', ['case', 'then']);
      return [compileExpression(test as Value, variables), compileExpression(then as Value, variables)] as const;
    });
    const otherwise = fallback === undefined ? undefined : compileExpression(fallback, variables);
    return (scope) => {
      const found = cases.find(([test]) => isTruthy(test(scope)));
      if (found) return found[1](scope);
      if (otherwise === undefined)
        throw serverError(
          40066,
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      return otherwise(scope);
    };
  },
  $let: (operand, variables, name) => {
    const { vars, in: body } = named(operand, name, ['vars', 'in']);
    if (!isDoc(vars)) throw serverError(16874, 'invalid parameter: expected an object (vars)');
    const values = Object.entries(vars).map(
      ([key, value]) => [variableName(key, key), compileExpression(value, variables)] as const,
    );
    const evaluate = compileWith(body as Value, variables, Object.keys(vars));
    return (scope) =>
      evaluate({
        root: scope.root,
        variables: { ...scope.variables, ...Object.fromEntries(values.map(([key, value]) => [key, value(scope)])) },
      });
  },
  $map: (operand, variables, name) => {
    const args = named(operand, name, ['input', 'in'], ['as']);
    const as = variableName(args['as'], 'this');
    const input = compileExpression(args['input'] as Value, variables);
    const body = compileWith(args['in'] as Value, variables, [as]);
    return (scope) => {
      const items = input(scope);
      if (isNullish(items)) return null;
      return arrayOf(items, name, 16883).map(
        (item) => body({ root: scope.root, variables: { ...scope.variables, [as]: item } }) ?? null,
      );
    };
  },
  $filter: (operand, variables, name) => {
    const args = named(operand, name, ['input', 'cond'], ['as', 'limit']);
    const as = variableName(args['as'], 'this');
    const input = compileExpression(args['input'] as Value, variables);
    const test = compileWith(args['cond'] as Value, variables, [as]);
    const limit = args['limit'] === undefined ? undefined : compileExpression(args['limit'], variables);
    return (scope) => {
      const items = input(scope);
      if (isNullish(items)) return null;
      const kept = arrayOf(items, name, 28651).filter((item) =>
        isTruthy(test({ root: scope.root, variables: { ...scope.variables, [as]: item } })),
      );
      const most = limit?.(scope);
      return isNullish(most) ? kept : kept.slice(0, limitOf(most, name));
    };
  },
  $reduce: (operand, variables, name) => {
    const args = named(operand, name, ['input', 'initialValue', 'in']);
    const input = compileExpression(args['input'] as Value, variables);
    const initial = compileExpression(args['initialValue'] as Value, variables);
    const body = compileWith(args['in'] as Value, variables, ['this', 'value']);
    return (scope) => {
      const items = input(scope);
      if (isNullish(items)) return null;
      return arrayOf(items, name, 40080).reduce<Value | undefined>(
        (value, item) => body({ root: scope.root, variables: { ...scope.variables, this: item, value } }),
        initial(scope),
      );
    };
  },
  $sortArray: (operand, variables, name) => {
    const { input, sortBy } = named(operand, name, ['input', 'sortBy']);
    const array = compileExpression(input as Value, variables);
    const fields = isDoc(sortBy) ? parseSort(sortBy) : undefined;
    const direction = isNumber(sortBy)
      ? Math.sign(sortBy instanceof Double || sortBy instanceof Int32 ? sortBy.value : 1)
      : 1;
    return (scope) => {
      const items = array(scope);
      if (isNullish(items)) return null;
      const list = [...arrayOf(items, name, 2942504)];
      if (fields === undefined) return list.sort((a, b) => compareValues(a, b) * direction);
      const keyed = list.map((item) => ({ item, key: sortKey(isDoc(item) ? item : {}, fields) }));
      return keyed.sort((a, b) => compareSortKeys(a.key, b.key, fields)).map(({ item }) => item);
    };
  },
  $getField: (operand, variables, name) => {
    const args = isDoc(operand) && 'field' in operand ? named(operand, name, ['field'], ['input']) : { field: operand };
    const field = args['field'];
    const key = isDoc(field) && '$literal' in field ? field['$literal'] : field;
    if (typeof key !== 'string')
      throw serverError(5654602, `$getField requires 'field' to evaluate to a constant String`);
    const input = 'input' in args ? compileExpression(args['input'], variables) : (scope: Scope) => scope.root;
    return (scope) => {
      const from = input(scope);
      return isDoc(from) ? fieldOf(from, key) : isNullish(from) ? from : undefined;
    };
  },
  $setField: (operand, variables, name) => {
    const { field, input, value } = named(operand, name, ['field', 'input', 'value']);
    const key = isDoc(field) && '$literal' in field ? field['$literal'] : field;
    if (typeof key !== 'string')
      throw serverError(4161107, `$setField requires 'field' to evaluate to a constant String`);
    const [into, next] = [input, value].map((part) => compileExpression(part as Value, variables)) as [
      Evaluate,
      Evaluate,
    ];
    return (scope) => {
      const doc = into(scope);
      if (isNullish(doc)) return null;
      if (!isDoc(doc)) throw serverError(4161105, `$setField requires 'input' to evaluate to type Object`);
      const { [key]: _old, ...others } = doc;
      const set = next(scope);
      return set === undefined ? others : { ...doc, [key]: set };
    };
  },
  $convert: (operand, variables, name) => {
    const args = named(operand, name, ['input', 'to'], ['onError', 'onNull']);
    const [input, to, onError, onNull] = ['input', 'to', 'onError', 'onNull'].map((key) =>
      key in args ? compileExpression(args[key] as Value, variables) : undefined,
    );
    return (scope) => {
      const value = input?.(scope);
      if (isNullish(value)) return onNull ? onNull(scope) : null;
      const convert = conversionTo(to?.(scope));
      try {
        return convert(value);
      } catch (error) {
        if (onError && (error as { code?: unknown }).code === 241) return onError(scope);
        throw error;
      }
    };
  },
  $trim: withNamed(['input'], ['chars'], (args) => trim('$trim', args['input'], args['chars'], 'chars' in args)),
  $ltrim: withNamed(['input'], ['chars'], (args) => trim('$ltrim', args['input'], args['chars'], 'chars' in args)),
  $rtrim: withNamed(['input'], ['chars'], (args) => trim('$rtrim', args['input'], args['chars'], 'chars' in args)),
  $regexMatch: withNamed(['input', 'regex'], ['options'], (args, name) =>
    applyRegex(name, args['input'], args['regex'], args['options']),
  ),
  $regexFind: withNamed(['input', 'regex'], ['options'], (args, name) =>
    applyRegex(name, args['input'], args['regex'], args['options']),
  ),
  $regexFindAll: withNamed(['input', 'regex'], ['options'], (args, name) =>
    applyRegex(name, args['input'], args['regex'], args['options']),
  ),
  $replaceOne: withNamed(['input', 'find', 'replacement'], [], (args) =>
    replaceText('$replaceOne', args['input'], args['find'], args['replacement']),
  ),
  $replaceAll: withNamed(['input', 'find', 'replacement'], [], (args) =>
    replaceText('$replaceAll', args['input'], args['find'], args['replacement']),
  ),
  $dateToString: withNamed(['date'], ['format', 'timezone', 'onNull'], dateToString),
  $dateAdd: withNamed(['startDate', 'unit', 'amount'], ['timezone'], (args, name) => dateAdd(name, args, 1)),
  $dateSubtract: withNamed(['startDate', 'unit', 'amount'], ['timezone'], (args, name) => dateAdd(name, args, -1)),
  $dateDiff: withNamed(['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], dateDiff),
  $dateTrunc: withNamed(['date', 'unit'], ['timezone', 'binSize', 'startOfWeek'], dateTrunc),
};

/** Every expression operator on the allow-list, for the tests and the README. */
export const EXPRESSION_OPERATORS: readonly string[] = [...Object.keys(PLAIN), ...Object.keys(SPECIAL)].sort();
