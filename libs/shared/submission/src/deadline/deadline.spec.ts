import { addDays, daysBetween, plainDate } from '@bangfu/kernel';
import fc from 'fast-check';
import {
  ROTATION,
  ROTATION_ALERT_DAYS,
  alertsOf,
  bindingDay,
  deadlineOf,
  standingOf,
  workingDaysAfter,
} from '../index';
import type { Deadline, DeadlineFacts, DeadlineRule, WorkingCalendar } from '../index';

/** Monday to Friday of 2022; it knows no other year. 2022-01-01 was a Saturday. */
const WEEKDAYS_OF_2022: WorkingCalendar = {
  isWorkingDay: (day) =>
    day.startsWith('2022') ? ![0, 1].includes(daysBetween(plainDate('2022-01-01'), day) % 7) : null,
};
const NOTHING_KNOWN: DeadlineFacts = { eventOn: null, issuedOn: null, confirmation: null };

const found = (rule: DeadlineRule, facts: Partial<DeadlineFacts>): Deadline =>
  deadlineOf(rule, { ...NOTHING_KNOWN, ...facts }, WEEKDAYS_OF_2022);
const on = (day: string): DeadlineRule => ({ kind: 'ON_DAY', dueOn: plainDate(day) });

/** D-6b: within 30 days after the helper city's budget is adopted. */
const AFTER_BUDGET: DeadlineRule = { kind: 'CALENDAR_DAYS_AFTER', event: '预算通过', days: 30 };
const THREE_WORKING_DAYS: DeadlineRule = { kind: 'WORKING_DAYS_AFTER', event: '退回', days: 3 };

describe('a deadline after an event', () => {
  it('waits while the event has no date', () => {
    for (const rule of [AFTER_BUDGET, THREE_WORKING_DAYS, ROTATION]) {
      expect(found(rule, {})).toEqual({ status: 'WAITING_EVENT', dueOn: null, event: rule.event });
    }
  });

  it.each([
    ['2022-01-22', '2022-02-21', 'weekends and the Spring Festival count'],
    ['2022-01-31', '2022-03-02', 'across a short month'],
    ['2022-02-24', '2022-03-26', 'a Saturday stays the last day'],
  ])('of 30 days, adopted on %s, is %s: %s', (adoptedOn, dueOn) => {
    expect(found(AFTER_BUDGET, { eventOn: plainDate(adoptedOn) })).toEqual({ status: 'DATED', dueOn });
  });

  it.each([
    ['2022-04-06', '2022-04-11', 'Wednesday: the weekend does not count'],
    ['2022-04-09', '2022-04-13', 'Saturday: counting begins on Monday'],
  ])('of three working days, from %s, is %s (%s)', (eventOn, dueOn) => {
    expect(found(THREE_WORKING_DAYS, { eventOn: plainDate(eventOn) })).toEqual({ status: 'DATED', dueOn });
  });

  it('has no date, never a guessed one, when the calendar does not know the days on the way', () => {
    const deadline = found(THREE_WORKING_DAYS, { eventOn: plainDate('2022-12-29') });
    expect(deadline).toEqual({ status: 'NO_DATA', dueOn: null, unknownDay: '2023-01-01' });
    expect(bindingDay(deadline)).toBeNull();
  });

  it.each([0, -1, 1.5])('of %d days is a defect', (days) => {
    const eventOn = plainDate('2022-04-06');
    expect(() => found({ ...THREE_WORKING_DAYS, days }, { eventOn })).toThrow('counted from 1');
    expect(() => found({ ...AFTER_BUDGET, days }, { eventOn })).toThrow('counted from 1');
    expect(() => found({ ...ROTATION, years: days }, { eventOn })).toThrow('counted from 1');
  });
});

describe('working days', () => {
  const anyDay = fc.integer({ min: 0, max: 200 }).map((days) => addDays(plainDate('2022-01-01'), days));
  const reached = (...[day, count]: [ReturnType<typeof plainDate>, number]) => {
    const result = workingDaysAfter(day, count, WEEKDAYS_OF_2022);
    return result.ok ? result.value : null;
  };

  it('end on a working day, with just so many since', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const last = reached(day, count) ?? day;
        const between = Array.from({ length: daysBetween(day, last) }, (_, offset) => addDays(day, offset + 1));
        expect(WEEKDAYS_OF_2022.isWorkingDay(last)).toBe(true);
        expect(between.filter((passed) => WEEKDAYS_OF_2022.isWorkingDay(passed))).toHaveLength(count);
      }),
    );
  });

  it('add up: five and then three are eight', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const five = reached(day, 5) ?? day;
        expect(reached(five, 3)).toBe(reached(day, 8));
      }),
    );
  });
});

