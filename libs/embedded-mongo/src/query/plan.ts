import { BSONRegExp, Int32 } from 'bson';
import {
  afterPrefix,
  encodeId,
  encodeKey,
  fitBound,
  invertKey,
  isOverlongId,
  MAX_ID_BYTES,
  MAX_KEY_BYTES,
} from '../bson/key-encoding';
import { TYPE_RANK, equalValues } from '../bson/compare';
import type { Doc, Value } from '../bson/values';
import { fieldOf, isDoc, isTruthy, kindOf } from '../bson/values';
import { notSupported, serverError } from '../errors';
import type { Collection, Index } from '../storage/catalog';
import { prefixOf } from '../storage/prefix';
import { operatorsOf } from './match';
import type { SortField } from './sort';

/** A stretch of keys, `start` inclusive, `end` exclusive. */
export interface Interval {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** How the documents of a query are found. The filter is always applied to what is found, so bounds may be too wide. */
export interface Plan {
  readonly stage: 'EOF' | 'COLLSCAN' | 'IDHACK' | 'IXSCAN';
  /** The index that is scanned; undefined for the documents themselves, which are in the order of `_id`. */
  readonly index?: Index;
  readonly intervals: readonly Interval[];
  readonly reverse: boolean;
  /** Documents come out in the order that the query asks for. */
  readonly sorted: boolean;
  /** All that is reached is what the filter asks for: it need not be applied. */
  readonly exact: boolean;
  /** `_id` bounds narrow the scan of the documents. */
  readonly name?: string;
}

/** What a condition on one field means for keys: values to be equal to, or stretches of one type. */
interface Bounds {
  readonly points?: readonly Value[];
  readonly ranges?: readonly { readonly low: Buffer; readonly high: Buffer }[];
}

/** Chooses how to find what a filter asks for. `hint` is an index name, a key pattern or `{$natural: 1}`. */
export function choosePlan(
  collection: Collection | undefined,
  filter: Doc,
  sort: readonly SortField[],
  hint: Value | undefined,
): Plan {
  if (collection === undefined) return { stage: 'EOF', intervals: [], reverse: false, sorted: true, exact: true };
  const conditions = conditionsOf(filter);
  const candidates =
    hint === undefined
      ? plansFor(collection, conditions, filter, sort)
      : hintedPlans(collection, conditions, sort, hint);
  const { plan } = candidates.reduce((best, candidate) => (candidate.score > best.score ? candidate : best));
  return { ...plan, exact: isExact(plan, filter) };
}

/** True for no filter at all, and for the equality of an `_id` whose key is the whole value. */
function isExact(plan: Chosen, filter: Doc): boolean {
  const [name, ...others] = Object.keys(filter);
  if (name === undefined) return true;
  const id = filter['_id'];
  return (
    plan.stage === 'IDHACK' &&
    name === '_id' &&
    others.length === 0 &&
    id !== undefined &&
    !operatorsOf(id) &&
    isPoint(id) &&
    !isOverlongId(id)
  );
}

type Chosen = Omit<Plan, 'exact'>;

interface Scored {
  readonly plan: Chosen;
  readonly score: number;
}

function plansFor(
  collection: Collection,
  conditions: ReadonlyMap<string, Bounds>,
  filter: Doc,
  sort: readonly SortField[],
): Scored[] {
  const plans = [documentsPlan(collection, conditions, sort)];
  for (const index of collection.indexes) {
    if (index.building || !isUsable(index, filter, conditions)) continue;
    const scored = indexPlan(index, conditions, sort);
    if (scored.score > 0) plans.push(scored);
  }
  return plans;
}

function hintedPlans(
  collection: Collection,
  conditions: ReadonlyMap<string, Bounds>,
  sort: readonly SortField[],
  hint: Value,
): Scored[] {
  if (isDoc(hint) && '$natural' in hint) {
    if (!equalValues(hint['$natural'], new Int32(1))) throw notSupported('the hint $natural, other than 1,');
    return [
      {
        plan: { stage: 'COLLSCAN', intervals: [allOf(collection.id)], reverse: false, sorted: sort.length === 0 },
        score: 0,
      },
    ];
  }
  const isId = hint === '_id_' || (isDoc(hint) && Object.keys(hint).join() === '_id');
  if (isId) return [documentsPlan(collection, conditions, sort)];
  const index = collection.indexes.find(
    (candidate) =>
      !candidate.building && (candidate.name === hint || (isDoc(hint) && equalValues(candidate.spec['key'], hint))),
  );
  if (index === undefined)
    throw serverError(
      'BadValue',
      'error processing query: planner returned error: hint provided does not correspond to an existing index',
    );
  return [indexPlan(index, conditions, sort)];
}

function allOf(id: number): Interval {
  const prefix = prefixOf(id);
  return { start: prefix, end: afterPrefix(prefix) };
}

/** The documents are themselves an index on `_id`. */
function documentsPlan(
  collection: Collection,
  conditions: ReadonlyMap<string, Bounds>,
  sort: readonly SortField[],
): Scored {
  const bounds = conditions.get('_id');
  const prefix = prefixOf(collection.id);
  const first = sort[0];
  const sortsById = sort.length > 0 && first?.name === '_id' && !collection.overlongIds;
  if (bounds?.points !== undefined) {
    const keys = bounds.points.map((value) => Buffer.concat([prefix, encodeId(value)]));
    const intervals = sortIntervals(
      keys.map((key) => ({ start: key, end: Buffer.concat([key, Buffer.of(0)]) })),
      sortsById && first.direction === -1,
    );
    const single = intervals.length <= 1;
    return {
      plan: {
        stage: single ? 'IDHACK' : 'IXSCAN',
        name: '_id_',
        intervals,
        reverse: sortsById && first.direction === -1,
        sorted: sort.length === 0 || single || sortsById,
      },
      score: single ? 1000 : 90,
    };
  }
  const useRange = bounds?.ranges !== undefined && !collection.overlongIds;
  const intervals = useRange
    ? bounds.ranges.map(({ low, high }) => intervalOf(prefix, Buffer.alloc(0), low, high, MAX_ID_BYTES))
    : [allOf(collection.id)];
  const reverse = sortsById && first.direction === -1;
  const indexed = useRange || sortsById;
  return {
    plan: {
      stage: indexed ? 'IXSCAN' : 'COLLSCAN',
      ...(indexed ? { name: '_id_' } : {}),
      intervals: sortIntervals(intervals, reverse),
      reverse,
      sorted: sort.length === 0 || sortsById,
    },
    score: (useRange ? 20 : 0) + (sortsById ? 5 : 0),
  };
}

/** The keys under `start` that begin with `prefix` and go on from `low` to before `high`, or to the prefix's end. */
function intervalOf(start: Buffer, prefix: Buffer, low: Buffer, high: Buffer | undefined, limit: number): Interval {
  const upper = Buffer.concat([prefix, high ?? Buffer.alloc(0)]);
  const fitted = fitBound(upper, limit);
  const end = Buffer.concat([start, fitted]);
  return {
    start: Buffer.concat([start, fitBound(Buffer.concat([prefix, low]), limit)]),
    end: high === undefined || fitted.length < upper.length ? afterPrefix(end) : end,
  };
}

function sortIntervals(intervals: Interval[], reverse: boolean): Interval[] {
  const ordered = [...intervals].sort((a, b) => Buffer.compare(a.start, b.start));
  const distinct = ordered.filter(
    (interval, i) => i === 0 || !interval.start.equals((ordered[i - 1] as Interval).start),
  );
  return reverse ? distinct.reverse() : distinct;
}

/** The most stretches of keys that `$in` conditions may be multiplied to. */
const MAX_INTERVALS = 1_000;

function indexPlan(index: Index, conditions: ReadonlyMap<string, Bounds>, sort: readonly SortField[]): Scored {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let equalities = 0;
  let points = 0;
  let ranges: readonly { readonly low: Buffer; readonly high: Buffer }[] | undefined;
  const roots = new Set<string | undefined>();
  for (const { name, path, direction } of index.fields) {
    // Two fields of one array: their conditions may be met by different elements, which have different keys.
    if (index.multikey && roots.has(path[0])) break;
    roots.add(path[0]);
    const bounds = conditions.get(name);
    if (bounds?.points !== undefined && prefixes.length * bounds.points.length <= MAX_INTERVALS) {
      const parts = bounds.points.map((value) => (direction === 1 ? encodeKey(value) : invertKey(encodeKey(value))));
      prefixes = prefixes.flatMap((prefix) => parts.map((part) => Buffer.concat([prefix, part])));
      points += 1;
      if (prefixes.length === 1) equalities += 1;
      continue;
    }
    if (bounds?.ranges !== undefined) {
      // Through an array each bound may be met by another element: only one of them may narrow the scan.
      const usable = index.multikey
        ? bounds.ranges.map(({ low }) => ({ low, high: afterPrefix(low.subarray(0, 1)) }))
        : bounds.ranges;
      ranges =
        direction === 1
          ? usable
          : usable.map(({ low, high }) => ({ low: invertKey(high), high: afterPrefix(invertKey(low)) }));
    }
    break;
  }
  const start = prefixOf(index.id);
  const intervals = prefixes.flatMap((prefix) =>
    (ranges ?? [{ low: Buffer.alloc(0), high: undefined }]).map(({ low, high }) =>
      intervalOf(start, prefix, low, high, MAX_KEY_BYTES),
    ),
  );
  const order =
    prefixes.length === 1 && (ranges === undefined || ranges.length === 1)
      ? sortDirection(index, equalities, conditions, sort)
      : undefined;
  const bounded = points * 10 + (ranges === undefined ? 0 : 4);
  const reverse = order === -1;
  return {
    plan: {
      stage: 'IXSCAN',
      index,
      name: index.name,
      intervals: sortIntervals(intervals, reverse),
      reverse,
      sorted: sort.length === 0 || order !== undefined,
    },
    score:
      bounded > 0
        ? bounded * 3 +
          (order === undefined || sort.length === 0 ? 0 : 5) +
          (index.unique && points === index.fields.length ? 1 : 0)
        : order !== undefined && sort.length > 0
          ? 3
          : 0,
  };
}

/** 1 or -1 if the index, from its first field that is not fixed by an equality, runs in the order of the sort. */
function sortDirection(
  index: Index,
  equalities: number,
  conditions: ReadonlyMap<string, Bounds>,
  sort: readonly SortField[],
): 1 | -1 | undefined {
  if (sort.length === 0 || index.multikey || index.overlong) return undefined;
  const fixed = new Set(index.fields.slice(0, equalities).map(({ name }) => name));
  const wanted = sort.filter(({ name }) => !fixed.has(name));
  let direction: 1 | -1 | undefined;
  for (let i = 0; i < wanted.length; i += 1) {
    const field = index.fields[equalities + i];
    const by = wanted[i] as SortField;
    if (field?.name !== by.name) return undefined;
    const needed = field.direction === by.direction ? 1 : -1;
    if (direction !== undefined && direction !== needed) return undefined;
    direction = needed;
  }
  return direction ?? 1;
}

/** A sparse or partial index serves only queries whose documents are all in it. */
function isUsable(index: Index, filter: Doc, conditions: ReadonlyMap<string, Bounds>): boolean {
  const demanded = (path: string) => {
    const bounds = conditions.get(path);
    return (
      bounds !== undefined && (bounds.ranges !== undefined || bounds.points?.every((value) => value !== null) === true)
    );
  };
  if (index.sparse && !index.fields.some(({ name }) => demanded(name))) return false;
  if (index.partial === undefined) return true;
  return Object.entries(index.partial).every(([path, operand]) => {
    const operators = operatorsOf(operand);
    if (operators && Object.keys(operators).join() === '$exists' && isTruthy(operators['$exists']))
      return demanded(path);
    return clausesOf(filter).some(([name, value]) => name === path && equalValues(value, operand));
  });
}

function clausesOf(filter: Doc): [string, Value][] {
  return Object.entries(filter).flatMap(([name, operand]) =>
    name === '$and' && Array.isArray(operand)
      ? operand.flatMap((item) => (isDoc(item) ? clausesOf(item) : []))
      : [[name, operand] as [string, Value]],
  );
}

function conditionsOf(filter: Doc): Map<string, Bounds> {
  const found = new Map<string, Bounds>();
  for (const [path, operand] of clausesOf(filter)) {
    if (path.startsWith('$')) continue;
    const bounds = boundsOf(operand);
    const known = found.get(path);
    // Of two conditions on one path the narrower kind is used; both are checked on every document.
    if (bounds !== undefined && (known === undefined || (known.points === undefined && bounds.points !== undefined)))
      found.set(path, bounds);
  }
  return found;
}

function isPoint(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp);
}

