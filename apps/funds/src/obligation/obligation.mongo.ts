import { DUE_RULE_KIND, forEachShare } from '@bangfu/funds-domain';
import type { FundingObligation, Shares } from '@bangfu/funds-domain';
import { PROGRAMME, money, valuesOf } from '@bangfu/kernel';
import type { FundingObligationId } from '@bangfu/kernel';
import { findPage, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled, StoredOrder } from '@bangfu/mongo';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { CityObligations, FundingObligationOrder, FundingObligationStore } from './obligation.store';

/** Amounts are stored as numbers and become money again through its reader. */
type StoredObligation = Omit<FundingObligation, 'id' | 'averagePerTown' | 'total' | 'shares'> & {
  _id: FundingObligationId;
  averagePerTown: number;
  total: number;
  shares: Shares<number>;
};

const text = { type: String, required: true } as const;
const count = { type: Schema.Types.Int32, required: true } as const;
const fen = { type: Schema.Types.Double, required: true } as const;
const schema = new Schema(
  {
    _id: String,
    programme: { ...text, enum: valuesOf(PROGRAMME) },
    year: count,
    annexRow: count,
    helperCityCode: text,
    recipientCityCode: text,
    towns: { type: new Schema({ keySupport: count, consolidation: count }, { _id: false }), required: true },
    averagePerTown: fen,
    total: fen,
    shares: {
      type: new Schema({ province: fen, helperCity: fen, recipientCity: fen }, { _id: false }),
      required: true,
    },
    dueRule: {
      type: new Schema(
        {
          kind: { ...text, enum: valuesOf(DUE_RULE_KIND) },
          days: { type: Schema.Types.Int32, default: null },
          requirementId: text,
        },
        { _id: false },
      ),
      required: true,
    },
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ programme: 1, recipientCityCode: 1, year: 1 }, { unique: true }); // one obligation per recipient city and year
schema.index({ programme: 1, helperCityCode: 1, year: 1 });
schema.index({ programme: 1, year: 1, annexRow: 1 });

const OF_TOWN_ASSISTANCE = { programme: 'TOWN_ASSISTANCE' } as const;

const STORED_ORDERS: Readonly<Record<FundingObligationOrder, StoredOrder>> = {
  YEAR: [
    ['year', 1],
    ['annexRow', 1],
  ],
  RECIPIENT_CITY: [
    ['recipientCityCode', 1],
    ['year', 1],
  ],
  TOTAL: [
    ['total', -1],
    ['year', 1],
  ],
};

/** Obligations kept in the service's own database, and how an import replaces the imported ones. */
export function obligationStore(
  connection: Connection,
): FundingObligationStore & { reconcile(records: readonly FundingObligation[]): Promise<Reconciled> } {
  const obligations = connection.model<StoredObligation>('FundingObligation', schema, 'funding_obligations');
  const find = async (conditions: QueryFilter<StoredObligation>): Promise<FundingObligation[]> => {
    const found = await obligations
      .find({ ...OF_TOWN_ASSISTANCE, ...conditions })
      .sort({ year: 1, annexRow: 1 })
      .lean();
    return (found as StoredObligation[]).map(toObligation);
  };
  return {
    findByIds: (ids) => find({ _id: { $in: [...ids] } }),
    async findByCities(cityCodes) {
      const found = await find({
        $or: [{ recipientCityCode: { $in: [...cityCodes] } }, { helperCityCode: { $in: [...cityCodes] } }],
      });
      return new Map(
        cityCodes.map((code): [typeof code, CityObligations] => [
          code,
          {
            asRecipient: found.filter(({ recipientCityCode }) => recipientCityCode === code),
            asHelper: found.filter(({ helperCityCode }) => helperCityCode === code),
          },
        ]),
      );
    },
    findOfYear: (year) => find({ year }),
    async page(filter, order, after, limit) {
      const { items, hasMore } = await findPage(obligations, {
        filter: { ...OF_TOWN_ASSISTANCE, ...filter },
        order: STORED_ORDERS[order],
        after,
        limit,
      });
      return { items: items.map(toObligation), hasMore };
    },
    count: (filter) => obligations.countDocuments({ ...OF_TOWN_ASSISTANCE, ...filter }).exec(),
    reconcile: (records) => reconcile(obligations, records.map(toStored)),
  };
}

const toObligation = ({ _id, averagePerTown, total, shares, ...obligation }: StoredObligation): FundingObligation => ({
  ...obligation,
  id: _id,
  averagePerTown: money(averagePerTown),
  total: money(total),
  shares: forEachShare((name) => money(shares[name])),
});
const toStored = ({ id, ...obligation }: FundingObligation): StoredObligation => ({ _id: id, ...obligation });
