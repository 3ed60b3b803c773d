import type { PlainDate, Vocabulary } from '@bangfu/kernel';
import { addDays } from '@bangfu/kernel';

/** 拨付期限规则. */
export const DUE_RULE_KIND = {
  DAYS_AFTER_BUDGET_ADOPTION: {
    zh: '预算通过后若干日内',
    en: "So many days after the helper city's budget is adopted (D-6b).",
  },
  NONE_PRINTED: { zh: '未印期限', en: 'The documents say in full and on time and print no date (P-4.11f, I-54).' },
} as const satisfies Vocabulary<string>;
export type DueRuleKind = keyof typeof DUE_RULE_KIND;

/** 期限状态. */
export const DUE_STATUS = {
  WAITING_EVENT: { zh: '待触发', en: 'The event from which the days are counted has no date yet.' },
  DATED: { zh: '已确定', en: 'The last day for paying is known.' },
  NONE_PRINTED: { zh: '未印期限', en: 'No document prints a date; none is assumed (I-54).' },
} as const satisfies Vocabulary<string>;
export type DueStatus = keyof typeof DUE_STATUS;

/** By what the last day for paying the helper city's share is found. It differs by city and year (I-54). */
export type DueRule =
  | { readonly kind: 'DAYS_AFTER_BUDGET_ADOPTION'; readonly days: number; readonly requirementId: string }
  | { readonly kind: 'NONE_PRINTED'; readonly days: null; readonly requirementId: string };

/** In full and on time, and no date (P-4.11f): the rule of every city and year for which no document prints another. */
export const NONE_PRINTED: DueRule = { kind: 'NONE_PRINTED', days: null, requirementId: 'P-4.11f' };

/** The last day for paying, where it is known, and how far it is known. */
export interface Due {
  readonly status: DueStatus;
  readonly dueOn: PlainDate | null;
}

/** Applies a due rule to the day on which the helper city's budget was adopted; null = not known. */
export function dueBy(rule: DueRule, budgetAdoptedOn: PlainDate | null): Due {
  if (rule.kind === 'NONE_PRINTED') return { status: 'NONE_PRINTED', dueOn: null };
  if (budgetAdoptedOn === null) return { status: 'WAITING_EVENT', dueOn: null };
  return { status: 'DATED', dueOn: addDays(budgetAdoptedOn, rule.days) };
}
