import { DISPATCH_TIER, UNIT_KIND, valuesOf } from '@bangfu/kernel';
import type { UnitId } from '@bangfu/kernel';
import { VALIDITY_FIELDS, findPage, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import type { Unit } from '@bangfu/organization-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { UnitFilter, UnitStore } from './unit.store';

type StoredUnit = Omit<Unit, 'id'> & { _id: UnitId };

const schema = new Schema<StoredUnit>(
  {
    _id: String,
    name: { type: String, required: true },
    kind: { type: String, enum: valuesOf(UNIT_KIND), required: true },
    tier: { type: String, enum: valuesOf(DISPATCH_TIER), required: true },
    divisionCode: { type: String, default: null },
    aliases: [new Schema({ name: { type: String, required: true }, source: sourceSchema }, { _id: false })],
    ...VALIDITY_FIELDS,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ name: 1, _id: 1 });
schema.index({ tier: 1, name: 1, _id: 1 });
schema.index({ divisionCode: 1, name: 1, _id: 1 });

/** Units kept in the service's own database, and how an import replaces the imported ones. */
export function unitStore(
  connection: Connection,
): UnitStore & { reconcile(records: readonly Unit[]): Promise<Reconciled> } {
  const units = connection.model<StoredUnit>('Unit', schema, 'units');
  return {
    async findByIds(ids) {
      const found = await units.find({ _id: { $in: [...ids] } } as QueryFilter<StoredUnit>).lean();
      return (found as StoredUnit[]).map(toUnit);
    },
    async page(filter, after, limit) {
      const { items, hasMore } = await findPage(units, {
        filter: conditions(filter),
        order: [['name', 1]],
        after,
        limit,
      });
      return { items: items.map(toUnit), hasMore };
    },
    count: (filter) => units.countDocuments(conditions(filter)).exec(),
    reconcile: (records) =>
      reconcile(
        units,
        records.map(({ id, ...unit }) => ({ _id: id, ...unit })),
      ),
  };
}

function conditions({ name, ...equal }: UnitFilter): QueryFilter<StoredUnit> {
  const named = name === undefined ? undefined : { $regex: name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') };
  return {
    ...equal,
    ...(named !== undefined && { $or: [{ name: named }, { 'aliases.name': named }] }),
  };
}

const toUnit = ({ _id, ...unit }: StoredUnit): Unit => ({ ...unit, id: _id });
