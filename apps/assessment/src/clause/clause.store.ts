import type { PolicyClause } from '@bangfu/assessment-domain';

/** Which clauses a list is about; every field narrows it. */
export interface PolicyClauseFilter {
  readonly documentId?: string;
  /** A part of the title. */
  readonly text?: string;
}

/** What is needed of storage for policy clauses. */
export interface PolicyClauseStore {
  findByIds(ids: readonly string[]): Promise<readonly PolicyClause[]>;
  /** A page in the order in which the documents print them. */
  page(
    filter: PolicyClauseFilter,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly PolicyClause[]; hasMore: boolean }>;
  count(filter: PolicyClauseFilter): Promise<number>;
}
