import { BSONRegExp } from 'bson';
import { compareValues, equalValues, TYPE_RANK } from '../bson/compare';
import { someAtPath } from '../bson/path';
import type { Doc, Kind, Value } from '../bson/values';
import { isDoc, isNumber, isTruthy, kindOf, numberOf } from '../bson/values';
import { notSupported, serverError } from '../errors';
import type { Variables } from '../expression/compile';
import { compileExpression } from '../expression/compile';
import { compileRegex } from './regex';

/** Tells whether a document satisfies a filter. */
export type Matcher = (doc: Doc) => boolean;
type Leaf = (value: Value | undefined) => boolean;

/**
 * Compiles a filter. Operators outside the allow-list are refused with code 115; malformed ones are MongoDB's errors.
 * `variables` are what `$expr` can see (`let` of a command or of `$lookup`).
 */
export function compileFilter(filter: Doc, variables: Variables = {}): Matcher {
  const clauses = Object.entries(filter).map(([name, operand]) => compileClause(name, operand, variables));
  if (clauses.length === 1) return clauses[0] as Matcher;
  return (doc) => clauses.every((clause) => clause(doc));
}

function compileClause(name: string, operand: Value, variables: Variables): Matcher {
  if (!name.startsWith('$')) return compilePath(name, operand, variables);
  switch (name) {
    case '$and': {
      const parts = filterList(name, operand, variables);
      return (doc) => parts.every((part) => part(doc));
    }
    case '$or': {
      const parts = filterList(name, operand, variables);
      return (doc) => parts.some((part) => part(doc));
    }
    case '$nor': {
      const parts = filterList(name, operand, variables);
      return (doc) => !parts.some((part) => part(doc));
    }
    case '$expr': {
      const evaluate = compileExpression(operand, variables);
      return (doc) => isTruthy(evaluate({ root: doc, variables }));
    }
    case '$comment':
      return () => true;
    default:
      throw notSupported(`the query operator ${name}`);
  }
}

function filterList(name: string, operand: Value, variables: Variables): Matcher[] {
  if (!Array.isArray(operand)) throw serverError('BadValue', `${name} must be an array`);
  if (operand.length === 0) throw serverError('BadValue', `$and/$or/$nor must be a nonempty array`);
  return operand.map((item) => {
    if (!isDoc(item)) throw serverError('BadValue', `$or/$and/$nor entries need to be full objects`);
    return compileFilter(item, variables);
  });
}

function compilePath(path: string, operand: Value, variables: Variables): Matcher {
  const parts = path.split('.');
  const operators = operatorsOf(operand);
  if (operators === undefined) return anyAt(parts, true, literalLeaf(operand));
  const clauses = compileOperators(parts, operators, variables);
  return clauses.length === 1 ? (clauses[0] as Matcher) : (doc) => clauses.every((clause) => clause(doc));
}

/** The operators of `{field: {$gt: 1}}`, or undefined if the operand is a value to be equal to. */
export function operatorsOf(operand: Value): Doc | undefined {
  if (!isDoc(operand)) return undefined;
  const first = Object.keys(operand)[0];
  return first?.startsWith('$') && !['$ref', '$id', '$db'].includes(first) ? operand : undefined;
}

function anyAt(parts: readonly string[], expand: boolean, leaf: Leaf): Matcher {
  return (doc) => someAtPath(doc, parts, expand, leaf);
}

/** `enters` tells whether an array at the end of the path is tested by its elements too. */
function compileOperators(parts: readonly string[], operators: Doc, variables: Variables, enters = true): Matcher[] {
  return Object.entries(operators).flatMap(([name, operand]) =>
    compileOperator(parts, name, operand, operators, variables, enters),
  );
}

function compileOperator(
  parts: readonly string[],
  name: string,
  operand: Value,
  siblings: Doc,
  variables: Variables,
  enters: boolean,
): Matcher[] {
  const any = (leaf: Leaf, expand = enters): Matcher[] => [anyAt(parts, expand, leaf)];
  const none = (leaf: Leaf): Matcher[] => [(doc) => !someAtPath(doc, parts, enters, leaf)];
  switch (name) {
    case '$eq':
      return any(equalityLeaf(operand));
    case '$ne':
      if (operand instanceof BSONRegExp) throw serverError('BadValue', "Can't have regex as arg to $ne.");
      return none(equalityLeaf(operand));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return any(comparisonLeaf(name, operand));
    case '$in':
      return any(membershipLeaf(name, operand));
    case '$nin':
      return none(membershipLeaf(name, operand));
    case '$exists':
      return isTruthy(operand) ? any((value) => value !== undefined) : none((value) => value !== undefined);
    case '$type':
      return any(typeLeaf(operand));
    case '$regex':
      return any(regexLeaf(regexOperand(operand, siblings['$options'])));
    case '$options':
      if (!('$regex' in siblings)) throw serverError('BadValue', '$options needs a $regex');
      return [];
    case '$mod':
      return any(modLeaf(operand));
    case '$size':
      return any(sizeLeaf(operand), false);
    case '$all':
      return compileAll(parts, operand, variables, enters);
    case '$elemMatch':
      return [anyAt(parts, false, elemMatchLeaf(operand, variables))];
    case '$not':
      return [compileNot(parts, operand, variables, enters)];
    case '$comment':
      return [];
    default:
      if (!name.startsWith('$')) throw serverError('BadValue', `unknown operator: ${name}`);
      throw notSupported(`the query operator ${name}`);
  }
}

