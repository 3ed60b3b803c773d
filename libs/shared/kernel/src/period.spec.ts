import type { PeriodKind } from './index';
import { MalformedValue, daysOf, period, year } from './index';

describe('a reporting period', () => {
  it.each<[PeriodKind, string, string, string]>([
    ['YEAR', '2022', '2022-01-01', '2022-12-31'],
    ['HALF', '2022-H1', '2022-01-01', '2022-06-30'],
    ['HALF', '2022-H2', '2022-07-01', '2022-12-31'],
    ['QUARTER', '2022-Q1', '2022-01-01', '2022-03-31'],
    ['QUARTER', '2022-Q4', '2022-10-01', '2022-12-31'],
    ['MONTH', '2024-02', '2024-02-01', '2024-02-29'],
    ['MONTH', '2022-12', '2022-12-01', '2022-12-31'],
    ['YEAR', '0000', '0000-01-01', '0000-12-31'],
    ['QUARTER', '9999-Q4', '9999-10-01', '9999-12-31'],
  ])('%s %s runs from %s to %s', (kind, value, startsOn, endsOn) => {
    expect(daysOf(period(kind, value))).toEqual({ startsOn, endsOn });
  });

  it.each<[PeriodKind, string]>([
    ['YEAR', '2022-Q1'],
    ['QUARTER', '2022-Q5'],
    ['HALF', '2022-H0'],
    ['MONTH', '2022-13'],
    ['MONTH', '2022-3'],
    ['YEAR', ''],
  ])('of kind %s is refused when written %j', (kind, value) => {
    expect(() => period(kind, value)).toThrow(MalformedValue);
  });

  it('of a calendar year is written with four digits', () => {
    expect(year(2022)).toEqual({ kind: 'YEAR', value: '2022' });
  });
});
