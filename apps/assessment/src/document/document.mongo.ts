import { DISCLOSURE_LEVEL, DOCUMENT_STATUS } from '@bangfu/assessment-domain';
import type { PolicyDocument } from '@bangfu/assessment-domain';
import { valuesOf } from '@bangfu/kernel';
import { findPage, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { PolicyDocumentStore } from './document.store';

type StoredDocument = Omit<PolicyDocument, 'id'> & { _id: string };

const textOrNull = { type: String, default: null } as const;
const schema = new Schema<StoredDocument>(
  {
    _id: String,
    place: { type: Schema.Types.Int32, required: true },
    number: textOrNull,
    registerNumber: textOrNull,
    title: textOrNull,
    issuers: { type: [String], required: true },
    issuedOn: textOrNull,
    urgency: textOrNull,
    channel: textOrNull,
    disclosure: { type: String, enum: [...valuesOf(DISCLOSURE_LEVEL), null], default: null },
    status: { type: String, enum: valuesOf(DOCUMENT_STATUS), required: true },
    partOfId: textOrNull,
    basedOnIds: { type: [String], required: true },
    citedIn: { type: [String], required: true },
    note: textOrNull,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ place: 1, _id: 1 });
schema.index({ number: 1 }); // not unique: what is enclosed with a notice carries the notice's number

/** Policy documents kept in the service's own database, and how an import replaces the imported ones. */
export function policyDocumentStore(
  connection: Connection,
): PolicyDocumentStore & { reconcile(records: readonly PolicyDocument[]): Promise<Reconciled> } {
  const documents = connection.model<StoredDocument>('PolicyDocument', schema, 'policy_documents');
  return {
    async findByIds(ids) {
      const found = await documents.find({ _id: { $in: [...ids] } } as QueryFilter<StoredDocument>).lean();
      return (found as StoredDocument[]).map(toDocument);
    },
    async page(filter, after, limit) {
      const { items, hasMore } = await findPage(documents, { filter, order: [['place', 1]], after, limit });
      return { items: items.map(toDocument), hasMore };
    },
    count: (filter) => documents.countDocuments(filter).exec(),
    reconcile: (records) =>
      reconcile(
        documents,
        records.map(({ id, ...document }) => ({ _id: id, ...document })),
      ),
  };
}

const toDocument = ({ _id, ...document }: StoredDocument): PolicyDocument => ({ ...document, id: _id });
