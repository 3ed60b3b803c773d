import {
  SYNTHETIC_SOURCE,
  VERDICT_OUTCOME,
  divisionCode,
  idOf,
  invariant,
  period,
  plainDate,
  valuesOf,
  year,
} from '@bangfu/kernel';
import type { IndicatorReadingId, Period, VerdictOutcome } from '@bangfu/kernel';
import type { Indicator } from '../indicator/indicator';
import type { IndicatorReading } from '../indicator/indicator-reading';
import { provincialIndicators } from '../indicator/provincial-indicators';
import { assessGroup, assessTown, countOutcomes } from './assessment';
import type { AssessedTown } from './assessment';

const DONGGUAN = divisionCode('441900');
const TOWN = divisionCode('440233105');
const GROUP = {
  id: idOf('SupportGroup', 'group_01FG0000000000000000000000'),
  tier: 'PRD_CITY',
  helperCityCode: DONGGUAN,
} as const;
const town: AssessedTown = { code: TOWN, category: 'KEY_SUPPORT', group: GROUP };

const [base] = provincialIndicators(0);
invariant(base, 'the plan has indicators');
const ofDongguan = {
  ...base,
  jurisdiction: DONGGUAN,
  validFrom: plainDate('2022-03-22'),
  validTo: plainDate('2022-12-31'),
};
const monthly: Indicator = { ...ofDongguan, id: 'D-I10', subjectKind: 'SUPPORT_GROUP', periodKind: 'MONTH' };
const employment: Indicator = {
  ...ofDongguan,
  id: 'D-I22',
  subjectKind: 'KEY_TOWN',
  target: { comparator: 'AT_LEAST_LAST_PERIOD', value: null, max: null },
};
const ofVillages: Indicator = { ...ofDongguan, id: 'D-I17', subjectKind: 'KEY_VILLAGE' };

const reading = (indicatorId: string, subjectId: string, of: Period, value: number): IndicatorReading => ({
  id: `reading_${indicatorId}` as IndicatorReadingId,
  indicatorId,
  subjectKind: 'TOWN',
  subjectId,
  period: of,
  value,
  source: SYNTHETIC_SOURCE,
});

describe("a town's assessment", () => {
  it('covers the town itself and its group, and nothing else', () => {
    const assessed = assessTown([base, monthly, employment, ofVillages], town, period('YEAR', '2022'), []);
    expect(assessed.map(({ indicator }) => indicator.id)).toEqual([
      'P-3.6e',
      ...Array.from({ length: 12 }, () => 'D-I10'),
      'D-I22',
    ]);
    expect(new Set(assessed.map(({ verdict }) => verdict.subject.kind))).toEqual(new Set(['Town', 'SupportGroup']));
  });

  it('gives each month of the year its own verdict: before the document none applies, after it what was reported counts', () => {
    const assessed = assessTown([monthly], town, year(2022), [
      reading('D-I10', GROUP.id, period('MONTH', '2022-03'), 1),
      reading('D-I10', GROUP.id, period('MONTH', '2022-04'), 0),
      reading('D-I10', TOWN, period('MONTH', '2022-05'), 1), // of the town, not of its group
    ]);
    expect(assessed.slice(0, 5).map(({ verdict }) => verdict.outcome)).toEqual([
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'MET',
      'UNMET',
      'NO_DATA',
    ] satisfies VerdictOutcome[]);
  });

  it('leaves out an indicator whose period is longer than the one asked for', () => {
    expect(
      assessTown([base, monthly], town, period('QUARTER', '2022-Q2'), []).map(({ period: own }) => own.value),
    ).toEqual(['2022-04', '2022-05', '2022-06']);
  });

  it.each<[number | null, number | null, VerdictOutcome]>([
    [null, 5000, 'NO_BASELINE'],
    [4000, 5000, 'MET'],
    [6000, 5000, 'UNMET'],
    [4000, null, 'NO_DATA'],
  ])('compares employment with last year: %p, then %p (D-I22)', (before, now, outcome) => {
    const readings = [
      ...(before === null ? [] : [reading('D-I22', TOWN, year(2021), before)]),
      ...(now === null ? [] : [reading('D-I22', TOWN, year(2022), now)]),
    ];
    const [assessed] = assessTown([employment], town, year(2022), readings);
    expect(assessed?.verdict.outcome).toBe(outcome);
  });

  it('knows nothing about a helper city’s indicators while the lead is disputed', () => {
    const disputed: AssessedTown = { ...town, group: { ...GROUP, tier: null, helperCityCode: null } };
    const [assessed] = assessTown([employment], disputed, year(2022), [reading('D-I22', TOWN, year(2022), 1)]);
    expect(assessed?.verdict.outcome).toBe('NO_DATA');
  });

  it('counts each verdict once', () => {
    const assessed = assessTown([base, monthly, employment], town, year(2022), []);
    const counts = countOutcomes(assessed);
    expect(valuesOf(VERDICT_OUTCOME).reduce((sum, outcome) => sum + counts[outcome], 0)).toBe(assessed.length);
    expect(counts).toEqual({ MET: 0, UNMET: 0, NOT_APPLICABLE: 2, NO_DATA: 12, NO_BASELINE: 0 });
  });
});

describe("a support group's assessment", () => {
  it('has the indicators of groups alone', () => {
    const assessed = assessGroup([base, monthly, employment], GROUP, period('MONTH', '2022-06'), []);
    expect(assessed.map(({ indicator, verdict }) => [indicator.id, verdict.subject.id, verdict.outcome])).toEqual([
      ['D-I10', GROUP.id, 'NO_DATA'],
    ]);
  });
});

describe("the plan's indicators of a town", () => {
  it('are the stations of P-3.6 and the five ones of P-3.7, two of them without a number (I-41)', () => {
    const indicators = provincialIndicators(32);
    expect(indicators.map(({ id }) => id)).toEqual(['P-3.6e', 'P-3.7b1', 'P-3.7b2', 'P-3.7b3', 'P-3.7b4', 'P-3.7b5']);
    expect(indicators.map(({ place }) => place)).toEqual([33, 34, 35, 36, 37, 38]);
    expect(indicators.filter(({ printedQuantity }) => printedQuantity === '一批').map(({ id }) => id)).toEqual([
      'P-3.7b2',
      'P-3.7b5',
    ]);
  });
});
