import { canonicalJson } from './canonical';

/** A field that differs between two states of a document; `undefined` = not there, or null. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What every recorded document carries and no act changes by itself. */
const BOOKKEEPING = new Set(['_id', 'version']);

/**
 * The fields in which two states of a document differ, by path. A missing field and null are one and the same; lists
 * are compared place by place; an empty list or object is a value.
 */
export function differences(before: object | null, after: object | null): readonly Difference[] {
  const [old, next] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .filter((path) => canonicalJson(old.get(path) ?? null) !== canonicalJson(next.get(path) ?? null))
    .sort()
    .map((path) => ({ path, before: old.get(path), after: next.get(path) }));
}

/** Whether a path lies at or below one of the named ones; positions of lists do not count (`members.0.phone`). */
export function liesWithin(path: string, named: readonly string[]): boolean {
  const plain = path
    .split('.')
    .filter((step) => !/^\d+$/.test(step))
    .join('.');
  return named.some((name) => plain === name || plain.startsWith(`${name}.`));
}

function leavesOf(document: object | null): ReadonlyMap<string, unknown> {
  const leaves = new Map<string, unknown>();
  const walk = (value: unknown, path: string): void => {
    if (value === null || value === undefined) return;
    const members = membersOf(value);
    if (members === null || (members.length === 0 && path !== '')) {
      leaves.set(path, value);
      return;
    }
    for (const [key, member] of members) {
      if (path === '' && BOOKKEEPING.has(key)) continue;
      walk(member, path === '' ? key : `${path}.${key}`);
    }
  };
  walk(document, '');
  return leaves;
}

function membersOf(value: unknown): readonly [string, unknown][] | null {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [String(index), item]);
  if (typeof value !== 'object' || value === null) return null;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlain ? Object.entries(value) : null;
}
