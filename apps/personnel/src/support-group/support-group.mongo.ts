import { DISPATCH_TIER, GROUP_STATUS, UNIT_KIND, valuesOf } from '@bangfu/kernel';
import type { SupportGroupId } from '@bangfu/kernel';
import { VALIDITY_FIELDS, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import type { SupportGroupProjection } from '@bangfu/personnel-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { SupportGroupProjectionStore } from './support-group.store';

type StoredGroup = Omit<SupportGroupProjection, 'id'> & { _id: SupportGroupId };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredGroup>(
  {
    _id: String,
    townCode: text,
    tier: { type: String, enum: [...valuesOf(DISPATCH_TIER), null], default: null },
    leadUnitId: { type: String, default: null },
    memberUnitIds: { type: [String], required: true },
    leadCandidateUnitIds: { type: [String], required: true },
    units: [new Schema({ unitId: text, name: text, kind: { ...text, enum: valuesOf(UNIT_KIND) } }, { _id: false })],
    status: { ...text, enum: valuesOf(GROUP_STATUS) },
    ...VALIDITY_FIELDS,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ tier: 1 });

/** The projection of support groups kept in the service's own database, and how an import replaces it. */
export function supportGroupProjectionStore(
  connection: Connection,
): SupportGroupProjectionStore & { reconcile(records: readonly SupportGroupProjection[]): Promise<Reconciled> } {
  const groups = connection.model<StoredGroup>('SupportGroupProjection', schema, 'support_groups');
  return {
    async findByIds(ids) {
      const found = await groups.find({ _id: { $in: [...ids] } } as QueryFilter<StoredGroup>).lean();
      return (found as StoredGroup[]).map(toGroup);
    },
    async findIdsOfTier(tier) {
      const found = await groups.find({ tier } as QueryFilter<StoredGroup>, { _id: 1 }).lean();
      return found.map(({ _id }) => _id);
    },
    reconcile: (records) =>
      reconcile(
        groups,
        records.map(({ id, ...group }) => ({ _id: id, ...group })),
      ),
  };
}

const toGroup = ({ _id, ...group }: StoredGroup): SupportGroupProjection => ({ ...group, id: _id });
