import { valuesOf } from '@bangfu/kernel';
import type { PostingId } from '@bangfu/kernel';
import { VALIDITY_FIELDS, holdingOn, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import type { Posting } from '@bangfu/personnel-domain';
import { POSTING_KIND, TEAM_ROLE } from '@bangfu/personnel-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { PostingStore } from './posting.store';

type StoredPosting = Omit<Posting, 'id'> & { _id: PostingId };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredPosting>(
  {
    _id: String,
    kind: { ...text, enum: valuesOf(POSTING_KIND) },
    personId: text,
    teamId: text,
    role: { ...text, enum: valuesOf(TEAM_ROLE) },
    dispatchingUnitId: { type: String, default: null },
    batch: { type: Schema.Types.Int32, required: true },
    fullTime: { type: Boolean, required: true },
    ...VALIDITY_FIELDS,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ teamId: 1 });
schema.index({ personId: 1 });
schema.index({ dispatchingUnitId: 1 });

/** Postings kept in the service's own database, and how an import replaces the imported ones. */
export function postingStore(
  connection: Connection,
): PostingStore & { reconcile(records: readonly Posting[]): Promise<Reconciled> } {
  const postings = connection.model<StoredPosting>('Posting', schema, 'postings');
  const matching = async (filter: Record<string, unknown>): Promise<readonly Posting[]> => {
    const found = await postings.find(filter as QueryFilter<StoredPosting>).lean();
    return (found as StoredPosting[]).map(({ _id, ...posting }) => ({ ...posting, id: _id }));
  };
  return {
    findByTeams: (teamIds) => matching({ teamId: { $in: [...teamIds] } }),
    findByPersons: (personIds) => matching({ personId: { $in: [...personIds] } }),
    findByUnits: (unitIds, day) => matching({ dispatchingUnitId: { $in: [...unitIds] }, ...holdingOn(day) }),
    reconcile: (records) =>
      reconcile(
        postings,
        records.map(({ id, ...posting }) => ({ _id: id, ...posting })),
        { textOnly: true }, // the batch is a small whole number, which the driver stores as the Int32 of the schema
      ),
  };
}
