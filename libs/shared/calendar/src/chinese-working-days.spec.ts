import { addDays, daysBetween, plainDate } from '@bangfu/kernel';
import { deadlineOf, workingDaysAfter } from '@bangfu/submission';
import { CHINESE_WORKING_DAYS, KNOWN_DAYS } from './index';

const isWorkingDay = (day: string): boolean | null => CHINESE_WORKING_DAYS.isWorkingDay(plainDate(day));

describe('a working day', () => {
  it.each([
    ['2024-05-10', true, 'Friday'],
    ['2024-05-18', false, 'Saturday'],
    ['2024-05-19', false, 'Sunday'],
    ['2024-05-01', false, 'Labour Day, a Wednesday'],
    ['2024-05-11', true, 'Saturday worked for Labour Day'],
    ['2024-09-29', true, 'Sunday worked for National Day'],
    ['2020-01-31', false, 'Friday by which the Spring Festival of 2020 was prolonged'],
    ['2015-09-03', false, 'the one-time holiday of 2015'],
    ['2018-12-29', true, 'Saturday of 2018 that the arrangement of 2019 moved'],
    ['2018-12-31', false, 'Monday of 2018 that the arrangement of 2019 moved'],
    ['2024-02-29', true, 'leap day'],
  ])('%s: %s (%s)', (day, worked) => {
    expect(isWorkingDay(day)).toBe(worked);
  });

  it('is not guessed before the first year and after the last one that the table holds', () => {
    const { validFrom, validTo } = KNOWN_DAYS;
    expect(isWorkingDay(addDays(validFrom, -1))).toBeNull();
    expect(isWorkingDay(validFrom)).toBe(false);
    expect(isWorkingDay(validTo)).not.toBeNull();
    expect(isWorkingDay(addDays(validTo, 1))).toBeNull();
  });

  it('is not guessed for the last days of a year whose successor is not arranged: only these were ever moved later', () => {
    expect(KNOWN_DAYS.validTo.slice(4)).toBe('-12-28');
    const weekdaysOnly = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    const moved = everyKnownDay().filter((day) => isWorkingDay(day) !== weekdaysOnly(day));
    expect(moved.filter((day) => day.slice(5) > '12-01' && day.slice(5) <= '12-28')).toEqual([]);
    expect(moved.filter((day) => day.slice(5) > '12-28')).not.toEqual([]);
  });
});

describe('a deadline in working days', () => {
  it.each([
    ['2024-04-30', 1, '2024-05-06', 'five days of Labour Day lie between'],
    ['2024-05-10', 1, '2024-05-11', 'the Saturday is worked'],
    ['2024-05-06', 5, '2024-05-11', 'the Saturday is the fifth'],
    ['2024-09-27', 3, '2024-10-08', 'Sunday and Monday are worked, the week of National Day is not'],
    ['2021-12-31', 1, '2022-01-04', 'New Year, across the years'],
  ])('after %s, %d of them: %s, since %s', (from, count, due) => {
    expect(workingDaysAfter(plainDate(from), count, CHINESE_WORKING_DAYS)).toEqual({ ok: true, value: due });
  });

  it('that runs beyond the known days has no date, and says which day is missing', () => {
    const missing = addDays(KNOWN_DAYS.validTo, 1);
    expect(workingDaysAfter(KNOWN_DAYS.validTo, 1, CHINESE_WORKING_DAYS)).toEqual({
      ok: false,
      error: { code: 'CALENDAR_UNKNOWN', day: missing },
    });
    expect(
      deadlineOf(
        { kind: 'WORKING_DAYS_AFTER', event: '退回', days: 3 },
        { eventOn: KNOWN_DAYS.validTo, issuedOn: null, confirmation: null },
        CHINESE_WORKING_DAYS,
      ),
    ).toEqual({ status: 'NO_DATA', dueOn: null, unknownDay: missing });
  });
});

function everyKnownDay(): readonly string[] {
  const { validFrom, validTo } = KNOWN_DAYS;
  return Array.from({ length: daysBetween(validFrom, validTo) + 1 }, (_, offset) => addDays(validFrom, offset));
}
