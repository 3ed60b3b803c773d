import { TOWN_CATEGORY, valuesOf } from '@bangfu/kernel';
import type { TownCategory } from '@bangfu/kernel';
import { VALIDITY_FIELDS, holdingOn, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import type { TownCategorisation } from '@bangfu/organization-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { TownCategorisationStore } from './categorisation.store';

type StoredCategorisation = Omit<TownCategorisation, 'id'> & { _id: string };

const schema = new Schema<StoredCategorisation>(
  {
    _id: String,
    townCode: { type: String, required: true },
    category: { type: String, enum: [...valuesOf(TOWN_CATEGORY), null], default: null },
    localLabel: { type: String, default: null },
    ...VALIDITY_FIELDS,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ townCode: 1, validFrom: 1 });
schema.index({ category: 1, townCode: 1 });

/** The classes of towns kept in the service's own database, and how an import replaces the imported ones. */
export function townCategorisationStore(
  connection: Connection,
): TownCategorisationStore & { reconcile(records: readonly TownCategorisation[]): Promise<Reconciled> } {
  const categorisations = connection.model<StoredCategorisation>('TownCategorisation', schema, 'town_categorisations');
  return {
    async findByTowns(townCodes, day) {
      const found = await categorisations
        .find({ townCode: { $in: [...townCodes] }, ...holdingOn(day) } as QueryFilter<StoredCategorisation>)
        .lean();
      return (found as StoredCategorisation[]).map(({ _id, ...rest }) => ({ id: _id, ...rest }));
    },
    async findTownsOf(category, day) {
      const found = await categorisations
        .find({ category, ...holdingOn(day) } as QueryFilter<StoredCategorisation>, { townCode: 1 })
        .lean();
      return found.map(({ townCode }) => townCode);
    },
    async countByCategory(day) {
      const counted = await categorisations.aggregate<{ _id: TownCategory; towns: number }>([
        { $match: { category: { $ne: null }, ...holdingOn(day) } },
        { $group: { _id: '$category', towns: { $sum: 1 } } },
      ]);
      return new Map(counted.map(({ _id, towns }) => [_id, towns]));
    },
    reconcile: (records) =>
      reconcile(
        categorisations,
        records.map(({ id, ...rest }) => ({ _id: id, ...rest })),
      ),
  };
}
