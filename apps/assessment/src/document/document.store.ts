import type { DocumentStatus, PolicyDocument } from '@bangfu/assessment-domain';

/** Which documents a list is about; every field narrows it. */
export interface PolicyDocumentFilter {
  readonly status?: DocumentStatus;
  readonly number?: string;
}

/** What is needed of storage for policy documents. */
export interface PolicyDocumentStore {
  findByIds(ids: readonly string[]): Promise<readonly PolicyDocument[]>;
  /** A page in the order of the list of documents. */
  page(
    filter: PolicyDocumentFilter,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly PolicyDocument[]; hasMore: boolean }>;
  count(filter: PolicyDocumentFilter): Promise<number>;
}
