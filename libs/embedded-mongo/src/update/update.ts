import { ObjectId } from 'bson';
import { compareStrings, equalValues } from '../bson/compare';
import { getPath, isIndex } from '../bson/path';
import type { Doc, Value } from '../bson/values';
import { assertNoEmptyTimestamp, assertStorable, cloneValue, fieldOf, isDoc, kindOf, show } from '../bson/values';
import { notSupported, serverError } from '../errors';
import type { Variables } from '../expression/compile';
import { compileDocStage } from '../aggregate/doc-stages';
import { compileFilter, operatorsOf } from '../query/match';
import { matchedIndex } from '../query/positional';
import type { Modifier } from './modifiers';
import { hasModifiers, MODIFIERS } from './modifiers';
import type { PositionalContext } from './paths';
import { placesAt } from './paths';

/** A compiled update: changes a document that is the caller's own, or makes the document of an upsert. */
export interface Update {
  readonly replacement: boolean;
  apply(doc: Doc): Doc;
  /** The document to insert when nothing matched. */
  upsert(): Doc;
}

/** What an update is compiled from. */
export interface UpdateSpec {
  readonly update: Value;
  readonly filter: Doc;
  readonly arrayFilters: readonly Doc[];
  readonly variables: Variables;
  readonly now: Date;
}

/** Compiles an update; what it cannot do to any document at all is an error now, before one is touched. */
export function compileUpdate(spec: UpdateSpec): Update {
  const { update } = spec;
  if (Array.isArray(update)) return compilePipelineUpdate(update, spec);
  if (!isDoc(update)) throw serverError('FailedToParse', 'Update argument must be either an object or an array');
  return hasModifiers(update) ? compileModifiers(update, spec) : compileReplacement(update, spec);
}

function checkId(before: Doc, after: Doc): Doc {
  const id = before['_id'] as Value;
  const next = after['_id'];
  if (next === undefined) return { _id: id, ...after };
  if (!equalValues(id, next)) {
    throw serverError(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(next)}`,
    );
  }
  return after;
}

function compileReplacement(update: Doc, { filter, arrayFilters }: UpdateSpec): Update {
  if (arrayFilters.length > 0)
    throw serverError('FailedToParse', 'Cannot specify arrayFilters and a non-modifier update');
  assertStorable(update);
  assertNoEmptyTimestamp(update);
  const withId = (id: Value | undefined): Doc => {
    const { _id: own, ...rest } = update;
    if (own !== undefined && id !== undefined && !equalValues(own, id)) {
      throw serverError(
        'ImmutableField',
        `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(own)}`,
      );
    }
    return cloneValue({ _id: id ?? own ?? new ObjectId(), ...rest });
  };
  return {
    replacement: true,
    apply: (doc) => withId(doc['_id']),
    upsert: () => withId(equalitiesOf(filter).get('_id')),
  };
}

function compilePipelineUpdate(pipeline: readonly Value[], { filter, arrayFilters, variables }: UpdateSpec): Update {
  if (arrayFilters.length > 0)
    throw serverError('FailedToParse', 'Cannot specify arrayFilters when using an aggregation-pipeline update');
  const stages = pipeline.map((stage) => {
    const [name, operand] = isDoc(stage) ? (Object.entries(stage)[0] ?? []) : [];
    if (name === undefined || operand === undefined)
      throw serverError('TypeMismatch', 'Each element of the pipeline array must be an object');
    const compiled = compileDocStage(name, operand, variables);
    if (compiled === undefined)
      throw serverError('InvalidOptions', `${name} is not allowed to be used within an update`);
    return compiled;
  });
  const run = (doc: Doc) => {
    const result = stages.reduce((shaped, stage) => stage(shaped), doc);
    assertStorable(result);
    return result;
  };
  return {
    replacement: false,
    apply: (doc) => checkId(doc, run(doc)),
    upsert: () => {
      const base = baseOf(filter);
      const made = run(base);
      return '_id' in base ? checkId(base, made) : '_id' in made ? made : { _id: new ObjectId(), ...made };
    },
  };
}

interface Step {
  readonly operator: string;
  readonly path: readonly string[];
  readonly modify: Modifier;
}

function compileModifiers(update: Doc, spec: UpdateSpec): Update {
  const steps = Object.entries(update).flatMap(([operator, fields]) => compileOperator(operator, fields, spec.now));
  assertNoConflicts(steps);
  // MongoDB applies an update in the order of its paths; new fields appear in that order.
  steps.sort((a, b) => comparePaths(a.path, b.path));
  const arrayFilters = compileArrayFilters(spec.arrayFilters, steps);
  const run = (doc: Doc, original: Doc | undefined): Doc => {
    const inserting = original === undefined;
    const context: PositionalContext = {
      arrayFilters,
      matchedIndex: (path) => (original === undefined ? undefined : matchedIndex(original, spec.filter, path)),
    };
    const id = doc['_id'];
    for (const { operator, path, modify } of steps) {
      if (operator === '$setOnInsert' && !inserting) continue;
      for (const place of placesAt(doc, path, context)) modify(place, doc);
    }
    if (id !== undefined && !equalValues(doc['_id'], id)) {
      throw serverError(
        'ImmutableField',
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      );
    }
    assertStorable(doc);
    return doc;
  };
  return {
    replacement: false,
    apply: (doc) => run(doc, steps.some(({ path }) => path.includes('$')) ? cloneValue(doc) : doc),
    upsert: () => {
      const made = run(baseOf(spec.filter), undefined);
      return '_id' in made ? { _id: made['_id'], ...made } : { _id: new ObjectId(), ...made };
    },
  };
}

function compileOperator(operator: string, fields: Value, now: Date): Step[] {
  if (!operator.startsWith('$')) {
    throw serverError(
      'FailedToParse',
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  const compile = Object.hasOwn(MODIFIERS, operator) ? MODIFIERS[operator] : undefined;
  if (compile === undefined && operator !== '$rename') throw notSupported(`the update operator ${operator}`);
  if (!isDoc(fields)) {
    throw serverError(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${kindOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${show(fields)}}`,
    );
  }
  return Object.entries(fields).flatMap(([name, operand]): Step[] => {
    const path = updatePath(name, operator);
    if (compile === undefined) return renameSteps(path, operand);
    if (['$set', '$setOnInsert', '$push', '$addToSet', '$min', '$max'].includes(operator)) assertStorable(operand);
    return [{ operator, path, modify: compile(operand, name, now) }];
  });
}