function literalLeaf(operand: Value): Leaf {
  return operand instanceof BSONRegExp ? regexLeaf(operand) : equalityLeaf(operand);
}

/** Equality; null also equals a missing field. */
function equalityLeaf(operand: Value): Leaf {
  if (operand === null) return (value) => value === null || value === undefined;
  if (isNumber(operand)) numberOf(operand);
  kindOf(operand);
  return (value) => value !== undefined && equalValues(value, operand);
}

function comparisonLeaf(name: '$gt' | '$gte' | '$lt' | '$lte', operand: Value): Leaf {
  if (operand instanceof BSONRegExp)
    throw serverError('BadValue', `Can't have RegEx as arg to predicate over field '${name}'.`);
  const orEqual = name.endsWith('e');
  if (operand === null) return (value) => orEqual && (value === null || value === undefined);
  const rank = TYPE_RANK[kindOf(operand)];
  const operandIsNaN = isNumber(operand) && Number.isNaN(numberOf(operand));
  const wanted = name.startsWith('$g') ? 1 : -1;
  return (value) => {
    if (value === undefined || TYPE_RANK[kindOf(value)] !== rank) return false;
    if (isNumber(value) && (operandIsNaN || Number.isNaN(numberOf(value)))) {
      return orEqual && operandIsNaN && Number.isNaN(numberOf(value));
    }
    const order = compareValues(value, operand);
    return order === wanted || (orEqual && order === 0);
  };
}

function membershipLeaf(name: string, operand: Value): Leaf {
  if (!Array.isArray(operand)) throw serverError('BadValue', `${name} needs an array`);
  const leaves = operand.map((item) => {
    if (operatorsOf(item)) throw serverError('BadValue', `cannot nest $ under ${name}`);
    return literalLeaf(item);
  });
  const strings = new Set(operand.filter((item) => typeof item === 'string'));
  if (strings.size === operand.length) return (value) => typeof value === 'string' && strings.has(value);
  return (value) => leaves.some((leaf) => leaf(value));
}

const KINDS_BY_ALIAS: Readonly<Record<string, readonly Kind[]>> = {
  double: ['double'],
  string: ['string'],
  object: ['object'],
  array: ['array'],
  binData: ['binData'],
  objectId: ['objectId'],
  bool: ['bool'],
  date: ['date'],
  null: ['null'],
  regex: ['regex'],
  int: ['int'],
  timestamp: ['timestamp'],
  long: ['long'],
  decimal: [],
  undefined: [],
  dbPointer: [],
  javascript: [],
  symbol: [],
  javascriptWithScope: [],
  minKey: [],
  maxKey: [],
  number: ['int', 'long', 'double'],
};
const ALIAS_BY_CODE: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};

function typeLeaf(operand: Value): Leaf {
  const wanted = Array.isArray(operand) ? operand : [operand];
  if (wanted.length === 0) throw serverError('FailedToParse', '$type must match at least one type');
  const kinds = new Set(
    wanted.flatMap((item) => {
      const alias = isNumber(item) ? ALIAS_BY_CODE[numberOf(item)] : item;
      const found =
        typeof alias === 'string' && Object.hasOwn(KINDS_BY_ALIAS, alias) ? KINDS_BY_ALIAS[alias] : undefined;
      if (typeof item !== 'string' && !isNumber(item))
        throw serverError('TypeMismatch', 'type must be represented as a number or a string');
      if (found === undefined)
        throw serverError('BadValue', `Unknown type name alias: ${isNumber(item) ? numberOf(item) : item}`);
      return found;
    }),
  );
  return (value) => kinds.has(kindOf(value));
}

function regexOperand(operand: Value, options: Value | undefined): BSONRegExp {
  if (options !== undefined && typeof options !== 'string')
    throw serverError('BadValue', '$options has to be a string');
  if (typeof operand === 'string') return new BSONRegExp(operand, options ?? '');
  if (!(operand instanceof BSONRegExp)) throw serverError('BadValue', '$regex has to be a string');
  if (options && operand.options) throw serverError(51075, 'options set in both $regex and $options');
  return options === undefined ? operand : new BSONRegExp(operand.pattern, options);
}

