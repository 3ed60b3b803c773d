import type { Doc, Value } from '../bson/values';
import { fieldOf, isDoc, isNumber, isTruthy, numberOf } from '../bson/values';
import { notSupported, serverError } from '../errors';
import type { Evaluate, Scope, Variables } from '../expression/compile';
import { compileExpression } from '../expression/compile';
import { compileElementTest } from './match';
import { matchedIndex } from './positional';

/** Shapes one document for a reply. */
export type Project = (doc: Doc) => Doc;

type Leaf =
  | { readonly kind: 'include' }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'compute'; readonly evaluate: Evaluate }
  | {
      readonly kind: 'reshape';
      readonly apply: (value: Value, doc: Doc) => Value | undefined;
      readonly includes: boolean;
    };
type Tree = Map<string, Leaf | Tree>;

interface Context {
  readonly scope: Scope;
  readonly inclusive: boolean;
}

/** What a projection may hold beside inclusion, exclusion and expressions. */
export interface ProjectionOptions {
  readonly variables: Variables;
  /** The filter of a find, for `field.$`; its presence also allows `$slice` and `$elemMatch` as projections. */
  readonly filter?: Doc;
}

/** Compiles a projection of `find`, `findAndModify` or `$project`. */
export function compileProjection(spec: Doc, options: ProjectionOptions): Project {
  const leaves: [path: string[], leaf: Leaf][] = [];
  for (const [name, operand] of Object.entries(spec)) flatten(name, operand, options, leaves);
  const inclusive = isInclusive(leaves);
  const id = leaves.find(([path]) => path.length === 1 && path[0] === '_id')?.[1];
  const tree: Tree = new Map();
  for (const [path, leaf] of leaves) plant(tree, path, leaf);
  if (inclusive && id === undefined && !(tree.get('_id') instanceof Map)) tree.set('_id', { kind: 'include' });
  return (doc) => applyTree(doc, tree, { inclusive, scope: { root: doc, variables: options.variables } });
}

/** Compiles `$addFields`: every field is an expression, all others stay. */
export function compileAddFields(spec: Doc, variables: Variables): Project {
  const tree: Tree = new Map();
  const leaves: [string[], Leaf][] = [];
  const collectFields = (prefix: string[], fields: Doc) => {
    for (const [name, operand] of Object.entries(fields)) {
      const path = [...prefix, ...checkedPath(name)];
      if (isDoc(operand) && Object.keys(operand).length > 0 && !Object.keys(operand)[0]?.startsWith('$'))
        collectFields(path, operand);
      else leaves.push([path, { kind: 'compute', evaluate: compileExpression(operand, variables) }]);
    }
  };
  collectFields([], spec);
  for (const [path, leaf] of leaves) plant(tree, path, leaf);
  return (doc) => applyTree(doc, tree, { inclusive: false, scope: { root: doc, variables } });
}

function flatten(name: string, operand: Value, options: ProjectionOptions, into: [string[], Leaf][]): void {
  if (options.filter !== undefined && /\.\$$/.test(name)) {
    into.push([checkedPath(name.slice(0, -2)), positionalLeaf(name.slice(0, -2), options.filter)]);
    return;
  }
  const path = checkedPath(name);
  if (typeof operand === 'boolean' || isNumber(operand)) {
    into.push([path, { kind: isTruthy(operand) ? 'include' : 'exclude' }]);
    return;
  }
  if (isDoc(operand)) {
    const first = Object.keys(operand)[0];
    if (first === undefined)
      throw serverError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    if (first === '$meta') throw notSupported('the projection $meta');
    if (options.filter !== undefined && (first === '$slice' || first === '$elemMatch')) {
      into.push([
        path,
        first === '$slice'
          ? sliceLeaf(operand['$slice'] as Value, options)
          : elemMatchLeaf(operand['$elemMatch'] as Value),
      ]);
      return;
    }
    if (!first.startsWith('$')) {
      for (const [child, value] of Object.entries(operand)) flatten(`${name}.${child}`, value, options, into);
      return;
    }
  }
  into.push([path, { kind: 'compute', evaluate: compileExpression(operand, options.variables) }]);
}

function checkedPath(name: string): string[] {
  const path = name.split('.');
  if (name === '') throw serverError(40352, 'FieldPath cannot be constructed with empty string');
  if (path.at(-1) === '') throw serverError(40353, "FieldPath must not end with a '.'.");
  if (path.includes('')) throw serverError(15998, 'FieldPath field names may not be empty strings.');
  if (path.some((part) => part.startsWith('$')))
    throw serverError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
  return path;
}

