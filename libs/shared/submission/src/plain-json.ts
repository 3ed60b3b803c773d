import { invariant } from '@bangfu/kernel';

/**
 * A frozen copy of plain JSON: nobody who still holds the original can change it afterwards. Fields that are `undefined`
 * are left out, as JSON does.
 * @throws InvariantViolation when it holds what JSON does not: a date object, a class instance, NaN, a function.
 */
export function frozenCopy<Value>(value: Value): Value {
  return copy(value, '') as Value;
}

/** Whether two values are the same JSON, whatever the order of their fields. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, place) => sameJson(item, b[place]));
  }
  if (isFields(a) && isFields(b)) {
    const [ours, theirs] = [fieldsOf(a), fieldsOf(b)];
    return (
      ours.size === theirs.size && [...ours].every(([key, item]) => theirs.has(key) && sameJson(item, theirs.get(key)))
    );
  }
  return a === b;
}

/** Whether a value has named fields: an object that is neither null nor a list. */
export const isFields = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an object that JSON keeps, by name. */
export const fieldsOf = (value: object): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(value).filter(([, item]) => item !== undefined));

function copy(value: unknown, path: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), `content at '${path}' is plain JSON, not ${value}`);
    return value;
  }
  if (Array.isArray(value)) return Object.freeze(value.map((item, place) => copy(item, `${path}/${place}`)));
  invariant(isFields(value), `content at '${path}' is plain JSON, not ${typeof value}`);
  invariant(isPlain(value), `content at '${path}' is plain JSON, not an object of a class`);
  return Object.freeze(
    Object.fromEntries([...fieldsOf(value)].map(([key, item]) => [key, copy(item, `${path}/${key}`)])),
  );
}

/** Made by `{}`, in whatever realm: its prototype has no prototype of its own. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