function regexLeaf(operand: BSONRegExp): Leaf {
  const regex = compileRegex(operand);
  return (value) =>
    typeof value === 'string' ? regex.test(value) : value instanceof BSONRegExp && equalValues(value, operand);
}

function modLeaf(operand: Value): Leaf {
  if (!Array.isArray(operand)) throw serverError('BadValue', 'malformed mod, needs to be an array');
  if (operand.length < 2) throw serverError('BadValue', 'malformed mod, not enough elements');
  if (operand.length > 2) throw serverError('BadValue', 'malformed mod, too many elements');
  const [divisor, remainder] = operand.map((item) => (isNumber(item) ? Math.trunc(numberOf(item)) : NaN)) as [
    number,
    number,
  ];
  if (!isNumber(operand[0])) throw serverError('BadValue', 'malformed mod, divisor not a number');
  if (!isNumber(operand[1])) throw serverError('BadValue', 'malformed mod, remainder not a number');
  if (!Number.isSafeInteger(divisor) || !Number.isSafeInteger(remainder))
    throw serverError('BadValue', 'malformed mod, divisor value is invalid');
  if (divisor === 0) throw serverError('BadValue', 'divisor cannot be 0');
  return (value) => {
    if (!isNumber(value)) return false;
    const number = numberOf(value);
    return Number.isFinite(number) && Math.trunc(number) % divisor === (remainder === 0 ? 0 : remainder);
  };
}

function sizeLeaf(operand: Value): Leaf {
  if (!isNumber(operand) || !Number.isInteger(numberOf(operand)))
    throw serverError('FailedToParse', 'Failed to parse $size. Expected an integer');
  const size = numberOf(operand);
  if (size < 0)
    throw serverError('FailedToParse', `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return (value) => Array.isArray(value) && value.length === size;
}

function compileAll(parts: readonly string[], operand: Value, variables: Variables, enters: boolean): Matcher[] {
  if (!Array.isArray(operand)) throw serverError('BadValue', '$all needs an array');
  if (operand.length === 0) return [() => false];
  const elemMatches = operand.filter((item) => isDoc(item) && '$elemMatch' in item);
  if (elemMatches.length > 0 && elemMatches.length < operand.length)
    throw serverError('BadValue', '$all/$elemMatch has to be consistent');
  return operand.map((item) => {
    if (isDoc(item) && '$elemMatch' in item) return anyAt(parts, false, elemMatchLeaf(item['$elemMatch'], variables));
    if (operatorsOf(item)) throw serverError('BadValue', 'no $ expressions in $all');
    return anyAt(parts, enters, literalLeaf(item));
  });
}

/** `{$elemMatch: {$gt: 1}}` tests elements as values, `{$elemMatch: {a: 1}}` as documents. */
function elemMatchLeaf(operand: Value, variables: Variables): Leaf {
  if (!isDoc(operand)) throw serverError('BadValue', '$elemMatch needs an Object');
  const test = compileElementTest(operand, '$elemMatch', variables);
  return (value) => Array.isArray(value) && value.some(test);
}

/**
 * The test of one array element, for `$elemMatch` and `$pull`. They differ in elements that are arrays themselves:
 * `$elemMatch` tests such an element as the one value it is, or as a document whose fields are its indexes; `$pull`
 * also enters it, but never takes it for a document.
 */
export function compileElementTest(
  operand: Doc,
  of: '$elemMatch' | '$pull',
  variables: Variables = {},
): (element: Value) => boolean {
  if ('$expr' in operand) throw serverError('BadValue', `$expr can only be applied to the top-level document`);
  const first = Object.keys(operand)[0];
  const asValue = first?.startsWith('$') && !['$and', '$or', '$nor', '$comment'].includes(first);
  if (asValue) {
    const clauses = compileOperators(['element'], operand, variables, of === '$pull');
    return (element) => clauses.every((clause) => clause({ element }));
  }
  const matcher = compileFilter(operand, variables);
  return (element) =>
    isDoc(element)
      ? matcher(element)
      : of === '$elemMatch' && Array.isArray(element) && matcher({ ...element } as unknown as Doc);
}

function compileNot(parts: readonly string[], operand: Value, variables: Variables, enters: boolean): Matcher {
  if (operand instanceof BSONRegExp) {
    const leaf = regexLeaf(operand);
    return (doc) => !someAtPath(doc, parts, enters, leaf);
  }
  if (!isDoc(operand)) throw serverError('BadValue', '$not needs a regex or a document');
  if (Object.keys(operand).length === 0) throw serverError('BadValue', '$not cannot be empty');
  const clauses = compileOperators(parts, operand, variables, enters);
  return (doc) => !clauses.every((clause) => clause(doc));
}
