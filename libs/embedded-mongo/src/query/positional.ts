import type { Doc, Value } from '../bson/values';
import { fieldOf, isDoc } from '../bson/values';
import { compileFilter } from './match';

/**
 * The index that the positional operator `$` stands for: the first element of the array at `path` that alone satisfies
 * the filter's first condition on that array. Undefined if no condition is on an array, or none of its elements fits.
 */
export function matchedIndex(doc: Doc, filter: Doc, path: readonly string[]): number | undefined {
  const clauses = positiveClauses(filter);
  const named = clauses.filter(([name]) => isUnder(name, path.join('.')));
  if (named.length > 0) return indexIn(doc, path, named);
  // MongoDB takes the index in whichever array the filter has matched; where that is one array, so does this.
  const others = new Map(clauses.flatMap(([name]) => arrayOn(doc, name.split('.'))).map((at) => [at.join('.'), at]));
  const [other, ...more] = [...others.values()];
  if (other === undefined || more.length > 0) return undefined;
  return indexIn(
    doc,
    other,
    clauses.filter(([name]) => isUnder(name, other.join('.'))),
  );
}

function indexIn(doc: Doc, path: readonly string[], clauses: readonly Clause[]): number | undefined {
  const array = path.reduce<Value | undefined>((value, part) => (isDoc(value) ? fieldOf(value, part) : undefined), doc);
  if (!Array.isArray(array)) return undefined;
  for (const [name, operand] of clauses) {
    const test = compileFilter({ [name]: operand });
    const index = array.findIndex((item) => test(withOnly(doc, path, item)));
    if (index >= 0) return index;
  }
  return undefined;
}

/** The path of the first array that a path meets, in a list of none or one. */
function arrayOn(doc: Doc, path: readonly string[]): (readonly string[])[] {
  let value: Value | undefined = doc;
  for (let at = 0; at < path.length; at += 1) {
    value = isDoc(value) ? fieldOf(value, path[at] as string) : undefined;
    if (Array.isArray(value)) return [path.slice(0, at + 1)];
  }
  return [];
}

type Clause = readonly [name: string, operand: Value];
const NEGATIVE = ['$ne', '$nin', '$not'];

function isUnder(name: string, prefix: string): boolean {
  return name === prefix || name.startsWith(`${prefix}.`);
}

/** The conditions of a filter on fields, without negations: these match no element in particular. */
function positiveClauses(filter: Doc): Clause[] {
  return Object.entries(filter).flatMap(([name, operand]): Clause[] => {
    if (['$and', '$or'].includes(name) && Array.isArray(operand))
      return operand.flatMap((item) => (isDoc(item) ? positiveClauses(item) : []));
    if (name.startsWith('$')) return [];
    if (!isDoc(operand) || !NEGATIVE.some((operator) => operator in operand)) return [[name, operand]];
    const rest = Object.entries(operand).filter(([operator]) => !NEGATIVE.includes(operator));
    return rest.length === 0 ? [] : [[name, Object.fromEntries(rest)]];
  });
}

function withOnly(doc: Doc, path: readonly string[], item: Value): Doc {
  const [head, ...rest] = path as [string, ...string[]];
  return { ...doc, [head]: rest.length === 0 ? [item] : withOnly(doc[head] as Doc, rest, item) };
}
