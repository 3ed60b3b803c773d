import { daysOf, period } from '@bangfu/kernel';
import type { Period, PeriodKind } from '@bangfu/kernel';

const VALUES_IN_YEAR: Readonly<Record<PeriodKind, readonly string[]>> = {
  YEAR: [''],
  HALF: ['-H1', '-H2'],
  QUARTER: ['-Q1', '-Q2', '-Q3', '-Q4'],
  MONTH: Array.from({ length: 12 }, (_, month) => `-${String(month + 1).padStart(2, '0')}`),
};

/**
 * The periods of a kind that lie wholly within a period: the twelve months of a year, none of the years of a month.
 * An indicator is judged for exactly these of its own periods; one whose period is longer than the one asked for is
 * left out.
 */
export function periodsWithin(kind: PeriodKind, asked: Period): readonly Period[] {
  const { startsOn, endsOn } = daysOf(asked);
  const yearText = asked.value.slice(0, 4);
  return VALUES_IN_YEAR[kind]
    .map((ending) => period(kind, `${yearText}${ending}`))
    .filter((candidate) => {
      const days = daysOf(candidate);
      return days.startsOn >= startsOn && days.endsOn <= endsOn;
    });
}

/** The same period one year before; null before the year 0. */
export function yearBefore({ kind, value }: Period): Period | null {
  const year = Number(value.slice(0, 4)) - 1;
  return year < 0 ? null : period(kind, `${String(year).padStart(4, '0')}${value.slice(4)}`);
}
