import { INDICATOR_SUBJECT_KIND, indicatorTargetText, periodsWithin } from '@bangfu/assessment-domain';
import type { Indicator, PolicyDocument } from '@bangfu/assessment-domain';
import { daysBetween, daysOf, year } from '@bangfu/kernel';
import type { ImportFinding } from '@bangfu/kernel';

/** What the findings about indicators are computed from. */
export interface IndicatorFindingFacts {
  readonly indicators: readonly Indicator[];
  readonly documents: readonly PolicyDocument[];
}

/** Cases that are computed from the figures themselves, not from the note of the table. */
const FROM_FIGURES = new Set(['I-41', 'I-49', 'I-50']);
/** Cases about money and goods that an indicator's note cites: the funds service raises them. */
const RAISED_BY_FUNDS = new Set(['I-51', 'I-57']);

/** What the indicators leave for a person to decide: what is counted, since when, against what, and how it is read. */
export const indicatorFindings = (facts: IndicatorFindingFacts): readonly ImportFinding[] => [
  ...readOneWay(facts),
  ...begunBeforeIssue(facts),
  ...withoutBaseline(facts),
];

const about = (indicator: Indicator) => ({
  subjectKind: 'Indicator',
  subjectId: indicator.id,
  subjectLabel: indicator.nameZh,
  requirementIds: [indicator.requirementId],
  owner: indicator.source.reference.startsWith('东莞') ? '中共东莞市委农村工作领导小组' : '广东省乡村振兴局',
});

const printedReading = (indicator: Indicator) => ({ value: indicator.nameZh, source: indicator.requirementId });
const readingTaken = (indicator: Indicator) => ({
  value: `按${INDICATOR_SUBJECT_KIND[indicator.subjectKind].zh}计：${indicatorTargetText(indicator)}`,
  source: `指标${indicator.id}`,
});

/** The cases that the note of an indicator cites: the printed words beside the reading that the indicator takes. */
const readOneWay = ({ indicators }: IndicatorFindingFacts): ImportFinding[] =>
  indicators.flatMap((indicator) =>
    [...new Set(indicator.note?.match(/I-\d{2}/g) ?? [])]
      .filter((caseId) => !FROM_FIGURES.has(caseId) && !RAISED_BY_FUNDS.has(caseId))
      .map((caseId) => ({
        ...about(indicator),
        caseId,
        readings: [printedReading(indicator), readingTaken(indicator)],
        suggestion: null,
      })),
  );

/** I-49: months or quarters of the year had begun before the document that asks for them was issued. */
const begunBeforeIssue = ({ indicators }: IndicatorFindingFacts): ImportFinding[] =>
  indicators.flatMap((indicator): ImportFinding[] => {
    if (indicator.periodKind === 'YEAR') return [];
    const periods = periodsWithin(indicator.periodKind, year(Number(indicator.validFrom.slice(0, 4))));
    const begun = periods.filter((period) => daysOf(period).startsOn < indicator.validFrom);
    const over = begun.filter((period) => daysOf(period).endsOn < indicator.validFrom);
    const first = begun.find((period) => !over.includes(period));
    if (!first) return [];
    const daysLeft = daysBetween(indicator.validFrom, daysOf(first).endsOn);
    return [
      {
        ...about(indicator),
        caseId: 'I-49',
        readings: [
          printedReading(indicator),
          { value: `${indicator.validFrom}印发`, source: indicator.source.reference },
          {
            value: `${over.length === 0 ? '' : `${over.map(({ value }) => value).join('、')}在印发前已过；`}${first.value}距期末${daysLeft}日`,
            source: '按日期推算',
          },
        ],
        suggestion: `自${first.value}起计`,
      },
    ];
  });

/** I-50: the target is last year's value, and no document gives one. */
const withoutBaseline = ({ indicators }: IndicatorFindingFacts): ImportFinding[] =>
  indicators
    .filter(({ target }) => target.comparator === 'AT_LEAST_LAST_PERIOD')
    .map((indicator) => ({
      ...about(indicator),
      caseId: 'I-50',
      readings: [
        { value: `${indicator.nameZh}：${indicatorTargetText(indicator)}`, source: indicator.requirementId },
        { value: '统计口径、基数（未界定）', source: indicator.source.reference },
      ],
      suggestion: '上年读数报送前，判定为缺基期',
    }));
