import { PROGRAMME, valuesOf } from '@bangfu/kernel';
import type { DivisionCode, PairingId, PlainDate } from '@bangfu/kernel';
import { VALIDITY_FIELDS, findPage, holdingOn, reconcile, sourceSchema } from '@bangfu/mongo';
import type { CityPairing, PioneerQuota } from '@bangfu/organization-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { PairingFilter, PairingStore } from './pairing.store';

type StoredPairing = Omit<CityPairing, 'id'> & { _id: PairingId };
type StoredPioneerQuota = Omit<PioneerQuota, 'cityCode'> & { _id: DivisionCode };

const text = { type: String, required: true } as const;
const count = { type: Schema.Types.Int32, required: true } as const;
const pairingSchema = new Schema<StoredPairing>(
  {
    _id: String,
    annexRow: count,
    programme: { ...text, enum: valuesOf(PROGRAMME) },
    helperCityCode: text,
    recipientCityCode: text,
    quota: new Schema(
      { prdCity: count, provincialAndCentral: count, localCity: count, consolidation: count },
      { _id: false },
    ),
    ...VALIDITY_FIELDS,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
pairingSchema.index({ programme: 1, recipientCityCode: 1, validFrom: 1 }, { unique: true }); // PA-4: one helper for each recipient
pairingSchema.index({ helperCityCode: 1 });
const pioneerSchema = new Schema<StoredPioneerQuota>(
  { _id: String, annexRow: count, towns: count, source: { type: sourceSchema, required: true } },
  { versionKey: false },
);

/** Pairings of cities kept in the service's own database, and how an import replaces the imported ones. */
export function pairingStore(connection: Connection): PairingStore & {
  reconcile(pairings: readonly CityPairing[], pioneers: readonly PioneerQuota[]): Promise<void>;
} {
  const pairings = connection.model<StoredPairing>('CityPairing', pairingSchema, 'city_pairings');
  const pioneers = connection.model<StoredPioneerQuota>('PioneerQuota', pioneerSchema, 'pioneer_quotas');
  return {
    async findByIds(ids) {
      const found = await pairings.find({ _id: { $in: [...ids] } } as QueryFilter<StoredPairing>).lean();
      return (found as StoredPairing[]).map(toPairing);
    },
    async page(filter, day, after, limit) {
      const { items, hasMore } = await findPage(pairings, {
        filter: inForce(filter, day),
        order: [['annexRow', 1]],
        after,
        limit,
      });
      return { items: items.map(toPairing), hasMore };
    },
    count: (filter, day) => pairings.countDocuments(inForce(filter, day)).exec(),
    async findInForce(filter, day) {
      const found = await pairings.find(inForce(filter, day)).sort({ annexRow: 1 }).lean();
      return (found as StoredPairing[]).map(toPairing);
    },
    async pioneerQuotas() {
      const found = (await pioneers.find({}).sort({ annexRow: 1 }).lean()) as StoredPioneerQuota[];
      return found.map(({ _id, ...quota }) => ({ cityCode: _id, ...quota }));
    },
    async reconcile(cityPairings, pioneerQuotas) {
      await reconcile(
        pairings,
        cityPairings.map(({ id, ...pairing }) => ({ _id: id, ...pairing })),
      );
      await reconcile(
        pioneers,
        pioneerQuotas.map(({ cityCode, ...quota }) => ({ _id: cityCode, ...quota })),
      );
    },
  };
}

const inForce = (filter: PairingFilter, day: PlainDate): QueryFilter<StoredPairing> => ({
  ...filter,
  ...holdingOn(day),
});

const toPairing = ({ _id, ...pairing }: StoredPairing): CityPairing => ({ ...pairing, id: _id });
