import { RULE_STRENGTH, valuesOf } from '@bangfu/kernel';
import type { RuleStrength } from '@bangfu/kernel';
import type { Cells } from './cells';
import { SERVICES } from './service';
import type { Service } from './service';
import { defineTable, readTable } from './table';

/** How a value is set against the target; `between` includes both ends, `=` asks for exactly the target. */
export const INDICATOR_COMPARATORS = ['>=', '<=', '=', '>', 'between'] as const;
export type IndicatorComparator = (typeof INDICATOR_COMPARATORS)[number];

/** The time a target is stated for, as printed: the year 2022, each year, quarter or month, or the end of 2025. */
export const INDICATOR_PERIODS = ['2022', 'year', 'quarter', 'month', 'by 2025'] as const;
export type IndicatorPeriod = (typeof INDICATOR_PERIODS)[number];

/** One of Dongguan's indicators of 2022. */
export interface IndicatorRow {
  readonly id: string;
  readonly clause: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** What is measured, in words: `recipient city (韶关市/揭阳市)`, `support group`. */
  readonly subjectKind: string;
  readonly comparator: IndicatorComparator;
  /** In `unit`. Null when the target is not a number but the value of the year before. */
  readonly target: number | null;
  /** The other end of `between`; null otherwise. */
  readonly targetMax: number | null;
  readonly baseline: 'LAST_YEAR' | null;
  /** `visit`, `%`, `10000 CNY` …: the unit of target and reading alike. */
  readonly unit: string;
  readonly period: IndicatorPeriod;
  readonly responsible: readonly string[];
  readonly strength: RuleStrength;
  /** How many subjects the text gives; null when it gives none. */
  readonly scopeCount: number | null;
  /** What follows from target and number of subjects; derived, not printed. Both ends are equal but for `between`. */
  readonly derivedTotal: { readonly from: number; readonly to: number } | null;
  /** The records that a reading comes from, and the service that owns them. */
  readonly dataSource: string;
  readonly dataOwner: Service;
  readonly notes: string | null;
}

const COLUMNS = [
  'id',
  'clause',
  'indicator_zh',
  'indicator_en',
  'subject_kind',
  'comparator',
  'target',
  'unit',
  'period',
  'responsible',
  'target_max',
  'strength',
  'scope_count',
  'derived_total',
  'data_source',
  'notes',
] as const;
type IndicatorCells = Cells<(typeof COLUMNS)[number]>;

const LAST_YEAR = "last year's value";
const DATA_OWNERS = new Map<string, Service>(SERVICES.map((service, index) => ['ABCD'.charAt(index), service]));

function derivedTotalOf(cells: IndicatorCells): IndicatorRow['derivedTotal'] {
  const text = cells.textOrNull('derived_total');
  if (text === null) return null;
  const match =
    /^(\d+)(?:-(\d+))?$/.exec(text) ?? cells.refuse('derived_total', `'${text}' is neither a count nor a range`);
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}

function dataOwnerOf(cells: IndicatorCells): Service {
  const letter = / \(([A-D])\)$/.exec(cells.text('data_source'))?.[1] ?? '';
  return DATA_OWNERS.get(letter) ?? cells.refuse('data_source', 'does not end in the letter of a service, (A) to (D)');
}

/** The table of indicators. */
export const DONGGUAN_INDICATORS = defineTable({
  file: 'dongguan_2022_indicators.csv',
  columns: COLUMNS,
  row: (cells): IndicatorRow => {
    const comparator = cells.oneOf('comparator', INDICATOR_COMPARATORS);
    const baseline = cells.text('target') === LAST_YEAR ? 'LAST_YEAR' : null;
    const targetMax = cells.countOrNull('target_max');
    if ((comparator === 'between') !== (targetMax !== null)) cells.refuse('target_max', `does not fit ${comparator}`);
    return {
      id: cells.text('id'),
      clause: cells.text('clause'),
      nameZh: cells.text('indicator_zh'),
      nameEn: cells.text('indicator_en'),
      subjectKind: cells.text('subject_kind'),
      comparator,
      target: baseline === null ? cells.count('target') : null,
      targetMax,
      baseline,
      unit: cells.text('unit'),
      period: cells.oneOf('period', INDICATOR_PERIODS),
      responsible: cells.list('responsible'),
      strength: cells.oneOf('strength', valuesOf(RULE_STRENGTH)),
      scopeCount: cells.countOrNull('scope_count'),
      derivedTotal: derivedTotalOf(cells),
      dataSource: cells.text('data_source'),
      dataOwner: dataOwnerOf(cells),
      notes: cells.textOrNull('notes'),
    };
  },
  key: ({ id }) => id,
});

/** Dongguan's 32 indicators of 2022. @throws FactsError */
export const dongguanIndicators = (): readonly IndicatorRow[] => readTable(DONGGUAN_INDICATORS);
