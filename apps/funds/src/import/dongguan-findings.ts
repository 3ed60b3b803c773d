import { divisions, dongguanIndicators } from '@bangfu/documents';
import type { IndicatorRow } from '@bangfu/documents';
import type { DivisionCode, ImportFinding } from '@bangfu/kernel';
import { xinfengGroups } from '@bangfu/seed';
import { cityCodeOf } from './city-code';
import { printedDueRules } from './printed-due-rules';

/** What Dongguan's key points leave open about money, goods and projects. */
export const dongguanFindings = (): readonly ImportFinding[] => [
  ...ceilings(),
  ...unlistedCounties(),
  ...totalsWithoutDistribution(),
];

const ofIndicator = ({ id, nameZh }: IndicatorRow) => ({
  subjectKind: 'Indicator',
  subjectId: id,
  subjectLabel: nameZh,
  owner: '东莞市经协办',
});

/** I-51: a target that is a part of a ceiling which no document held gives. */
const ceilings = (): ImportFinding[] =>
  dongguanIndicators()
    .filter(({ unit }) => unit === '% of ceiling')
    .map((indicator) => ({
      ...ofIndicator(indicator),
      caseId: 'I-51',
      requirementIds: [`${indicator.clause}b`],
      readings: [
        { value: `不低于上限标准的${indicator.target}%`, source: `${indicator.clause}b` },
        { value: '上限标准未知', source: '现有文件' },
      ],
      suggestion: null,
    }));

/** I-56: a demand on every recipient county, without a list; beside it, the counties of the groups that are known. */
function unlistedCounties(): ImportFinding[] {
  const towns = new Map(divisions().map((division) => [division.code, division]));
  const helpers = new Set<DivisionCode>(printedDueRules().map(({ helperCity }) => cityCodeOf(helperCity)));
  const groups = xinfengGroups().groups.filter(
    ({ helperCityCode }) => helperCityCode !== null && helpers.has(helperCityCode),
  );
  const counties = new Set(
    groups.flatMap(({ townCode }) => {
      const county = towns.get(townCode)?.parent;
      const name = county == null ? undefined : towns.get(county)?.name;
      return name === undefined ? [] : [name];
    }),
  );
  return dongguanIndicators()
    .filter(({ subjectKind, scopeCount }) => subjectKind === 'recipient county' && scopeCount === null)
    .map((indicator) => ({
      ...ofIndicator(indicator),
      caseId: 'I-56',
      requirementIds: [indicator.clause],
      readings: [
        { value: '每个被帮扶的县区，未列名单', source: indicator.clause },
        { value: `已知组团所在县区：${[...counties].join('、')}（${groups.length}个组团）`, source: 'XA-1' },
      ],
      suggestion: '由组团所在县区推出名单',
    }));
}

/** I-57: a total of goods for a number of towns, and no number for a town. */
const totalsWithoutDistribution = (): ImportFinding[] =>
  dongguanIndicators().flatMap((indicator): ImportFinding[] => {
    const { unit, target, scopeCount, clause } = indicator;
    if (unit !== 'computer' || target === null || scopeCount === null) return [];
    return [
      {
        ...ofIndicator(indicator),
        caseId: 'I-57',
        requirementIds: [`${clause}b`],
        readings: [
          { value: `${scopeCount}个镇合计${target}台`, source: `${clause}b` },
          { value: `平均每镇${target / scopeCount}台（推算，未规定）`, source: indicator.id },
        ],
        suggestion: '只核对合计数',
      },
    ];
  });
