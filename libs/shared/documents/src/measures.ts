import type { Cells } from './cells';
import { defineTable, readTable } from './table';
import type { Table } from './table';

/** One of the 50 measures of 2021: 20 key points on consolidation (K) and 30 on East-West collaboration (E). */
export interface MeasureRow {
  /** The clause that demands it: `K-1`, `E-27`. */
  readonly id: string;
  readonly titleZh: string;
  readonly summaryEn: string;
  readonly responsibleUnits: readonly string[];
  /** Whether the printed list of units ends in 等 or 有关 (I-36). */
  readonly openEnded: boolean;
}

const COLUMNS = ['id', 'title_zh', 'summary_en', 'responsible_units', 'open_ended'] as const;
type MeasureColumn = (typeof COLUMNS)[number];

const measureTable = (file: Table<MeasureRow, MeasureColumn>['file']): Table<MeasureRow, MeasureColumn> =>
  defineTable({
    file,
    columns: COLUMNS,
    row: (cells: Cells<MeasureColumn>): MeasureRow => ({
      id: cells.text('id'),
      titleZh: cells.text('title_zh'),
      summaryEn: cells.text('summary_en'),
      responsibleUnits: cells.list('responsible_units'),
      openEnded: cells.flag('open_ended'),
    }),
    key: ({ id }) => id,
  });

/** The tables of measures. */
export const KEY_POINT_MEASURES = measureTable('key_points_2021_measures.csv');
export const EAST_WEST_MEASURES = measureTable('east_west_2021_measures.csv');

/** The 20 measures of the 2021 key points on consolidation and revitalization. @throws FactsError */
export const keyPointMeasures = (): readonly MeasureRow[] => readTable(KEY_POINT_MEASURES);

/** The 30 measures of the 2021 key points on East-West collaboration. @throws FactsError */
export const eastWestMeasures = (): readonly MeasureRow[] => readTable(EAST_WEST_MEASURES);
