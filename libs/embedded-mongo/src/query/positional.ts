import type { Doc, Value } from '../bson/values';
import { fieldOf, isDoc } from '../bson/values';
import { compileFilter } from './match';

/**
 * The index that the positional operator `$` stands for: the first element of the array at `path` that alone satisfies
 * the filter's first condition on that array. Undefined if no condition names the array, or none of its elements fits.
 */
export function matchedIndex(doc: Doc, filter: Doc, path: readonly string[]): number | undefined {
  const array = path.reduce<Value | undefined>((value, part) => (isDoc(value) ? fieldOf(value, part) : undefined), doc);
  if (!Array.isArray(array)) return undefined;
  const prefix = path.join('.');
  for (const clause of clausesOn(filter, prefix)) {
    const test = compileFilter(clause);
    const index = array.findIndex((item) => test(withOnly(doc, path, item)));
    if (index >= 0) return index;
  }
  return undefined;
}

function clausesOn(filter: Doc, prefix: string): Doc[] {
  return Object.entries(filter).flatMap(([name, operand]) => {
    if (['$and', '$or'].includes(name) && Array.isArray(operand))
      return operand.flatMap((item) => (isDoc(item) ? clausesOn(item, prefix) : []));
    return name === prefix || name.startsWith(`${prefix}.`) ? [{ [name]: operand }] : [];
  });
}

function withOnly(doc: Doc, path: readonly string[], item: Value): Doc {
  const [head, ...rest] = path as [string, ...string[]];
  return { ...doc, [head]: rest.length === 0 ? [item] : withOnly(doc[head] as Doc, rest, item) };
}
