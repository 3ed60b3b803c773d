import { DATA_OWNER, INDICATOR_SUBJECT_KIND, INDICATOR_UNIT } from '@bangfu/assessment-domain';
import type { Indicator } from '@bangfu/assessment-domain';
import { PERIOD_KINDS, RULE_STRENGTH, valuesOf } from '@bangfu/kernel';
import { findPage, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import { COMPARATORS } from '@bangfu/policy';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { IndicatorStore } from './indicator.store';

type StoredIndicator = Omit<Indicator, 'id'> & { _id: string };

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const count = { type: Schema.Types.Int32, required: true } as const;
const countOrNull = { type: Schema.Types.Int32, default: null } as const;
const numberOrNull = { type: Schema.Types.Double, default: null } as const;
const schema = new Schema<StoredIndicator>(
  {
    _id: String,
    place: count,
    clauseId: text,
    requirementId: text,
    nameZh: text,
    nameEn: text,
    subjectKind: { ...text, enum: valuesOf(INDICATOR_SUBJECT_KIND) },
    subjectWords: text,
    target: new Schema(
      { comparator: { ...text, enum: COMPARATORS }, value: numberOrNull, max: numberOrNull },
      { _id: false },
    ),
    printedQuantity: textOrNull,
    unit: { ...text, enum: valuesOf(INDICATOR_UNIT) },
    periodKind: { ...text, enum: PERIOD_KINDS },
    printedPeriod: textOrNull,
    dueYear: countOrNull,
    strength: { ...text, enum: valuesOf(RULE_STRENGTH) },
    responsible: { type: [String], required: true },
    scopeCount: countOrNull,
    derivedTotal: { type: new Schema({ from: count, to: count }, { _id: false }), default: null },
    jurisdiction: text,
    validFrom: text,
    validTo: textOrNull,
    dataSource: text,
    dataOwner: { ...text, enum: valuesOf(DATA_OWNER) },
    note: textOrNull,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ place: 1, _id: 1 });
schema.index({ clauseId: 1 });
schema.index({ subjectKind: 1, place: 1, _id: 1 });

/** Indicators kept in the service's own database, and how an import replaces the imported ones. */
export function indicatorStore(
  connection: Connection,
): IndicatorStore & { reconcile(records: readonly Indicator[]): Promise<Reconciled> } {
  const indicators = connection.model<StoredIndicator>('Indicator', schema, 'indicators');
  const inOrder = async (filter: Record<string, unknown>) => {
    const found = await indicators
      .find(filter as QueryFilter<StoredIndicator>)
      .sort({ place: 1 })
      .lean();
    return (found as StoredIndicator[]).map(toIndicator);
  };
  return {
    findByIds: (ids) => inOrder({ _id: { $in: [...ids] } }),
    findByClauses: (clauseIds) => inOrder({ clauseId: { $in: [...clauseIds] } }),
    findBySubjectKinds: (kinds) => inOrder({ subjectKind: { $in: [...kinds] } }),
    async page(filter, after, limit) {
      const { items, hasMore } = await findPage(indicators, { filter, order: [['place', 1]], after, limit });
      return { items: items.map(toIndicator), hasMore };
    },
    count: (filter) => indicators.countDocuments(filter).exec(),
    reconcile: (records) =>
      reconcile(
        indicators,
        records.map(({ id, ...indicator }) => ({ _id: id, ...indicator })),
      ),
  };
}

const toIndicator = ({ _id, ...indicator }: StoredIndicator): Indicator => ({ ...indicator, id: _id });
