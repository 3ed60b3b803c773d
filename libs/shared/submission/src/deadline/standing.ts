import { addDays, daysBetween } from '@bangfu/kernel';
import type { PlainDate, Vocabulary } from '@bangfu/kernel';
import type { Deadline } from './deadline';

/** 期限进展. */
export const DEADLINE_STANDING = {
  NOT_COUNTED: { zh: '不计期限', en: 'No day counts yet, or none was set: neither in time nor late.' },
  RUNNING: { zh: '期限内', en: 'The last day has not passed.' },
  OVERDUE: { zh: '已逾期', en: 'The last day has passed and it is not done.' },
  DONE: { zh: '已完成', en: 'Done, in time or late.' },
} as const satisfies Vocabulary<string>;

/** How an obligation stands to its deadline on a day. */
export type DeadlineStanding =
  | { readonly standing: 'NOT_COUNTED'; readonly because: Exclude<Deadline['status'], 'DATED'> }
  /** `alert` is the tightest warning reached, in days before the last day; null when none is yet. */
  | { readonly standing: 'RUNNING'; readonly daysLeft: number; readonly alert: number | null }
  | { readonly standing: 'OVERDUE'; readonly daysOverdue: number }
  /** `daysLate` is 0 when in time, null when no day counts. */
  | { readonly standing: 'DONE'; readonly doneOn: PlainDate; readonly daysLate: number | null };

/** What a deadline is looked at with. `alertDays`: how many days before the last one to warn. */
export interface StandingFacts {
  readonly today: PlainDate;
  /** When it was done; null while it is not. */
  readonly doneOn: PlainDate | null;
  readonly alertDays: readonly number[];
}

/** How an obligation stands on a day. The last day itself is in time. */
export function standingOf(deadline: Deadline, { today, doneOn, alertDays }: StandingFacts): DeadlineStanding {
  const done = doneOn !== null && doneOn <= today ? doneOn : null;
  if (deadline.status !== 'DATED') {
    return done === null
      ? { standing: 'NOT_COUNTED', because: deadline.status }
      : { standing: 'DONE', doneOn: done, daysLate: null };
  }
  const { dueOn } = deadline;
  if (done !== null) return { standing: 'DONE', doneOn: done, daysLate: Math.max(0, daysBetween(dueOn, done)) };
  const daysLeft = daysBetween(today, dueOn);
  if (daysLeft < 0) return { standing: 'OVERDUE', daysOverdue: -daysLeft };
  const reached = alertDays.filter((days) => daysLeft <= days);
  return { standing: 'RUNNING', daysLeft, alert: reached.length === 0 ? null : Math.min(...reached) };
}

/** A warning: how many days before the last one, and the day on which it falls. */
export interface DeadlineAlert {
  readonly daysBefore: number;
  readonly on: PlainDate;
}

/** The warnings of a last day, the earliest first. */
export const alertsOf = (dueOn: PlainDate, alertDays: readonly number[]): readonly DeadlineAlert[] =>
  alertDays.toSorted((a, b) => b - a).map((daysBefore) => ({ daysBefore, on: addDays(dueOn, -daysBefore) }));