describe('a document that came too late for its own deadline (I-34)', () => {
  const issuedOn = plainDate('2021-06-30');

  it.each(['2021-05-31', '2021-06-30'])('is marked, not counted as late: due on %s, issued on 2021-06-30', (day) => {
    const deadline = found(on(day), { issuedOn });
    expect(deadline).toEqual({ status: 'DUE_BEFORE_ISSUE', dueOn: day, issuedOn });
    expect(bindingDay(deadline)).toBeNull();
    expect(standingOf(deadline, { today: plainDate('2022-01-01'), doneOn: null, alertDays: [] })).toEqual({
      standing: 'NOT_COUNTED',
      because: 'DUE_BEFORE_ISSUE',
    });
  });

  it('counts once a person has confirmed it', () => {
    const confirmation = { by: 'person', on: plainDate('2021-07-05') };
    expect(found(on('2021-05-31'), { issuedOn, confirmation })).toEqual({ status: 'DATED', dueOn: '2021-05-31' });
  });

  it('is not meant when the deadline lies after the day of issue', () => {
    expect(found(on('2021-07-01'), { issuedOn })).toEqual({ status: 'DATED', dueOn: '2021-07-01' });
  });

  it('is found as well when the event lay before the document', () => {
    const facts = { eventOn: plainDate('2022-01-20'), issuedOn: plainDate('2022-03-22') };
    expect(found(AFTER_BUDGET, facts)).toMatchObject({ status: 'DUE_BEFORE_ISSUE', dueOn: '2022-02-19' });
  });
});

it('where no document prints a date, none is assumed (I-54)', () => {
  expect(found({ kind: 'NONE_PRINTED' }, { eventOn: plainDate('2022-01-20') })).toEqual({
    status: 'NONE_PRINTED',
    dueOn: null,
  });
});

describe('the rotation of a team member (P-2.1c)', () => {
  const term = found(ROTATION, { eventOn: plainDate('2021-09-10') });
  const standingOn = (day: string, doneOn: string | null = null) =>
    standingOf(term, {
      today: plainDate(day),
      doneOn: doneOn === null ? null : plainDate(doneOn),
      alertDays: ROTATION_ALERT_DAYS,
    });

  it('falls due on the last day of three years, both ends included', () => {
    expect(term).toEqual({ status: 'DATED', dueOn: '2024-09-09' });
    expect(found(ROTATION, { eventOn: plainDate('2024-02-29') })).toEqual({ status: 'DATED', dueOn: '2027-02-27' });
  });

  it('is announced 180, 90 and 30 days before', () => {
    expect(alertsOf(plainDate('2024-09-09'), [30, 180, 90])).toEqual([
      { daysBefore: 180, on: '2024-03-13' },
      { daysBefore: 90, on: '2024-06-11' },
      { daysBefore: 30, on: '2024-08-10' },
    ]);
  });

  it.each([
    ['2024-03-12', { standing: 'RUNNING', daysLeft: 181, alert: null }],
    ['2024-03-13', { standing: 'RUNNING', daysLeft: 180, alert: 180 }],
    ['2024-06-10', { standing: 'RUNNING', daysLeft: 91, alert: 180 }],
    ['2024-06-11', { standing: 'RUNNING', daysLeft: 90, alert: 90 }],
    ['2024-08-10', { standing: 'RUNNING', daysLeft: 30, alert: 30 }],
    ['2024-09-09', { standing: 'RUNNING', daysLeft: 0, alert: 30 }],
    ['2024-09-10', { standing: 'OVERDUE', daysOverdue: 1 }],
    ['2025-09-09', { standing: 'OVERDUE', daysOverdue: 365 }],
  ])('stands on %s as %o', (day, standing) => {
    expect(standingOn(day)).toEqual(standing);
  });

  it.each([
    ['2024-09-09', 0],
    ['2024-09-20', 11],
  ])('done on %s is %d days late', (doneOn, daysLate) => {
    expect(standingOn('2025-01-01', doneOn)).toEqual({ standing: 'DONE', doneOn, daysLate });
  });

  it('asked about a day before it was done, was still open on that day', () => {
    expect(standingOn('2024-09-15', '2024-09-20')).toEqual({ standing: 'OVERDUE', daysOverdue: 6 });
  });
});

it('what is done without a day that counts is neither in time nor late', () => {
  const doneOn = plainDate('2022-03-01');
  expect(standingOf(found(AFTER_BUDGET, {}), { today: doneOn, doneOn, alertDays: [] })).toEqual({
    standing: 'DONE',
    doneOn,
    daysLate: null,
  });
});
