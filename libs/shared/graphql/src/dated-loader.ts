import type { PlainDate } from '@bangfu/kernel';
import DataLoader from 'dataloader';

/** Loads facts as of a day, in batches: one call of the store for all keys that one step of an operation asks for. */
export interface DatedLoader<Key extends string, Value> {
  load(key: Key, day: PlainDate): Promise<Value | null>;
}

/** Makes a loader, new for each request, over a batch function that answers a map by key; what is not in it is null. */
export function datedLoader<Key extends string, Value>(
  loadMany: (keys: readonly Key[], day: PlainDate) => Promise<ReadonlyMap<Key, Value>>,
): DatedLoader<Key, Value> {
  const byDay = new Map<PlainDate, DataLoader<Key, Value | null>>();
  const loaderOf = (day: PlainDate) => {
    const known = byDay.get(day);
    if (known) return known;
    const made = new DataLoader<Key, Value | null>(async (keys) => {
      const found = await loadMany(keys, day);
      return keys.map((key) => found.get(key) ?? null);
    });
    byDay.set(day, made);
    return made;
  };
  return { load: (key, day) => loaderOf(day).load(key) };
}

/** Collects items by a key, for batch functions that answer lists. */
export function groupedBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
