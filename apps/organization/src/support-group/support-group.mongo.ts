import { DISPATCH_TIER, GROUP_STATUS, valuesOf } from '@bangfu/kernel';
import type { PlainDate, SupportGroupId } from '@bangfu/kernel';
import { VALIDITY_FIELDS, findPage, holdingOn, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import type { SupportGroup } from '@bangfu/organization-domain';
import { ASSISTANCE_MODE, GROUP_POSITION, NAME_FIT } from '@bangfu/organization-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { SupportGroupFilter, SupportGroupStore } from './support-group.store';

type StoredGroup = Omit<SupportGroup, 'id'> & { _id: SupportGroupId };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredGroup>(
  {
    _id: String,
    townCode: text,
    printedTownName: text,
    townNameFit: { ...text, enum: valuesOf(NAME_FIT) },
    printedTownType: text,
    mode: { ...text, enum: valuesOf(ASSISTANCE_MODE) },
    status: { ...text, enum: valuesOf(GROUP_STATUS) },
    tier: { type: String, enum: [...valuesOf(DISPATCH_TIER), null], default: null },
    helperCityCode: { type: String, default: null },
    memberships: [
      new Schema(
        { unitId: text, position: { ...text, enum: valuesOf(GROUP_POSITION) }, printedName: text, ...VALIDITY_FIELDS },
        { _id: false },
      ),
    ],
    leadCandidates: [new Schema({ unitId: text, value: text, source: text }, { _id: false })],
    ...VALIDITY_FIELDS,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ townCode: 1, _id: 1 });
schema.index({ tier: 1, townCode: 1, _id: 1 });
schema.index({ 'memberships.unitId': 1 });

/** Support groups kept in the service's own database, and how an import replaces the imported ones. */
export function supportGroupStore(
  connection: Connection,
): SupportGroupStore & { reconcile(records: readonly SupportGroup[]): Promise<Reconciled> } {
  const groups = connection.model<StoredGroup>('SupportGroup', schema, 'support_groups');
  return {
    async findByIds(ids) {
      const found = await groups.find({ _id: { $in: [...ids] } } as QueryFilter<StoredGroup>).lean();
      return (found as StoredGroup[]).map(toGroup);
    },
    async findByTowns(townCodes, day) {
      const found = await groups
        .find({ townCode: { $in: [...townCodes] }, ...holdingOn(day) } as QueryFilter<StoredGroup>)
        .lean();
      return (found as StoredGroup[]).map(toGroup);
    },
    async page(filter, day, after, limit) {
      const { items, hasMore } = await findPage(groups, {
        filter: conditions(filter, day),
        order: [['townCode', 1]],
        after,
        limit,
      });
      return { items: items.map(toGroup), hasMore };
    },
    count: (filter, day) => groups.countDocuments(conditions(filter, day)).exec(),
    reconcile: (records) =>
      reconcile(
        groups,
        records.map(({ id, ...group }) => ({ _id: id, ...group })),
      ),
  };
}

const conditions = ({ townCodes, ...equal }: SupportGroupFilter, day: PlainDate): QueryFilter<StoredGroup> => ({
  ...equal,
  ...(townCodes !== undefined && { townCode: { $in: [...townCodes] } }),
  ...holdingOn(day),
});

const toGroup = ({ _id, ...group }: StoredGroup): SupportGroup => ({ ...group, id: _id });
