import { provincialIndicators } from '@bangfu/assessment-domain';
import type { DataOwner, Indicator, IndicatorSubjectKind, IndicatorUnit } from '@bangfu/assessment-domain';
import { INDICATOR_UNIT } from '@bangfu/assessment-domain';
import { dongguanIndicators, policyDocuments } from '@bangfu/documents';
import type { IndicatorComparator, IndicatorPeriod, IndicatorRow, Service } from '@bangfu/documents';
import { divisionCode, fromDocument, invariant, isValueOf, plainDate } from '@bangfu/kernel';
import type { PeriodKind } from '@bangfu/kernel';
import type { Comparator } from '@bangfu/policy';
import { requirementOfIndicator } from './indicator-requirements';

const DONGGUAN = divisionCode('441900');
const DOCUMENT_ID = 'D';
/** The year that Dongguan's key points are about: their title names it. */
const DOCUMENT_YEAR = 2022;

const SUBJECT_KINDS: Readonly<Record<string, IndicatorSubjectKind>> = {
  'support group': 'SUPPORT_GROUP',
  'supporting unit': 'SUPPORTING_UNIT',
  'dispatching unit': 'DISPATCHING_UNIT',
  'helper city': 'HELPER_CITY',
  'recipient city': 'RECIPIENT_CITY',
  'recipient county': 'RECIPIENT_COUNTY',
  'recipient area': 'RECIPIENT_AREA',
  'key village': 'KEY_VILLAGE',
  'key town': 'KEY_TOWN',
  'city work group': 'CITY_WORK_GROUP',
  'work group': 'WORK_GROUP',
  'medical institution in 韶关市': 'MEDICAL_INSTITUTION',
};
const COMPARATORS: Readonly<Record<IndicatorComparator, Comparator>> = {
  '>=': 'AT_LEAST',
  '>': 'MORE_THAN',
  '<=': 'AT_MOST',
  '=': 'EXACTLY',
  between: 'BETWEEN',
};
const PERIODS: Readonly<Record<IndicatorPeriod, { readonly kind: PeriodKind; readonly dueYear: number | null }>> = {
  '2022': { kind: 'YEAR', dueYear: null },
  year: { kind: 'YEAR', dueYear: null },
  quarter: { kind: 'QUARTER', dueYear: null },
  month: { kind: 'MONTH', dueYear: null },
  'by 2025': { kind: 'YEAR', dueYear: 2025 },
};
const UNITS: Readonly<Record<string, IndicatorUnit>> = {
  '%': 'PERCENT',
  '% of ceiling': 'PERCENT_OF_CEILING',
  'percentage point': 'PERCENTAGE_POINT',
  'day after budget adoption': 'DAY_AFTER_BUDGET_ADOPTION',
  '10000 CNY': 'TEN_THOUSAND_YUAN',
  '10000 CNY per year': 'TEN_THOUSAND_YUAN_PER_YEAR',
};
const OWNERS: Readonly<Record<Service, DataOwner>> = {
  organization: 'ORGANIZATION',
  personnel: 'PERSONNEL',
  funds: 'FUNDS',
  assessment: 'ASSESSMENT',
};

/** Dongguan's 32 indicators of 2022 and the six of the plan that measure a town. */
export function indicatorRecords(): readonly Indicator[] {
  const rows = dongguanIndicators();
  return [...rows.map(dongguanIndicator), ...provincialIndicators(rows.length)];
}

function dongguanIndicator(row: IndicatorRow, index: number): Indicator {
  const document = policyDocuments().find(({ id }) => id === DOCUMENT_ID);
  invariant(document?.issuedOn, `document ${DOCUMENT_ID} has a date`);
  const { kind, dueYear } = PERIODS[row.period];
  return {
    id: row.id,
    place: index + 1,
    clauseId: row.clause,
    requirementId: requirementOfIndicator(row.id),
    nameZh: row.nameZh,
    nameEn: row.nameEn,
    subjectKind: subjectKindOf(row),
    subjectWords: row.subjectKind,
    target: {
      comparator: row.baseline === 'LAST_YEAR' ? 'AT_LEAST_LAST_PERIOD' : COMPARATORS[row.comparator],
      value: row.target,
      max: row.targetMax,
    },
    printedQuantity: null,
    unit: unitOf(row),
    periodKind: kind,
    printedPeriod: row.period,
    dueYear,
    strength: row.strength,
    responsible: row.responsible,
    scopeCount: row.scopeCount,
    derivedTotal: row.derivedTotal,
    jurisdiction: DONGGUAN,
    validFrom: document.issuedOn,
    validTo: plainDate(`${dueYear ?? DOCUMENT_YEAR}-12-31`),
    dataSource: row.dataSource,
    dataOwner: OWNERS[row.dataOwner],
    note: row.notes,
    source: fromDocument(row.clause, document.title ?? DOCUMENT_ID),
  };
}

/** The kind that the words name; what stands in brackets narrows it (`key village (50 chosen)`) and stays in the words. */
function subjectKindOf({ id, subjectKind }: IndicatorRow): IndicatorSubjectKind {
  const kind = SUBJECT_KINDS[subjectKind.replace(/ \(.*\)$/, '')];
  invariant(kind, `the subject of ${id}, '${subjectKind}', is a kind known here`);
  return kind;
}

function unitOf({ id, unit }: IndicatorRow): IndicatorUnit {
  const named = UNITS[unit] ?? unit.toUpperCase();
  invariant(isValueOf(INDICATOR_UNIT, named), `the unit of ${id}, '${unit}', is a unit known here`);
  return named;
}
