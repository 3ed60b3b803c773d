import { assessedAndResponsible, commonFirstItem, listGaps } from '@bangfu/assessment-domain';
import type { Indicator, ListGap, Measure } from '@bangfu/assessment-domain';
import { groupedBy } from '@bangfu/graphql';
import type { ImportFinding } from '@bangfu/kernel';

/** What the findings about measures are computed from. */
export interface MeasureFacts {
  readonly measures: readonly Measure[];
  readonly indicators: readonly Indicator[];
}

const OWNER = '中共广东省委农村工作领导小组';
/** The measure that names the five ones (五个一) without listing them. */
const NAMES_FIVE_ONES = { measureId: 'K-16', requirementId: 'K-16c' } as const;

/** What the measures leave for a person to decide: who answers for them, who assesses whom, and what they only name. */
export const measureFindings = (facts: MeasureFacts): readonly ImportFinding[] => [
  ...unclearLists(facts),
  ...assessedByThemselves(facts),
  ...namedOnly(facts),
];

const about = ({ id, title }: Measure) => ({
  subjectKind: 'Measure',
  subjectId: id,
  subjectLabel: title,
  owner: OWNER,
});

/** I-36: a list of responsible units ends in 等 or 有关, lacks the item that the others begin with, or names no unit of the province. */
function unclearLists({ measures }: MeasureFacts): ImportFinding[] {
  return [...groupedBy(measures, ({ documentId }) => documentId).values()].flatMap((ofDocument) => {
    const commonFirst = commonFirstItem(ofDocument);
    return ofDocument.flatMap((measure): ImportFinding[] => {
      const gaps = listGaps(measure, commonFirst);
      if (gaps.length === 0) return [];
      const words: Readonly<Record<ListGap, string>> = {
        OPEN_ENDED: '以“等”或“有关”收尾，未列全',
        NO_COMMON_FIRST_ITEM: `缺少其余各项共有的首项“${commonFirst}”`,
        NO_PROVINCIAL_UNIT: '未列省直单位',
      };
      return [
        {
          ...about(measure),
          caseId: 'I-36',
          requirementIds: [measure.clauseId],
          readings: [
            { value: measure.responsibleUnits.join('、'), source: measure.id },
            ...gaps.map((gap) => ({ value: words[gap], source: `${measure.documentId}各项对照` })),
          ],
          suggestion: null,
        },
      ];
    });
  });
}

/** I-18: the body that a measure sets out to assess stands among those responsible for it. */
const assessedByThemselves = ({ measures }: MeasureFacts): ImportFinding[] =>
  measures.flatMap((measure): ImportFinding[] => {
    const body = assessedAndResponsible(measure);
    if (body === null) return [];
    return [
      {
        ...about(measure),
        caseId: 'I-18',
        requirementIds: [measure.clauseId],
        readings: [
          { value: `被考核：${measure.title}`, source: `${measure.id}（标题）` },
          { value: `责任单位：${body}`, source: `${measure.id}（责任单位）` },
        ],
        suggestion: '考核者不考核自身，被考核者回避',
      },
    ];
  });

/** I-41: the five ones are named in a measure and listed elsewhere, and some of the list have no number. */
function namedOnly({ measures, indicators }: MeasureFacts): ImportFinding[] {
  const measure = measures.find(({ id }) => id === NAMES_FIVE_ONES.measureId);
  const fiveOnes = indicators.filter(({ clauseId }) => clauseId === 'P-3.7');
  const withoutNumber = fiveOnes.filter(({ printedQuantity }) => printedQuantity !== null);
  if (!measure || withoutNumber.length === 0) return [];
  return [
    {
      ...about(measure),
      caseId: 'I-41',
      requirementIds: [NAMES_FIVE_ONES.requirementId, ...fiveOnes.map(({ requirementId }) => requirementId)],
      readings: [
        { value: '“五个一”（未列举）', source: NAMES_FIVE_ONES.requirementId },
        { value: fiveOnes.map(({ nameZh }) => nameZh).join('、'), source: 'P-3.7' },
        ...withoutNumber.map(({ nameZh, printedQuantity, requirementId }) => ({
          value: `${nameZh}：${printedQuantity}，无数目`,
          source: requirementId,
        })),
      ],
      suggestion: '依P-3.7列举；“一批”只计数，为零方为未达标',
    },
  ];
}
