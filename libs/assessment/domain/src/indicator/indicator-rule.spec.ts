import { SYNTHETIC_SOURCE, invariant, plainDate, year } from '@bangfu/kernel';
import type { RuleStrength, VerdictOutcome } from '@bangfu/kernel';
import type { Target } from '@bangfu/policy';
import { evaluate } from '@bangfu/policy';
import type { Indicator } from './indicator';
import { indicatorRule, indicatorTargetText } from './indicator-rule';
import type { IndicatorFacts } from './indicator-rule';
import { provincialIndicators } from './provincial-indicators';
import type { Reach } from './reach';

/** Media reports of a support group in 2022, as Dongguan asks for them, but for what a test says otherwise. */
function anIndicator(more: Partial<Indicator>): Indicator {
  const [known] = provincialIndicators(0);
  invariant(known, 'the plan has indicators');
  return {
    ...known,
    id: 'D-I08',
    requirementId: 'D-5b',
    nameZh: '县级或以上媒体宣传报道数',
    subjectKind: 'SUPPORT_GROUP',
    target: { comparator: 'AT_LEAST', value: 4, max: null },
    unit: 'REPORT',
    validFrom: plainDate('2022-03-22'),
    validTo: plainDate('2022-12-31'),
    ...more,
  };
}

const REACHED: Reach = { state: 'REACHED', inputs: [] };
const value = (number: number | null) => (number === null ? null : { value: number, source: SYNTHETIC_SOURCE });
const facts = (reading: number | null, more: Partial<IndicatorFacts> = {}): IndicatorFacts => ({
  reach: REACHED,
  period: year(2022),
  reading: value(reading),
  baseline: null,
  ...more,
});

const AT_LEAST_4: Target = { comparator: 'AT_LEAST', value: 4, max: null };
const MORE_THAN_15: Target = { comparator: 'MORE_THAN', value: 15, max: null };
const MORE_THAN_0: Target = { comparator: 'MORE_THAN', value: 0, max: null };
const AT_MOST_30: Target = { comparator: 'AT_MOST', value: 30, max: null };
const EXACTLY_1: Target = { comparator: 'EXACTLY', value: 1, max: null };
const FROM_1_TO_2: Target = { comparator: 'BETWEEN', value: 1, max: 2 };
const LAST_YEAR: Target = { comparator: 'AT_LEAST_LAST_PERIOD', value: null, max: null };

