import { addDays, err, invariant, ok } from '@bangfu/kernel';
import type { PlainDate, Result } from '@bangfu/kernel';

/** Knows which days are worked: weekends, public holidays and the Saturdays and Sundays worked in their stead (调休). */
export interface WorkingCalendar {
  /** Whether people work on the day; null when the calendar does not know it. Never a guess. */
  readonly isWorkingDay: (day: PlainDate) => boolean | null;
}

/** The first day on the way that the calendar does not know. */
export interface CalendarUnknown {
  readonly code: 'CALENDAR_UNKNOWN';
  readonly day: PlainDate;
}

/**
 * The day on which so many working days (工作日) have passed since a day, which is not counted itself. When one of the
 * days on the way is not known, the answer is that day and not an estimate.
 */
export function workingDaysAfter(
  day: PlainDate,
  count: number,
  calendar: WorkingCalendar,
): Result<PlainDate, CalendarUnknown> {
  invariant(Number.isInteger(count) && count > 0, `working days are counted from 1, not ${count}`);
  let reached = day;
  for (let left = count; left > 0;) {
    reached = addDays(reached, 1);
    const worked = calendar.isWorkingDay(reached);
    if (worked === null) return err({ code: 'CALENDAR_UNKNOWN', day: reached });
    if (worked) left -= 1;
  }
  return ok(reached);
}
