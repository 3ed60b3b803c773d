import { invariant } from '@bangfu/kernel';

/** Chance that can be repeated: the same seed, the same choices. For tests and trials, never for secrets. */
export interface SeededRandom {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  /** One of the items. */
  of<Item>(items: readonly Item[]): Item;
}

/** Chance from a seed (mulberry32). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    below,
    of(items) {
      invariant(items.length > 0, 'there is something to choose from');
      return items[below(items.length)] as (typeof items)[number];
    },
  };
}