describe('an indicator for a subject and a period', () => {
  it.each<[Target, number | null, VerdictOutcome]>([
    [AT_LEAST_4, 4, 'MET'],
    [AT_LEAST_4, 5, 'MET'],
    [AT_LEAST_4, 3, 'UNMET'],
    [AT_LEAST_4, 3.99, 'UNMET'],
    [AT_LEAST_4, 0, 'UNMET'],
    [AT_LEAST_4, -1, 'UNMET'],
    [AT_LEAST_4, null, 'NO_DATA'],
    [MORE_THAN_15, 15, 'UNMET'],
    [MORE_THAN_15, 15.01, 'MET'],
    [MORE_THAN_15, 16, 'MET'],
    [MORE_THAN_15, 0, 'UNMET'],
    [MORE_THAN_15, -15, 'UNMET'],
    [MORE_THAN_15, null, 'NO_DATA'],
    [MORE_THAN_0, 0, 'UNMET'],
    [MORE_THAN_0, -0, 'UNMET'],
    [MORE_THAN_0, -0.1, 'UNMET'],
    [MORE_THAN_0, 0.1, 'MET'],
    [AT_MOST_30, 30, 'MET'],
    [AT_MOST_30, 31, 'UNMET'],
    [AT_MOST_30, 0, 'MET'],
    [AT_MOST_30, -1, 'MET'],
    [AT_MOST_30, null, 'NO_DATA'],
    [EXACTLY_1, 1, 'MET'],
    [EXACTLY_1, 0, 'UNMET'],
    [EXACTLY_1, 2, 'UNMET'],
    [EXACTLY_1, -1, 'UNMET'],
    [EXACTLY_1, null, 'NO_DATA'],
    [FROM_1_TO_2, 0, 'UNMET'],
    [FROM_1_TO_2, 1, 'MET'],
    [FROM_1_TO_2, 1.5, 'MET'],
    [FROM_1_TO_2, 2, 'MET'],
    [FROM_1_TO_2, 3, 'UNMET'],
    [FROM_1_TO_2, -1, 'UNMET'],
    [FROM_1_TO_2, null, 'NO_DATA'],
  ])('with the target %j and the reading %p is %s', (target, reading, outcome) => {
    expect(indicatorRule(anIndicator({ target })).judge(facts(reading)).outcome).toBe(outcome);
  });

  it.each<[number | null, number | null, VerdictOutcome]>([
    [100, 100, 'MET'],
    [101, 100, 'MET'],
    [99, 100, 'UNMET'],
    [0, 0, 'MET'],
    [0, null, 'NO_BASELINE'],
    [100, null, 'NO_BASELINE'],
    [null, 100, 'NO_DATA'],
    [null, null, 'NO_DATA'],
  ])('not below last year: %p against %p is %s', (reading, baseline, outcome) => {
    const rule = indicatorRule(anIndicator({ target: LAST_YEAR }));
    expect(rule.judge(facts(reading, { baseline: value(baseline) })).outcome).toBe(outcome);
  });

  it('that does not reach the subject is not applicable, even with a reading', () => {
    const finding = indicatorRule(anIndicator({})).judge(facts(9, { reach: { state: 'NOT_REACHED', inputs: [] } }));
    expect(finding.outcome).toBe('NOT_APPLICABLE');
  });

  it('is without data while nobody knows whether it reaches the subject', () => {
    const finding = indicatorRule(anIndicator({})).judge(facts(9, { reach: { state: 'UNKNOWN', inputs: [] } }));
    expect(finding.outcome).toBe('NO_DATA');
  });

  it('explains itself: actual, target, each input with its source', () => {
    const finding = indicatorRule(anIndicator({})).judge(facts(3));
    expect(finding).toMatchObject({
      actual: '3篇',
      target: '≥ 4篇',
      inputs: [{ name: '2022读数', value: '3篇', source: '模拟数据：synthetic set' }],
      sentence: '2022“县级或以上媒体宣传报道数”为3篇，要求≥ 4篇，未达标。',
    });
  });

  it('says of a missing reading that it was not reported', () => {
    expect(indicatorRule(anIndicator({})).judge(facts(null)).inputs).toEqual([
      { name: '2022读数', value: null, source: '未报送' },
    ]);
  });

  it.each<[RuleStrength, string, boolean]>([
    ['MUST', 'WARN', false],
    ['IN_PRINCIPLE', 'WARN', true],
    ['GENERALLY', 'WARN', true],
    ['PREFER', 'INFO', false],
    ['GOAL', 'INFO', false],
    ['STRIVE', 'INFO', false],
    ['ENCOURAGE', 'INFO', false],
    ['MAY', 'INFO', false],
  ])('of strength %s has severity %s and can be waived: %p', (strength, severity, waivable) => {
    expect(indicatorRule(anIndicator({ strength }))).toMatchObject({ severity, waivable });
  });

  it('that is a goal for a later year counts a missing value as progress, not as a violation', () => {
    const goal = indicatorRule(anIndicator({ strength: 'GOAL', dueYear: 2025, target: MORE_THAN_15 }));
    expect(goal.judge(facts(12))).toMatchObject({
      outcome: 'UNMET',
      sentence: expect.stringContaining('目标年为2025年，只计进度') as string,
    });
    const aim = indicatorRule(anIndicator({ strength: 'STRIVE' }));
    expect(aim.judge(facts(0)).sentence).toContain('属争取目标，只计进度');
  });

  it('is not judged for a period that ended before its document was issued (I-49)', () => {
    const rule = indicatorRule(anIndicator({}));
    const subject = { kind: 'SupportGroup', id: 'g' };
    expect(evaluate(rule, facts(9), subject, plainDate('2022-02-28')).outcome).toBe('NOT_APPLICABLE');
    expect(evaluate(rule, facts(9), subject, plainDate('2022-03-31')).outcome).toBe('MET');
  });

  it('refuses a reading that is not a finite number as a defect', () => {
    expect(() => indicatorRule(anIndicator({})).judge(facts(Number.NaN))).toThrow('finite');
  });

  it('prints the word of the document in the place of a number that is not there (一批)', () => {
    expect(indicatorTargetText(anIndicator({ target: MORE_THAN_0, unit: 'ENTERPRISE', printedQuantity: '一批' }))).toBe(
      '一批（> 0家）',
    );
    expect(indicatorTargetText(anIndicator({ target: FROM_1_TO_2, unit: 'HIGHLIGHT' }))).toBe('1–2个');
    expect(indicatorTargetText(anIndicator({ target: LAST_YEAR }))).toBe('不低于上期');
  });
});
