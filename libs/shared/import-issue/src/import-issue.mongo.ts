import { IMPORT_SEVERITY, valuesOf } from '@bangfu/kernel';
import { findPage } from '@bangfu/mongo';
import type { AfterKeys } from '@bangfu/mongo';
import { Schema } from 'mongoose';
import type { Connection, Model, QueryFilter } from 'mongoose';
import { IMPORT_ISSUE_STATUS } from './import-issue';
import type { ImportIssue, ImportIssueStatus } from './import-issue';

/** Which issues a list is about; every field narrows it. */
export interface ImportIssueFilter {
  readonly caseId?: string | null | undefined;
  readonly severity?: ImportIssue['severity'] | null | undefined;
  readonly status?: ImportIssueStatus | null | undefined;
  readonly subjectId?: string | null | undefined;
}

/** The import issues of one service. */
export interface ImportIssueStore {
  page(
    filter: ImportIssueFilter,
    after: AfterKeys | null,
    limit: number,
  ): Promise<{ items: ImportIssue[]; hasMore: boolean }>;
  count(filter: ImportIssueFilter): Promise<number>;
  /** The open and decided issues about some subjects, in one find. */
  bySubjects(subjectIds: readonly string[]): Promise<ImportIssue[]>;
  /** Takes the findings of a new import: what persons decided stays, what is no longer found goes unless decided. */
  record(issues: readonly ImportIssue[]): Promise<void>;
}

type StoredIssue = Omit<ImportIssue, 'id'> & { _id: string };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredIssue>(
  {
    _id: String,
    caseId: text,
    severity: { ...text, enum: valuesOf(IMPORT_SEVERITY) },
    subjectKind: text,
    subjectId: text,
    subjectLabel: text,
    requirementIds: { type: [String], required: true },
    readings: { type: [new Schema({ value: text, source: text }, { _id: false })], required: true },
    suggestion: { type: String, default: null },
    owner: text,
    evidence: text,
    action: text,
    status: { ...text, enum: valuesOf(IMPORT_ISSUE_STATUS) },
  },
  { versionKey: false },
);
schema.index({ caseId: 1, _id: 1 });
schema.index({ subjectId: 1 });

/** The import issues kept in a service's own database. */
export function importIssueStore(connection: Connection): ImportIssueStore {
  const issues: Model<StoredIssue> = connection.model<StoredIssue>('ImportIssue', schema, 'import_issues');
  const conditions = (filter: ImportIssueFilter): QueryFilter<StoredIssue> =>
    Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null));
  return {
    async page(filter, after, limit) {
      const { items, hasMore } = await findPage(issues, {
        filter: conditions(filter),
        order: [['caseId', 1]],
        after,
        limit,
      });
      return { items: items.map(toIssue), hasMore };
    },
    count: (filter) => issues.countDocuments(conditions(filter)).exec(),
    async bySubjects(subjectIds) {
      const found = await issues
        .find({ subjectId: { $in: [...subjectIds] } })
        .sort({ caseId: 1, _id: 1 })
        .lean();
      return (found as StoredIssue[]).map(toIssue);
    },
    async record(found) {
      const ids = found.map(({ id }) => id);
      await issues.deleteMany({ _id: { $nin: ids }, status: 'OPEN' } as QueryFilter<StoredIssue>);
      if (found.length === 0) return;
      await issues.bulkWrite(
        found.map(({ id, status, ...computed }) => ({
          updateOne: { filter: { _id: id }, update: { $set: computed, $setOnInsert: { status } }, upsert: true },
        })),
        { ordered: false },
      );
    },
  };
}

const toIssue = ({ _id, ...issue }: StoredIssue): ImportIssue => ({ ...issue, id: _id as ImportIssue['id'] });
