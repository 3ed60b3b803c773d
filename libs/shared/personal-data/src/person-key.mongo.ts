import type { PersonId } from '@bangfu/kernel';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { PersonKey, PersonKeyStore } from './person-key.store';

interface StoredPersonKey {
  readonly _id: PersonId;
  readonly wrapped: string | null;
  readonly masterVersion: number | null;
  readonly destroyedAt: string | null;
}

const schema = new Schema<StoredPersonKey>(
  {
    _id: String,
    wrapped: { type: String, default: null },
    masterVersion: { type: Schema.Types.Int32, default: null },
    destroyedAt: { type: String, default: null },
  },
  { versionKey: false },
);
schema.index({ masterVersion: 1 });

/** MongoDB's code for a key that is there already. */
const DUPLICATE_KEY = 11_000;

/** The data keys kept in a service's own database: the collection `person_keys`. */
export function personKeyStore(connection: Connection): PersonKeyStore {
  const keys = connection.model<StoredPersonKey>('PersonKey', schema, 'person_keys');
  const matching = async (filter: Record<string, unknown>, limit = 0): Promise<readonly PersonKey[]> => {
    const found = await keys
      .find(filter as QueryFilter<StoredPersonKey>)
      .limit(limit)
      .lean();
    return (found as StoredPersonKey[]).map(toPersonKey);
  };
  return {
    findByPersons: (personIds) => matching({ _id: { $in: [...personIds] } }),
    async keepFirst(personId, { wrapped, masterVersion }) {
      await keys
        .updateOne({ _id: personId }, { $setOnInsert: { wrapped, masterVersion, destroyedAt: null } }, { upsert: true })
        .catch((fault: { readonly code?: number }) => {
          if (fault.code !== DUPLICATE_KEY) throw fault; // two first values at once: the key of the other one is kept
        });
      const [kept] = await matching({ _id: personId });
      return kept ?? { personId, key: null };
    },
    async replace(personId, before, after) {
      const { modifiedCount } = await keys.updateOne(
        { _id: personId, wrapped: before.wrapped },
        { $set: { wrapped: after.wrapped, masterVersion: after.masterVersion } },
      );
      return modifiedCount === 1;
    },
    findNotUnder: (masterVersion, limit) => matching({ masterVersion: { $nin: [masterVersion, null] } }, limit),
    async destroy(personId, at) {
      await keys.updateOne(
        { _id: personId },
        { $set: { wrapped: null, masterVersion: null, destroyedAt: at.toISOString() } },
        { upsert: true },
      );
    },
  };
}

const toPersonKey = ({ _id, wrapped, masterVersion }: StoredPersonKey): PersonKey => ({
  personId: _id,
  key: wrapped === null || masterVersion === null ? null : { wrapped, masterVersion },
});
