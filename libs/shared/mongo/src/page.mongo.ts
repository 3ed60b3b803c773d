import type { Model, QueryFilter, SortOrder } from 'mongoose';

/** An order of a list: stored fields and directions. The tie-breaker `_id` is added here. */
export type StoredOrder = readonly (readonly [field: string, direction: 1 | -1])[];

/** The sort keys of the item after which a page begins, in the order of the fields, `_id` last. */
export type AfterKeys = readonly (string | number | null)[];

interface PageQuery<Stored> {
  readonly filter: QueryFilter<Stored>;
  readonly order: StoredOrder;
  readonly after: AfterKeys | null;
  readonly limit: number;
}

/** One page of a collection by one find: it reads one document more than asked for to know whether more follow. */
export async function findPage<Stored extends { _id: string }>(
  model: Model<Stored>,
  { filter, order, after, limit }: PageQuery<Stored>,
): Promise<{ items: Stored[]; hasMore: boolean }> {
  const keys: StoredOrder = [...order, ['_id', 1]];
  const place = after === null ? [] : [afterPlace(keys, after)];
  const conditions = [...(Object.keys(filter).length > 0 ? [filter] : []), ...place];
  const found = (await model
    .find(conditions.length === 0 ? {} : { $and: conditions })
    .sort(keys.map(([field, direction]): [string, SortOrder] => [field, direction]))
    .limit(limit + 1)
    .lean()) as Stored[];
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}

/** What stands after a place: beyond it in the first key, or equal there and beyond it in the next, and so on. */
function afterPlace(keys: StoredOrder, after: AfterKeys): Record<string, unknown> {
  return {
    $or: keys.flatMap(([field, direction], depth) => {
      const equal = Object.fromEntries(keys.slice(0, depth).map(([name], index) => [name, after[index] ?? null]));
      return beyond(field, direction, after[depth] ?? null).map((condition) => ({ ...equal, ...condition }));
    }),
  };
}

/** Null sorts before every value, and a comparison operator never matches it, so it is named by itself. */
function beyond(field: string, direction: 1 | -1, value: string | number | null): Record<string, unknown>[] {
  if (direction === 1) return [{ [field]: value === null ? { $ne: null } : { $gt: value } }];
  return value === null ? [] : [{ [field]: { $lt: value } }, { [field]: null }];
}
