import { MalformedValue, shown } from './malformed';
import { addDays, plainDate } from './plain-date';
import type { PlainDate } from './plain-date';

/** The lengths of time that reports and indicators are asked for. */
export const PERIOD_KINDS = ['YEAR', 'HALF', 'QUARTER', 'MONTH'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A reporting period: its kind and its value as written (`2022`, `2022-H2`, `2022-Q1`, `2022-03`). */
export interface Period {
  readonly kind: PeriodKind;
  readonly value: string;
}

const MONTHS_IN: Readonly<Record<PeriodKind, number>> = { YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1 };
const PATTERNS: Readonly<Record<PeriodKind, RegExp>> = {
  YEAR: /^(\d{4})$/,
  HALF: /^(\d{4})-H([12])$/,
  QUARTER: /^(\d{4})-Q([1-4])$/,
  MONTH: /^(\d{4})-(0[1-9]|1[0-2])$/,
};
const FORMS: Readonly<Record<PeriodKind, string>> = {
  YEAR: '2022',
  HALF: '2022-H2',
  QUARTER: '2022-Q1',
  MONTH: '2022-03',
};

/**
 * Reads a period of the kind asked for.
 * @throws MalformedValue (`PERIOD`) when the value is not written as that kind is (`QUARTER` as `2022-Q1`).
 */
export function period(kind: PeriodKind, value: string): Period {
  if (!PATTERNS[kind].test(value)) {
    throw new MalformedValue(
      'PERIOD',
      value,
      `'${shown(value)}' is not a period of kind ${kind}, which is written like ${FORMS[kind]}`,
    );
  }
  return { kind, value };
}

/** The calendar year as a period. */
export const year = (value: number): Period => period('YEAR', String(value).padStart(4, '0'));

/** The first and the last day of a period, both included. */
export function daysOf({ kind, value }: Period): { readonly startsOn: PlainDate; readonly endsOn: PlainDate } {
  const [, yearText = '', index = '1'] = PATTERNS[kind].exec(value) ?? [];
  const months = MONTHS_IN[kind];
  const firstMonth = (Number(index) - 1) * months + 1;
  const next = firstMonth + months;
  const startsOn = monthStart(Number(yearText), firstMonth);
  // The last period of a year ends with it; the year after 9999 could not be written.
  const endsOn = next > 12 ? plainDate(`${yearText}-12-31`) : addDays(monthStart(Number(yearText), next), -1);
  return { startsOn, endsOn };
}

const monthStart = (yearNumber: number, month: number): PlainDate =>
  plainDate(`${String(yearNumber).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`);
