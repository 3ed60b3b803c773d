import { addDays, addYears, invariant } from '@bangfu/kernel';
import type { PlainDate, Vocabulary } from '@bangfu/kernel';
import { workingDaysAfter } from './working-days';
import type { WorkingCalendar } from './working-days';

/** 期限规则. */
export const DEADLINE_RULE = {
  ON_DAY: { zh: '定日', en: 'A day that a document prints.' },
  CALENDAR_DAYS_AFTER: { zh: '若干日内', en: 'So many calendar days after an event, as a clause says (D-6b).' },
  WORKING_DAYS_AFTER: {
    zh: '若干工作日内',
    en: 'So many Chinese working days after an event; of the platform itself.',
  },
  TERM_OF_YEARS: { zh: '任期若干年', en: 'The last day of a term of years, first and last day included (P-2.1c).' },
  NONE_PRINTED: { zh: '未印期限', en: 'The documents print no date; none is assumed (I-54).' },
} as const satisfies Vocabulary<string>;

/** By what a deadline is found. `event` is the event it counts from, in Chinese. */
export type DeadlineRule =
  | { readonly kind: 'ON_DAY'; readonly dueOn: PlainDate }
  | { readonly kind: 'CALENDAR_DAYS_AFTER' | 'WORKING_DAYS_AFTER'; readonly event: string; readonly days: number }
  | { readonly kind: 'TERM_OF_YEARS'; readonly event: string; readonly years: number }
  | { readonly kind: 'NONE_PRINTED' };

/** 期限状态. */
export const DEADLINE_STATUS = {
  DATED: { zh: '已确定', en: 'The last day is known and counts.' },
  WAITING_EVENT: { zh: '待触发', en: 'The event from which it counts has no date yet (D-6b).' },
  DUE_BEFORE_ISSUE: {
    zh: '发文前已到期',
    en: 'The last day is not after the document’s day of issue; not counted as late until a person confirms (I-34).',
  },
  NO_DATA: { zh: '无数据', en: 'The working-day calendar does not know the days it would take; no day is guessed.' },
  NONE_PRINTED: { zh: '未印期限', en: 'No document prints a date; none is assumed (I-54).' },
} as const satisfies Vocabulary<string>;
export type DeadlineStatus = keyof typeof DEADLINE_STATUS;

/** Who confirmed, and when, that a deadline counts although its document came too late for it (I-34). */
export interface DeadlineConfirmation {
  readonly by: string;
  readonly on: PlainDate;
}

/** What a rule is applied to; null where not known, not needed, or not done. */
export interface DeadlineFacts {
  /** When the event happened from which the rule counts. */
  readonly eventOn: PlainDate | null;
  /** When the document that sets the deadline was issued; null for the platform's own. */
  readonly issuedOn: PlainDate | null;
  readonly confirmation: DeadlineConfirmation | null;
}

/** A deadline as far as it is known: its last day, or what stands in its way. */
export type Deadline =
  | { readonly status: 'DATED'; readonly dueOn: PlainDate }
  | { readonly status: 'WAITING_EVENT'; readonly dueOn: null; readonly event: string }
  | { readonly status: 'DUE_BEFORE_ISSUE'; readonly dueOn: PlainDate; readonly issuedOn: PlainDate }
  | { readonly status: 'NO_DATA'; readonly dueOn: null; readonly unknownDay: PlainDate }
  | { readonly status: 'NONE_PRINTED'; readonly dueOn: null };

/**
 * Finds the deadline that a rule sets. Days are counted from the day after the event, and the last day is not moved when
 * it is a holiday: the clauses do not say so. A deadline on the very day of issue is one of I-34 too (E-5b, E-7b).
 */
export function deadlineOf(rule: DeadlineRule, facts: DeadlineFacts, calendar: WorkingCalendar): Deadline {
  const { issuedOn, confirmation } = facts;
  const found = lastDay(rule, facts.eventOn, calendar);
  if (found.status !== 'DATED' || issuedOn === null || confirmation !== null || found.dueOn > issuedOn) return found;
  return { status: 'DUE_BEFORE_ISSUE', dueOn: found.dueOn, issuedOn };
}

/** The last day by which an act may be judged late; null while none counts. */
export const bindingDay = (deadline: Deadline): PlainDate | null =>
  deadline.status === 'DATED' ? deadline.dueOn : null;

function lastDay(rule: DeadlineRule, eventOn: PlainDate | null, calendar: WorkingCalendar): Deadline {
  if (rule.kind === 'NONE_PRINTED') return { status: 'NONE_PRINTED', dueOn: null };
  if (rule.kind === 'ON_DAY') return dated(rule.dueOn);
  if (eventOn === null) return { status: 'WAITING_EVENT', dueOn: null, event: rule.event };
  switch (rule.kind) {
    case 'CALENDAR_DAYS_AFTER':
      invariant(Number.isInteger(rule.days) && rule.days > 0, `days are counted from 1, not ${rule.days}`);
      return dated(addDays(eventOn, rule.days));
    case 'WORKING_DAYS_AFTER': {
      const reached = workingDaysAfter(eventOn, rule.days, calendar);
      return reached.ok ? dated(reached.value) : { status: 'NO_DATA', dueOn: null, unknownDay: reached.error.day };
    }
    case 'TERM_OF_YEARS':
      invariant(Number.isInteger(rule.years) && rule.years > 0, `years are counted from 1, not ${rule.years}`);
      return dated(addDays(addYears(eventOn, rule.years), -1));
  }
}

const dated = (dueOn: PlainDate): Deadline => ({ status: 'DATED', dueOn });