function updatePath(name: string, operator: string): string[] {
  const path = name.split('.');
  if (path.includes(''))
    throw serverError(56, `The update path '${name}' contains an empty field name, which is not allowed.`);
  for (const part of path) {
    if (part.startsWith('$') && part !== '$' && !/^\$\[[^\]]*\]$/.test(part)) {
      throw serverError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${part}' in '${name}' is not allowed in the context of an update's ${operator} operator.`,
      );
    }
  }
  if (path[0]?.startsWith('$'))
    throw serverError('BadValue', `Cannot have positional (i.e. '$') element in the first position in path '${name}'`);
  return path;
}

/** `$rename` is two steps that share what was found: the source is emptied after the target is written. */
function renameSteps(from: string[], operand: Value): Step[] {
  if (typeof operand !== 'string')
    throw serverError('BadValue', `The 'to' field for $rename must be a string: ${from.join('.')}`);
  const to = updatePath(operand, '$rename');
  if ([...from, ...to].some((part) => part.startsWith('$')))
    throw serverError('BadValue', `The source and target field for $rename may not be dynamic: ${from.join('.')}`);
  if (from.join('.') === to.join('.'))
    throw serverError('BadValue', `The source and target field for $rename must differ: ${from.join('.')}`);
  const source: Modifier = () => undefined;
  const move: Modifier = (place, doc) => {
    for (const path of [from, to]) {
      for (let i = 1; i < path.length; i += 1) {
        if (Array.isArray(getPath(doc, path.slice(0, i))))
          throw serverError(
            'BadValue',
            `The ${path === from ? 'source' : 'destination'} field cannot be an array element, '${path.join('.')}' in doc has an array field called '${path[i - 1] as string}'`,
          );
      }
    }
    const value = getPath(doc, from);
    if (value === undefined) return;
    place.set(value);
    for (const old of placesAt(doc, from, { matchedIndex: () => undefined, arrayFilters: new Map() })) old.unset();
  };
  return [
    { operator: '$rename', path: from, modify: source },
    { operator: '$rename', path: to, modify: move },
  ];
}

function assertNoConflicts(steps: readonly Step[]): void {
  steps.forEach(({ path }, i) => {
    for (const { path: other } of steps.slice(0, i)) {
      const length = Math.min(path.length, other.length);
      if (path.slice(0, length).every((part, at) => part === other[at])) {
        throw serverError(
          'ConflictingUpdateOperators',
          `Updating the path '${path.join('.')}' would create a conflict at '${path.slice(0, length).join('.')}'`,
        );
      }
    }
  });
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a[i] as string;
    const y = b[i] as string;
    const order = isIndex(x) && isIndex(y) ? Number(x) - Number(y) : compareStrings(x, y);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compileArrayFilters(
  filters: readonly Doc[],
  steps: readonly Step[],
): Map<string, (element: Value) => boolean> {
  const used = new Set(steps.flatMap(({ path }) => path.flatMap((part) => /^\$\[(.+)\]$/.exec(part)?.[1] ?? [])));
  const compiled = new Map<string, (element: Value) => boolean>();
  for (const filter of filters) {
    const name = identifierOf(filter);
    if (compiled.has(name))
      throw serverError('FailedToParse', `Found multiple array filters with the same top-level field name ${name}`);
    if (!used.has(name))
      throw serverError('FailedToParse', `The array filter for identifier '${name}' was not used in the update`);
    const matches = compileFilter(renamed(filter, name));
    compiled.set(name, (element) => matches({ element }));
  }
  return compiled;
}

function identifierOf(filter: Doc): string {
  const names = new Set(topLevelNames(filter));
  const [name, ...others] = [...names];
  if (name === undefined)
    throw serverError('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters');
  if (others.length > 0)
    throw serverError(
      'FailedToParse',
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${name}' and '${others[0] ?? ''}'`,
    );
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
    throw serverError(
      'BadValue',
      `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
    );
  return name;
}

function topLevelNames(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, operand]) =>
    key.startsWith('$') && Array.isArray(operand)
      ? operand.flatMap((item) => (isDoc(item) ? topLevelNames(item) : []))
      : [key.split('.')[0] as string],
  );
}

/** The filter with its identifier replaced by `element`, the one field of what it is tested on. */
function renamed(filter: Doc, name: string): Doc {
  return Object.fromEntries(
    Object.entries(filter).map(([key, operand]) =>
      key.startsWith('$') && Array.isArray(operand)
        ? [key, operand.map((item) => (isDoc(item) ? renamed(item, name) : item))]
        : [`element${key.slice(name.length)}`, operand],
    ),
  );
}

/** The values that a filter demands by equality, by path: what an upsert starts from. */
export function equalitiesOf(filter: Doc): Map<string, Value> {
  const found = new Map<string, Value>();
  const add = (path: string, value: Value) => {
    if (found.has(path)) throw serverError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    found.set(path, value);
  };
  const visit = (part: Doc) => {
    for (const [name, operand] of Object.entries(part)) {
      const operators = operatorsOf(operand);
      if (name === '$and' && Array.isArray(operand)) operand.forEach((item) => isDoc(item) && visit(item));
      else if (name === '$or' && Array.isArray(operand) && operand.length === 1 && isDoc(operand[0])) visit(operand[0]);
      else if (name.startsWith('$')) continue;
      else if (operators === undefined) {
        if (kindOf(operand) !== 'regex') add(name, operand);
      } else {
        const equal = fieldOf(operators, '$eq');
        const all = fieldOf(operators, '$all');
        const within = fieldOf(operators, '$in');
        if (equal !== undefined) add(name, equal);
        else if (Array.isArray(all) && all.length === 1 && !operatorsOf(all[0] as Value)) add(name, all[0] as Value);
        else if (Array.isArray(within) && within.length === 1 && kindOf(within[0]) !== 'regex')
          add(name, within[0] as Value);
      }
    }
  };
  visit(filter);
  return found;
}

/** The document that an upsert starts from: what the filter demands, in the order of the paths, as MongoDB has it. */
function baseOf(filter: Doc): Doc {
  const base: Doc = {};
  const equalities = [...equalitiesOf(filter)].sort(([a], [b]) => compareStrings(a, b));
  for (const [path, value] of equalities) {
    for (const place of placesAt(base, path.split('.'), { matchedIndex: () => undefined, arrayFilters: new Map() }))
      place.set(cloneValue(value));
  }
  return base;
}
