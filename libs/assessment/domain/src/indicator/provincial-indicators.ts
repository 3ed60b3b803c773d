import { GUANGDONG, fromDocument, plainDate } from '@bangfu/kernel';
import type { Comparator } from '@bangfu/policy';
import type { Indicator } from './indicator';
import type { IndicatorUnit } from './vocabulary';

const PLAN = '粤委办发电〔2021〕60号';
const VAGUE = '一批';

interface PlanIndicator {
  readonly id: string;
  readonly clauseId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly subjectWords: string;
  readonly unit: IndicatorUnit;
  readonly comparator: Extract<Comparator, 'AT_LEAST' | 'MORE_THAN'>;
  readonly value: number;
  readonly printedQuantity: string | null;
  readonly dataSource: string;
  readonly note: string | null;
}

const FIVE_ONES = { clauseId: 'P-3.7', subjectWords: 'county and town unit' } as const;
const AT_LEAST_ONE = { comparator: 'AT_LEAST', value: 1, printedQuantity: null } as const;
/** 一批 names no number: a count is reported, and only none at all misses it (I-41). */
const A_BATCH = { comparator: 'MORE_THAN', value: 0, printedQuantity: VAGUE } as const;
const COUNT_ONLY = 'a batch (一批) is no number: count reported, unmet only at 0 (I-41)';

const ROWS: readonly PlanIndicator[] = [
  {
    id: 'P-3.6e',
    clauseId: 'P-3.6',
    nameZh: '双百工程社会工作站覆盖',
    nameEn: 'Social-work stations of the double-hundred project',
    subjectWords: 'town',
    unit: 'STATION',
    ...AT_LEAST_ONE,
    dataSource: 'civil affairs register',
    note: 'stations cover all places: each town has one',
  },
  {
    id: 'P-3.7b1',
    ...FIVE_ONES,
    nameZh: '优势特色产业集群数',
    nameEn: 'Strong industrial clusters',
    unit: 'CLUSTER',
    ...AT_LEAST_ONE,
    dataSource: 'five-ones register with evidence',
    note: null,
  },
  {
    id: 'P-3.7b2',
    ...FIVE_ONES,
    nameZh: '龙头企业数',
    nameEn: 'Leading enterprises',
    unit: 'ENTERPRISE',
    ...A_BATCH,
    dataSource: 'five-ones register with evidence',
    note: COUNT_ONLY,
  },
  {
    id: 'P-3.7b3',
    ...FIVE_ONES,
    nameZh: '社会化综合服务体系数',
    nameEn: 'Socialized service systems',
    unit: 'SERVICE_SYSTEM',
    ...AT_LEAST_ONE,
    dataSource: 'five-ones register with evidence',
    note: null,
  },
  {
    id: 'P-3.7b4',
    ...FIVE_ONES,
    nameZh: '利益联结机制数',
    nameEn: 'Benefit-linking mechanisms',
    unit: 'MECHANISM',
    ...AT_LEAST_ONE,
    dataSource: 'five-ones register with evidence',
    note: null,
  },
  {
    id: 'P-3.7b5',
    ...FIVE_ONES,
    nameZh: '致富带头人数',
    nameEn: 'Leaders who make farmers rich',
    unit: 'PERSON',
    ...A_BATCH,
    dataSource: 'five-ones register with evidence',
    note: COUNT_ONLY,
  },
];

/**
 * The province's indicators that measure each town: the five ones (五个一) of P-3.7 and the stations of P-3.6. The plan
 * names no time for them: they are read once a year, from the plan on. `place` counts on after `placesBefore`.
 */
export const provincialIndicators = (placesBefore: number): readonly Indicator[] =>
  ROWS.map(({ comparator, value, ...row }, index) => ({
    ...row,
    place: placesBefore + index + 1,
    requirementId: row.id,
    subjectKind: 'TOWN',
    target: { comparator, value, max: null },
    periodKind: 'YEAR',
    printedPeriod: null,
    dueYear: null,
    strength: 'MUST',
    responsible: [],
    scopeCount: null,
    derivedTotal: null,
    jurisdiction: GUANGDONG,
    validFrom: plainDate('2021-06-04'),
    validTo: null,
    dataOwner: 'ASSESSMENT',
    source: fromDocument(row.id, PLAN),
  }));
