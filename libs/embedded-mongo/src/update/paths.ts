import { isIndex } from '../bson/path';
import type { Doc, Value } from '../bson/values';
import { fieldOf, isDoc, show } from '../bson/values';
import { serverError } from '../errors';

/** A place in a document that an update operator reads and changes. */
export interface Place {
  /** The path with every `$` replaced by an index. */
  readonly path: readonly string[];
  get(): Value | undefined;
  /** Creates the way to the place where it is missing. */
  set(value: Value): void;
  unset(): void;
  /** Throws where `set` would, because a value on the way holds no fields: for operators that create nothing. */
  assertViable(): void;
}

/** How the `$` parts of an update path are resolved. */
export interface PositionalContext {
  /** The index for `$`, by the path of the array before it. */
  matchedIndex(path: readonly string[]): number | undefined;
  /** The test for `$[name]`. */
  readonly arrayFilters: ReadonlyMap<string, (element: Value) => boolean>;
}

const MAX_ARRAY_PADDING = 1_500_000;

/** Resolves an update path to the places it stands for: one, or, through `$[]` and `$[name]`, any number. */
export function placesAt(doc: Doc, path: readonly string[], context: PositionalContext): Place[] {
  return expand(doc, [], path, context).map((concrete) => placeAt(doc, concrete));
}

function expand(
  value: Value | undefined,
  done: readonly string[],
  rest: readonly string[],
  context: PositionalContext,
): string[][] {
  const [part, ...after] = rest;
  if (part === undefined) return [[...done]];
  if (part === '$') {
    const index = context.matchedIndex(done);
    if (index === undefined)
      throw serverError('BadValue', 'The positional operator did not find the match needed from the query.');
    return expand(childOf(value, String(index)), [...done, String(index)], after, context);
  }
  const name = /^\$\[(.*)\]$/.exec(part)?.[1];
  if (name === undefined) return expand(childOf(value, part), [...done, part], after, context);
  if (!Array.isArray(value)) {
    if (value === undefined)
      throw serverError(
        'BadValue',
        `The path '${done.join('.')}' must exist in the document in order to apply array updates.`,
      );
    throw serverError(
      'BadValue',
      `Cannot apply array updates to non-array element ${done.at(-1) ?? ''}: ${show(value)}`,
    );
  }
  const test = name === '' ? () => true : context.arrayFilters.get(name);
  if (test === undefined)
    throw serverError(
      'BadValue',
      `No array filter found for identifier '${name}' in path '${[...done, ...rest].join('.')}'`,
    );
  return value.flatMap((item, i) => (test(item) ? expand(item, [...done, String(i)], after, context) : []));
}

function childOf(value: Value | undefined, part: string): Value | undefined {
  if (Array.isArray(value)) return isIndex(part) ? value[Number(part)] : undefined;
  return isDoc(value) ? fieldOf(value, part) : undefined;
}

function placeAt(doc: Doc, path: readonly string[]): Place {
  const parentPath = path.slice(0, -1);
  const last = path.at(-1) as string;
  return {
    path,
    get: () => path.reduce<Value | undefined>(childOf, doc),
    set: (value) => put(createContainers(doc, parentPath, last), last, value, path),
    assertViable: () => {
      let container: Value | undefined = doc;
      path.forEach((part, i) => {
        if (container === undefined) return;
        const viable = isDoc(container) || (Array.isArray(container) && isIndex(part));
        if (!viable) throw notViable(part, path[i - 1] ?? '', container);
        container = childOf(container, part);
      });
    },
    unset: () => {
      const parent = parentPath.reduce<Value | undefined>(childOf, doc);
      if (isDoc(parent)) delete parent[last];
      else if (Array.isArray(parent) && isIndex(last) && Number(last) < parent.length) parent[Number(last)] = null;
    },
  };
}

function createContainers(doc: Doc, path: readonly string[], last: string): Doc | Value[] {
  let container: Doc | Value[] = doc;
  path.forEach((part, i) => {
    let next = childOf(container, part);
    if (next === undefined) {
      next = {};
      put(container, part, next, path);
    }
    if (!isDoc(next) && !Array.isArray(next)) throw notViable(path[i + 1] ?? last, part, next);
    container = next;
  });
  if (Array.isArray(container) && !isIndex(last)) throw notViable(last, path.at(-1) ?? '', container);
  return container;
}

function put(container: Doc | Value[], part: string, value: Value, path: readonly string[]): void {
  if (!Array.isArray(container)) {
    if (part === '__proto__')
      throw serverError('BadValue', `the field name ${part} is not allowed in ${path.join('.')}`);
    container[part] = value;
    return;
  }
  if (!isIndex(part)) throw notViable(part, path.at(-2) ?? '', container);
  const index = Number(part);
  if (index > container.length + MAX_ARRAY_PADDING)
    throw serverError('CannotCreateIndex', `can't backfill more than ${MAX_ARRAY_PADDING} elements`);
  while (container.length < index) container.push(null);
  container[index] = value;
}

function notViable(part: string, parent: string, value: Value): Error {
  return serverError('PathNotViable', `Cannot create field '${part}' in element {${parent}: ${show(value)}}`);
}