function boundsOf(operand: Value): Bounds | undefined {
  const operators = operatorsOf(operand);
  if (operators === undefined) return isPoint(operand) ? { points: [operand] } : undefined;
  const equal = fieldOf(operators, '$eq');
  if (equal !== undefined) return isPoint(equal) ? { points: [equal] } : undefined;
  const within = fieldOf(operators, '$in');
  if (Array.isArray(within)) return within.every(isPoint) ? { points: within } : undefined;
  const [above, from, below, upTo] = ['$gt', '$gte', '$lt', '$lte'].map((name) => fieldOf(operators, name));
  const low = above ?? from;
  const high = below ?? upTo;
  const sample = low ?? high;
  if (sample === undefined || sample === null || !isPoint(sample)) return undefined;
  const rank = TYPE_RANK[kindOf(sample)];
  // An upper bound of another type says nothing about values of the lower bound's type: an array can meet both.
  const bounded = high !== undefined && TYPE_RANK[kindOf(high)] === rank;
  return {
    ranges: [
      {
        low: low === undefined ? Buffer.of(rank) : above === undefined ? encodeKey(low) : afterPrefix(encodeKey(low)),
        high: !bounded ? Buffer.of(rank + 1) : below === undefined ? afterPrefix(encodeKey(high)) : encodeKey(high),
      },
    ],
  };
}
