import type { PolicyClause } from '@bangfu/assessment-domain';
import { findPage, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import { containing } from '../containing';
import type { PolicyClauseFilter, PolicyClauseStore } from './clause.store';

type StoredClause = Omit<PolicyClause, 'id'> & { _id: string };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredClause>(
  {
    _id: String,
    place: { type: Schema.Types.Int32, required: true },
    documentId: text,
    ref: text,
    title: text,
    text: { type: String, default: null },
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ place: 1, _id: 1 });
schema.index({ documentId: 1, place: 1, _id: 1 });

/** Policy clauses kept in the service's own database, and how an import replaces the imported ones. */
export function policyClauseStore(
  connection: Connection,
): PolicyClauseStore & { reconcile(records: readonly PolicyClause[]): Promise<Reconciled> } {
  const clauses = connection.model<StoredClause>('PolicyClause', schema, 'policy_clauses');
  return {
    async findByIds(ids) {
      const found = await clauses.find({ _id: { $in: [...ids] } } as QueryFilter<StoredClause>).lean();
      return (found as StoredClause[]).map(toClause);
    },
    async page(filter, after, limit) {
      const { items, hasMore } = await findPage(clauses, {
        filter: conditions(filter),
        order: [['place', 1]],
        after,
        limit,
      });
      return { items: items.map(toClause), hasMore };
    },
    count: (filter) => clauses.countDocuments(conditions(filter)).exec(),
    reconcile: (records) =>
      reconcile(
        clauses,
        records.map(({ id, ...clause }) => ({ _id: id, ...clause })),
      ),
  };
}

const conditions = ({ documentId, text: part }: PolicyClauseFilter): QueryFilter<StoredClause> => ({
  ...(documentId !== undefined && { documentId }),
  ...(part !== undefined && { title: containing(part) }),
});

const toClause = ({ _id, ...clause }: StoredClause): PolicyClause => ({ ...clause, id: _id });
