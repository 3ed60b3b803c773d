import { daysBetween, holdsOn, invariant, plainDate } from '@bangfu/kernel';
import type { PlainDate } from '@bangfu/kernel';
import type { WorkingCalendar } from '@bangfu/submission';
// The package's table, not its functions: those read the weekday in the time zone of the process, and west of Greenwich
// they judge the day before.
import { holidays, workdays } from 'chinese-days/dist/chinese-days.json';

/** 节假日: days off by arrangement, weekends among them. */
const DAYS_OFF: ReadonlySet<string> = new Set(Object.keys(holidays));
/** 调休: Saturdays and Sundays worked for days off elsewhere. */
const WORKED_WEEKENDS: ReadonlySet<string> = new Set(Object.keys(workdays));

/** Whether the arrangement of a year is in the table: every one closes New Year's Day and National Day. */
const isArranged = (year: number): boolean => DAYS_OFF.has(`${year}-01-01`) && DAYS_OFF.has(`${year}-10-01`);

/** The first year whose arrangement the table holds. */
const FIRST_YEAR = 2004;

function lastYear(): number {
  invariant(isArranged(FIRST_YEAR), `chinese-days holds the arrangement of ${FIRST_YEAR}`);
  let year = FIRST_YEAR;
  while (isArranged(year + 1)) year += 1;
  return year;
}

/**
 * The days that the calendar knows, both ends included. It ends on 28 December of the last year arranged: what follows
 * may still be moved by the arrangement of the next year, as 2018-12-29 was, which became a working Saturday.
 */
export const KNOWN_DAYS = {
  validFrom: plainDate(`${FIRST_YEAR}-01-01`),
  validTo: plainDate(`${lastYear()}-12-28`),
} as const;

/**
 * The working days (工作日) of mainland China as the State Council arranged them year by year. Outside
 * {@link KNOWN_DAYS} it answers null.
 */
export const CHINESE_WORKING_DAYS: WorkingCalendar = {
  isWorkingDay: (day) =>
    holdsOn(KNOWN_DAYS, day) ? WORKED_WEEKENDS.has(day) || (!DAYS_OFF.has(day) && !isWeekend(day)) : null,
};

const A_MONDAY = plainDate('2001-01-01');

const isWeekend = (day: PlainDate): boolean => daysBetween(A_MONDAY, day) % 7 >= 5;
