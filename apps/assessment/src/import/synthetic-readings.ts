import { createHash } from 'node:crypto';
import { TOWN_SUBJECT_KINDS, periodsWithin } from '@bangfu/assessment-domain';
import type { Indicator, IndicatorReading, IndicatorSubjectKind } from '@bangfu/assessment-domain';
import { seedId } from '@bangfu/documents';
import { SYNTHETIC_SOURCE, daysOf, divisionCode, idOf, year } from '@bangfu/kernel';
import type { DivisionCode, Period } from '@bangfu/kernel';
import { syntheticProvince, xinfengGroups } from '@bangfu/seed';
import type { SeedGroup } from '@bangfu/seed';

const YEARS = [2021, 2022].map(year);
const XINFENG = '440233';
/** 回龙镇: keeps most of its indicators without a reading, so that what is not reported can be seen. */
const HUILONG = divisionCode('440233105');
const HUILONG_INDICATORS = ['P-3.6e', 'P-3.7b2'];
/** One town in so many reports on the province's indicators. */
const ONE_TOWN_IN = 6;

/**
 * Invents readings for some towns and groups, the same on every machine, so that every outcome occurs: all groups that
 * Dongguan leads, one town in six, and Xinfeng's. Each says that it is synthetic. Now and then one is left out.
 */
export function syntheticReadings(indicators: readonly Indicator[]): readonly IndicatorReading[] {
  const groups = [...xinfengGroups().groups, ...syntheticProvince().groups];
  const wanted = indicators.filter(({ subjectKind }) =>
    (TOWN_SUBJECT_KINDS as readonly IndicatorSubjectKind[]).includes(subjectKind),
  );
  return groups.flatMap((group) =>
    wanted.flatMap((indicator) =>
      isReported(indicator, group) ? YEARS.flatMap((asked) => readingsOf(indicator, group, asked)) : [],
    ),
  );
}

/** Whether a group or its town reports on an indicator at all: only to the jurisdiction that it is in. */
function isReported(indicator: Indicator, { townCode, helperCityCode }: SeedGroup): boolean {
  if (townCode === HUILONG) return HUILONG_INDICATORS.includes(indicator.id);
  if (indicator.subjectKind !== 'TOWN') return helperCityCode === indicator.jurisdiction;
  return townCode.startsWith(XINFENG) || drawn(townCode, ONE_TOWN_IN) === 0;
}

function readingsOf(indicator: Indicator, { id, townCode }: SeedGroup, asked: Period): readonly IndicatorReading[] {
  const subjectId = indicator.subjectKind === 'SUPPORT_GROUP' ? id : townCode;
  return periodsWithin(indicator.periodKind, asked).flatMap((period): IndicatorReading[] => {
    const { startsOn, endsOn } = daysOf(period);
    // Nobody reports to a document that is not yet issued; what is compared with last year is known beside it.
    const isAsked = indicator.validFrom <= endsOn || indicator.target.comparator === 'AT_LEAST_LAST_PERIOD';
    const value = isAsked ? invented(indicator, townCode, period) : null;
    if (value === null) return [];
    return [
      {
        id: idOf('IndicatorReading', seedId('reading', startsOn, `${indicator.id} ${subjectId} ${period.value}`)),
        indicatorId: indicator.id,
        subjectKind: indicator.subjectKind,
        subjectId,
        period,
        value,
        source: SYNTHETIC_SOURCE,
      },
    ];
  });
}

/** A value about the target, mostly enough; null = not reported. */
function invented({ id, target }: Indicator, townCode: DivisionCode, { value: period }: Period): number | null {
  const draw = drawn(`${id} ${townCode} ${period}`, 10);
  if (draw === 0) return null;
  if (target.comparator === 'AT_LEAST_LAST_PERIOD') {
    // About four in ten towns have no value of the first year to compare with.
    if (period === YEARS[0]?.value && draw < 5) return null;
    return 3_000 + drawn(townCode, 4_000) + drawn(`${townCode} ${period}`, 400) - 150;
  }
  const bound = target.value ?? 0;
  const step = bound >= 10 ? 2.5 : 1;
  if (draw <= 2) return Math.max(0, bound - step);
  return draw <= 6 ? Math.max(bound, 1) : bound + step;
}

/** A number from 0 to `sides` - 1 that depends on nothing but the key. */
const drawn = (key: string, sides: number): number =>
  createHash('sha256').update(`reading ${key}`).digest().readUInt32BE(0) % sides;
