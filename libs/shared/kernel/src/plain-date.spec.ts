import { MalformedValue, addDays, addYears, civilDateOf, completedYears, daysBetween, plainDate } from './index';

describe('a civil date', () => {
  it.each([
    '2023-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '2023-1-1',
    '20230101',
    '',
    '2023-01-01T00:00:00Z',
    ' 2023-01-01',
    '２０２３-01-01',
  ])('is refused when written %j', (text) => {
    expect(() => plainDate(text)).toThrow(MalformedValue);
  });

  it.each(['2024-02-29', '0001-01-01', '0099-12-31', '9999-12-31'])('is read when written %s', (text) => {
    expect(plainDate(text)).toBe(text);
  });

  it('is decided in the programme’s time zone, not in UTC', () => {
    expect(civilDateOf(new Date('2022-12-31T15:59:59Z'))).toBe('2022-12-31');
    expect(civilDateOf(new Date('2022-12-31T16:00:00Z'))).toBe('2023-01-01');
  });

  it('moves by days and years across leap days', () => {
    expect(addDays(plainDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(plainDate('2023-01-01'), -1)).toBe('2022-12-31');
    expect(addYears(plainDate('2024-02-29'), 1)).toBe('2025-02-28');
    expect(addYears(plainDate('2021-09-10'), 3)).toBe('2024-09-10');
    expect(daysBetween(plainDate('2022-01-01'), plainDate('2023-01-01'))).toBe(365);
  });

  it.each([
    ['1971-09-10', '2021-09-10', 50],
    ['1971-09-11', '2021-09-10', 49],
    ['2020-02-29', '2021-02-28', 0],
    ['2020-02-29', '2021-03-01', 1],
  ])('counts completed years from %s to %s as %d', (from, to, years) => {
    expect(completedYears(plainDate(from), plainDate(to))).toBe(years);
  });
});
