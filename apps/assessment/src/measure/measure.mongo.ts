import type { Measure } from '@bangfu/assessment-domain';
import { findPage, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import { containing } from '../containing';
import type { MeasureFilter, MeasureStore } from './measure.store';

type StoredMeasure = Omit<Measure, 'id'> & { _id: string };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredMeasure>(
  {
    _id: String,
    place: { type: Schema.Types.Int32, required: true },
    clauseId: text,
    documentId: text,
    title: text,
    summary: text,
    responsibleUnits: { type: [String], required: true },
    openEnded: { type: Boolean, required: true },
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ place: 1, _id: 1 });
schema.index({ clauseId: 1 });
schema.index({ responsibleUnits: 1 });

/** Measures kept in the service's own database, and how an import replaces the imported ones. */
export function measureStore(
  connection: Connection,
): MeasureStore & { reconcile(records: readonly Measure[]): Promise<Reconciled> } {
  const measures = connection.model<StoredMeasure>('Measure', schema, 'measures');
  return {
    async findByIds(ids) {
      const found = await measures.find({ _id: { $in: [...ids] } } as QueryFilter<StoredMeasure>).lean();
      return (found as StoredMeasure[]).map(toMeasure);
    },
    async findByClauses(clauseIds) {
      const found = await measures
        .find({ clauseId: { $in: [...clauseIds] } } as QueryFilter<StoredMeasure>)
        .sort({ place: 1 })
        .lean();
      return (found as StoredMeasure[]).map(toMeasure);
    },
    async page(filter, after, limit) {
      const { items, hasMore } = await findPage(measures, {
        filter: conditions(filter),
        order: [['place', 1]],
        after,
        limit,
      });
      return { items: items.map(toMeasure), hasMore };
    },
    count: (filter) => measures.countDocuments(conditions(filter)).exec(),
    reconcile: (records) =>
      reconcile(
        measures,
        records.map(({ id, ...measure }) => ({ _id: id, ...measure })),
      ),
  };
}

const conditions = ({ responsibleUnit, text: part, ...equal }: MeasureFilter): QueryFilter<StoredMeasure> => ({
  ...equal,
  ...(responsibleUnit !== undefined && { responsibleUnits: responsibleUnit }),
  ...(part !== undefined && { title: containing(part) }),
});

const toMeasure = ({ _id, ...measure }: StoredMeasure): Measure => ({ ...measure, id: _id });
