import { SOURCE_KIND, invariant } from '@bangfu/kernel';
import type { Period, RuleSeverity, RuleStrength } from '@bangfu/kernel';
import { met, noBaseline, noData, notApplicable, satisfies, targetText, unmet } from '@bangfu/policy';
import type { Finding, Rule, VerdictInput } from '@bangfu/policy';
import type { Indicator } from './indicator';
import type { IndicatorReading } from './indicator-reading';
import type { Reach } from './reach';
import { INDICATOR_UNIT } from './vocabulary';

/** What an indicator is judged by. */
export interface IndicatorFacts {
  readonly reach: Reach;
  readonly period: Period;
  /** Null: nothing was reported. */
  readonly reading: Pick<IndicatorReading, 'value' | 'source'> | null;
  /** The reading of the same period of the year before; needed only to compare with it. */
  readonly baseline: Pick<IndicatorReading, 'value' | 'source'> | null;
}

/** What follows when an indicator is missed: quotas and duties are shown as unmet, goals and the like only counted. */
const SEVERITY: Readonly<Record<RuleStrength, RuleSeverity>> = {
  MUST: 'WARN',
  IN_PRINCIPLE: 'WARN',
  GENERALLY: 'WARN',
  PREFER: 'INFO',
  GOAL: 'INFO',
  STRIVE: 'INFO',
  ENCOURAGE: 'INFO',
  MAY: 'INFO',
};

/** An indicator's target as an official reads it, with its unit: `≥ 4篇`, `一批（> 0家）`, `不低于上期`. */
export function indicatorTargetText({
  target,
  unit,
  printedQuantity,
}: Pick<Indicator, 'target' | 'unit' | 'printedQuantity'>): string {
  if (target.comparator === 'AT_LEAST_LAST_PERIOD') return targetText(target);
  const text = `${targetText(target)}${INDICATOR_UNIT[unit].zh}`;
  return printedQuantity === null ? text : `${printedQuantity}（${text}）`;
}

/** The rule that an indicator is: its target applied to what was reported for a subject and a period. */
export function indicatorRule(indicator: Indicator): Rule<IndicatorFacts> {
  const { id, requirementId, nameZh, strength, jurisdiction, validFrom, validTo } = indicator;
  return {
    id: `indicator-${id.toLowerCase().replace('.', '-')}`,
    version: 1,
    requirementId,
    title: `${nameZh}${indicatorTargetText(indicator)}`,
    strength,
    severity: SEVERITY[strength],
    jurisdiction,
    validFrom,
    validTo,
    waivable: strength === 'IN_PRINCIPLE' || strength === 'GENERALLY',
    judge: (facts) => judge(indicator, facts),
  };
}

function judge(indicator: Indicator, { reach, period, reading, baseline }: IndicatorFacts): Finding {
  const { nameZh, target, unit } = indicator;
  const comparesWithLastYear = target.comparator === 'AT_LEAST_LAST_PERIOD';
  const unitText = INDICATOR_UNIT[unit].zh;
  const grounds = {
    actual: reading === null ? null : `${reading.value}${unitText}`,
    target: indicatorTargetText(indicator),
    inputs: [
      ...reach.inputs,
      valueInput(`${period.value}读数`, reading, unitText),
      ...(comparesWithLastYear ? [valueInput('上年同期读数', baseline, unitText)] : []),
    ],
  };
  if (reach.state === 'NOT_REACHED') return notApplicable(`“${nameZh}”不适用于该对象。`, grounds);
  if (reach.state === 'UNKNOWN') {
    return noData(`乡镇类别或由谁牵头帮扶未知，不能判定“${nameZh}”是否适用。`, grounds);
  }
  if (reading === null) return noData(`${period.value}“${nameZh}”未报送读数。`, grounds);
  invariant(Number.isFinite(reading.value), `the reading of ${indicator.id} is a finite number`);
  const holds = satisfies(reading.value, target, baseline?.value ?? null);
  if (holds === null) return noBaseline(`${period.value}“${nameZh}”缺上年同期读数，不能比较。`, grounds);
  const statement = `${period.value}“${nameZh}”为${grounds.actual}，要求${grounds.target}`;
  return holds ? met(`${statement}，达标。`, grounds) : unmet(`${statement}，${shortfall(indicator)}`, grounds);
}

function shortfall({ strength, dueYear }: Indicator): string {
  if (SEVERITY[strength] === 'WARN') return '未达标。';
  return dueYear === null ? '未达标；属争取目标，只计进度。' : `未达标；目标年为${dueYear}年，只计进度。`;
}

const valueInput = (name: string, reading: IndicatorFacts['reading'], unitText: string): VerdictInput => ({
  name,
  value: reading === null ? null : `${reading.value}${unitText}`,
  source: reading === null ? '未报送' : `${SOURCE_KIND[reading.source.kind].zh}：${reading.source.reference}`,
});