function isInclusive(leaves: readonly (readonly [readonly string[], Leaf])[]): boolean {
  let inclusive: boolean | undefined;
  for (const [path, leaf] of leaves) {
    if (path.length === 1 && path[0] === '_id' && (leaf.kind === 'exclude' || leaf.kind === 'include')) continue;
    const wants = leaf.kind === 'reshape' ? (leaf.includes ? true : undefined) : leaf.kind !== 'exclude';
    if (wants === undefined) continue;
    if (inclusive !== undefined && inclusive !== wants) {
      throw inclusive
        ? serverError(
            31254,
            `Invalid $project :: caused by :: Cannot do exclusion on field ${path.join('.')} in inclusion projection`,
          )
        : serverError(
            31253,
            `Invalid $project :: caused by :: Cannot do inclusion on field ${path.join('.')} in exclusion projection`,
          );
    }
    inclusive = wants;
  }
  return inclusive ?? leaves.some(([path, leaf]) => path[0] === '_id' && leaf.kind === 'include');
}

function plant(tree: Tree, path: readonly string[], leaf: Leaf): void {
  let node = tree;
  path.forEach((part, i) => {
    const existing = node.get(part);
    const last = i === path.length - 1;
    if (existing !== undefined && (last || !(existing instanceof Map))) {
      throw serverError(
        last ? 31250 : 31249,
        `Invalid $project :: caused by :: Path collision at ${path.join('.')}${last ? '' : ` remaining portion ${path.slice(i + 1).join('.')}`}`,
      );
    }
    if (last) node.set(part, leaf);
    else if (existing instanceof Map) node = existing;
    else {
      const child: Tree = new Map();
      node.set(part, child);
      node = child;
    }
  });
}

function applyTree(doc: Doc, tree: Tree, context: Context): Doc {
  const result: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.get(name);
    if (node === undefined) {
      if (!context.inclusive) result[name] = value;
      continue;
    }
    const shown = applyNode(value, node, context);
    if (shown !== undefined) result[name] = shown;
  }
  for (const [name, node] of tree) {
    if (fieldOf(doc, name) !== undefined) continue;
    const computed =
      node instanceof Map
        ? computedOnly(node, context)
        : node.kind === 'compute'
          ? node.evaluate(context.scope)
          : undefined;
    if (computed !== undefined) result[name] = computed;
  }
  return result;
}

function applyNode(value: Value, node: Leaf | Tree, context: Context): Value | undefined {
  if (node instanceof Map) {
    if (isDoc(value)) return applyTree(value, node, context);
    if (Array.isArray(value)) {
      return value.map((item) => applyNode(item, node, context)).filter((item): item is Value => item !== undefined);
    }
    // A scalar gives way to computed fields below it, is dropped by an inclusion, and kept by an exclusion.
    return computedOnly(node, context) ?? (context.inclusive ? undefined : value);
  }
  switch (node.kind) {
    case 'include':
      return value;
    case 'exclude':
      return undefined;
    case 'compute':
      return node.evaluate(context.scope);
    case 'reshape':
      return node.apply(value, context.scope.root);
  }
}

function computedOnly(tree: Tree, context: Context): Doc | undefined {
  const result: Doc = {};
  let found = false;
  for (const [name, node] of tree) {
    const value =
      node instanceof Map
        ? computedOnly(node, context)
        : node.kind === 'compute'
          ? node.evaluate(context.scope)
          : undefined;
    if (node instanceof Map ? value !== undefined : node.kind === 'compute') found = true;
    if (value !== undefined) result[name] = value;
  }
  return found ? result : undefined;
}

function positionalLeaf(name: string, filter: Doc): Leaf {
  return {
    kind: 'reshape',
    includes: true,
    apply: (value, doc) => {
      if (!Array.isArray(value)) return value;
      const index = matchedIndex(doc, filter, name.split('.'));
      if (index === undefined)
        throw serverError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      return [value[index] as Value];
    },
  };
}

function elemMatchLeaf(operand: Value): Leaf {
  if (!isDoc(operand)) throw serverError(31274, 'elemMatch: Invalid argument, object required');
  const test = compileElementTest(operand, '$elemMatch');
  return {
    kind: 'reshape',
    includes: true,
    apply: (value) => {
      const found = Array.isArray(value) ? value.find(test) : undefined;
      return found === undefined ? undefined : [found];
    },
  };
}

function sliceLeaf(operand: Value, options: ProjectionOptions): Leaf {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map((item) =>
    isNumber(item) ? Math.trunc(numberOf(item)) : NaN,
  );
  if (Array.isArray(operand) && (operand.length < 2 || operand.length > 3))
    throw serverError(28667, '$slice takes at least 2 arguments, and at most 3');
  if (numbers.some(Number.isNaN)) {
    // `{$slice: ['$field', 2]}` is the expression.
    return { kind: 'compute', evaluate: compileExpression({ $slice: operand }, options.variables) };
  }
  const [first, count] = numbers as [number, number?];
  if (count !== undefined && count <= 0)
    throw serverError(28724, `First argument to $slice must be an array, but is of type: int`);
  return {
    kind: 'reshape',
    includes: false,
    apply: (value) => {
      if (!Array.isArray(value)) return value;
      if (count === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
      const start = first >= 0 ? first : Math.max(0, value.length + first);
      return value.slice(start, start + count);
    },
  };
}
