/** How a target is compared. 以上, 不少于 include the number, 超过 does not (requirements, section 1). */
export const COMPARATORS = ['AT_LEAST', 'MORE_THAN', 'AT_MOST', 'EXACTLY', 'BETWEEN', 'AT_LEAST_LAST_PERIOD'] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** A target: the comparator and its number; `max` for BETWEEN only, `value` null for a comparison with the last period. */
export interface Target {
  readonly comparator: Comparator;
  readonly value: number | null;
  readonly max: number | null;
}

/** Whether a value satisfies a target; `null` when what it is to be compared with is not known. */
export function satisfies(actual: number, { comparator, value, max }: Target, baseline: number | null): boolean | null {
  const bound = comparator === 'AT_LEAST_LAST_PERIOD' ? baseline : value;
  if (bound === null) return null;
  switch (comparator) {
    case 'AT_LEAST':
    case 'AT_LEAST_LAST_PERIOD':
      return actual >= bound;
    case 'MORE_THAN':
      return actual > bound;
    case 'AT_MOST':
      return actual <= bound;
    case 'EXACTLY':
      return actual === bound;
    case 'BETWEEN':
      return max === null ? null : actual >= bound && actual <= max;
  }
}

/** A target as an official reads it: `≥ 5`, `1–2`, `不低于上期`. */
export function targetText({ comparator, value, max }: Target): string {
  switch (comparator) {
    case 'AT_LEAST':
      return `≥ ${value}`;
    case 'MORE_THAN':
      return `> ${value}`;
    case 'AT_MOST':
      return `≤ ${value}`;
    case 'EXACTLY':
      return `= ${value}`;
    case 'BETWEEN':
      return `${value}–${max}`;
    case 'AT_LEAST_LAST_PERIOD':
      return '不低于上期';
  }
}
