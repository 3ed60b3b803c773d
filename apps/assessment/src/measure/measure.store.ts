import type { Measure } from '@bangfu/assessment-domain';

/** Which measures a list is about; every field narrows it. */
export interface MeasureFilter {
  readonly documentId?: string;
  readonly openEnded?: boolean;
  /** A name in the list of responsible units, as printed. */
  readonly responsibleUnit?: string;
  /** A part of the title. */
  readonly text?: string;
}

/** What is needed of storage for measures. */
export interface MeasureStore {
  findByIds(ids: readonly string[]): Promise<readonly Measure[]>;
  findByClauses(clauseIds: readonly string[]): Promise<readonly Measure[]>;
  /** A page in the order in which the documents print them. */
  page(
    filter: MeasureFilter,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly Measure[]; hasMore: boolean }>;
  count(filter: MeasureFilter): Promise<number>;
}
