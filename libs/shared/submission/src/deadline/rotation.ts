import type { DeadlineRule } from './deadline';

/** P-2.1c: team members rotate every three years; the term ends the day before the third anniversary of its first day. */
export const ROTATION = { kind: 'TERM_OF_YEARS', event: '派驻起始', years: 3 } as const satisfies DeadlineRule;

/** When to warn of a rotation, in days before the last day of the term (P-2.1c). */
export const ROTATION_ALERT_DAYS = [180, 90, 30] as const;
