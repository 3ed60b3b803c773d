import { PERIOD_KINDS, daysBetween, daysOf, period, year } from '@bangfu/kernel';
import type { Period, PeriodKind } from '@bangfu/kernel';
import fc from 'fast-check';
import { periodsWithin, yearBefore } from './indicator-period';

describe('the periods of an indicator within the period asked for', () => {
  it.each<[PeriodKind, Period, readonly string[]]>([
    ['YEAR', year(2022), ['2022']],
    ['QUARTER', year(2022), ['2022-Q1', '2022-Q2', '2022-Q3', '2022-Q4']],
    ['QUARTER', period('HALF', '2022-H2'), ['2022-Q3', '2022-Q4']],
    ['MONTH', period('QUARTER', '2022-Q1'), ['2022-01', '2022-02', '2022-03']],
    ['MONTH', period('MONTH', '2022-02'), ['2022-02']],
    ['YEAR', period('QUARTER', '2022-Q1'), []],
    ['QUARTER', period('MONTH', '2022-03'), []],
  ])('%s within %j are %j', (kind, asked, values) => {
    expect(periodsWithin(kind, asked).map(({ value }) => value)).toEqual(values);
  });

  it('fill the period asked for without gap or overlap, or are none', () => {
    const askedPeriods = fc
      .tuple(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(...PERIOD_KINDS))
      .chain(([number, kind]) => fc.constantFrom(...periodsWithin(kind, year(number))));
    fc.assert(
      fc.property(askedPeriods, fc.constantFrom(...PERIOD_KINDS), (asked, kind) => {
        const parts = periodsWithin(kind, asked).map(daysOf);
        if (parts.length === 0) return;
        const whole = daysOf(asked);
        const days = (span: typeof whole) => daysBetween(span.startsOn, span.endsOn) + 1;
        expect(parts[0]?.startsOn).toBe(whole.startsOn);
        expect(parts.at(-1)?.endsOn).toBe(whole.endsOn);
        expect(parts.reduce((sum, part) => sum + days(part), 0)).toBe(days(whole));
      }),
    );
  });
});

describe('the same period a year before', () => {
  it.each<[Period, string | null]>([
    [year(2022), '2021'],
    [period('MONTH', '2022-03'), '2021-03'],
    [period('QUARTER', '2000-Q1'), '1999-Q1'],
    [year(0), null],
  ])('of %j is %s', (asked, value) => {
    expect(yearBefore(asked)?.value ?? null).toBe(value);
  });
});
