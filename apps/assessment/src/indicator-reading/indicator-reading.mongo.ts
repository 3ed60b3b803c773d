import { INDICATOR_SUBJECT_KIND } from '@bangfu/assessment-domain';
import type { IndicatorReading } from '@bangfu/assessment-domain';
import { PERIOD_KINDS, daysOf, invariant, valuesOf } from '@bangfu/kernel';
import type { IndicatorReadingId, PlainDate } from '@bangfu/kernel';
import { findPage, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { IndicatorReadingFilter, IndicatorReadingStore } from './indicator-reading.store';

type StoredReading = Omit<IndicatorReading, 'id'> & {
  _id: IndicatorReadingId;
  /** The first day of the period, by which readings are found and sorted. */
  startsOn: PlainDate;
};

const text = { type: String, required: true } as const;
const schema = new Schema(
  {
    _id: String,
    indicatorId: text,
    subjectKind: { ...text, enum: valuesOf(INDICATOR_SUBJECT_KIND) },
    subjectId: text,
    period: new Schema({ kind: { ...text, enum: PERIOD_KINDS }, value: text }, { _id: false }),
    startsOn: text,
    value: { type: Schema.Types.Double, required: true },
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
// One reading for each indicator, subject and period.
schema.index({ indicatorId: 1, subjectKind: 1, subjectId: 1, 'period.kind': 1, 'period.value': 1 }, { unique: true });
schema.index({ indicatorId: 1, subjectId: 1, startsOn: 1, _id: 1 });
schema.index({ subjectId: 1, startsOn: 1 });

/** Readings kept in the service's own database, and how an import replaces the imported ones. */
export function indicatorReadingStore(
  connection: Connection,
): IndicatorReadingStore & { reconcile(records: readonly IndicatorReading[]): Promise<Reconciled> } {
  const readings = connection.model<StoredReading>('IndicatorReading', schema, 'indicator_readings');
  return {
    async findOfSubjects(subjectIds, from, to) {
      const found = await readings
        .find({
          subjectId: { $in: [...subjectIds] },
          startsOn: { $gte: from, $lte: to },
        } as QueryFilter<StoredReading>)
        .lean();
      return (found as StoredReading[]).map(toReading);
    },
    async page(filter, after, limit) {
      const { items, hasMore } = await findPage(readings, {
        filter: conditions(filter),
        order: [
          ['indicatorId', 1],
          ['subjectId', 1],
          ['startsOn', 1],
        ],
        after,
        limit,
      });
      return { items: items.map(toReading), hasMore };
    },
    count: (filter) => readings.countDocuments(conditions(filter)).exec(),
    reconcile: (records) =>
      reconcile(
        readings,
        records.map(({ id, ...reading }) => {
          invariant(Number.isFinite(reading.value), `reading ${id} is a finite number`);
          return { _id: id, ...reading, startsOn: daysOf(reading.period).startsOn };
        }),
      ),
  };
}

const conditions = ({ period, ...equal }: IndicatorReadingFilter): QueryFilter<StoredReading> => ({
  ...equal,
  ...(period !== undefined && { 'period.kind': period.kind, 'period.value': period.value }),
});

const toReading = ({ _id, startsOn: _startsOn, ...reading }: StoredReading): IndicatorReading => ({
  ...reading,
  id: _id,
});
