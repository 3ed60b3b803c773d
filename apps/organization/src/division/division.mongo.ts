import { DIVISION_KIND, DIVISION_LEVEL, valuesOf } from '@bangfu/kernel';
import type { DivisionCode } from '@bangfu/kernel';
import { VALIDITY_FIELDS, findPage, holdingOn, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import type { Division } from '@bangfu/organization-domain';
import { isKnownAs } from '@bangfu/organization-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { DivisionFilter, DivisionStore } from './division.store';

type StoredDivision = Omit<Division, 'code'> & { _id: DivisionCode };

const schema = new Schema<StoredDivision>(
  {
    _id: String,
    name: { type: String, required: true },
    level: { type: String, enum: valuesOf(DIVISION_LEVEL), required: true },
    kind: { type: String, enum: [...valuesOf(DIVISION_KIND), null], default: null },
    label: { type: String, default: null },
    parentCode: { type: String, default: null },
    cityCode: { type: String, default: null },
    countyCode: { type: String, default: null },
    codes: [new Schema({ code: { type: String, required: true }, ...VALIDITY_FIELDS }, { _id: false })],
    aliases: [new Schema({ name: { type: String, required: true }, source: sourceSchema }, { _id: false })],
    ...VALIDITY_FIELDS,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ 'codes.code': 1 });
schema.index({ parentCode: 1, _id: 1 });
schema.index({ level: 1, cityCode: 1, _id: 1 });
schema.index({ level: 1, countyCode: 1, _id: 1 });
schema.index({ level: 1, name: 1, _id: 1 });

/** Divisions kept in the service's own database, and how an import replaces the imported ones. */
export function divisionStore(
  connection: Connection,
): DivisionStore & { reconcile(records: readonly Division[]): Promise<Reconciled> } {
  const divisions = connection.model<StoredDivision>('Division', schema, 'divisions');
  return {
    async findByCodes(codes, day) {
      const found = await divisions
        .find({ 'codes.code': { $in: [...codes] }, ...holdingOn(day) } as QueryFilter<StoredDivision>)
        .lean();
      return (found as StoredDivision[])
        .map(toDivision)
        .filter((division) => codes.some((code) => isKnownAs(division, code, day)));
    },
    async page(filter, day, order, after, limit) {
      const { items, hasMore } = await findPage(divisions, {
        filter: conditions(filter, day),
        order: order === 'NAME' ? [['name', 1]] : [],
        after,
        limit,
      });
      return { items: items.map(toDivision), hasMore };
    },
    count: (filter, day) => divisions.countDocuments(conditions(filter, day)).exec(),
    async findVillagesOf(townCodes, day) {
      const found = await divisions
        .find({
          parentCode: { $in: [...townCodes] },
          level: 'VILLAGE',
          ...holdingOn(day),
        } as QueryFilter<StoredDivision>)
        .sort({ _id: 1 })
        .lean();
      return (found as StoredDivision[]).map(toDivision);
    },
    async countTownsByCity(day) {
      const counted = await divisions.aggregate<{ _id: DivisionCode; towns: number }>([
        { $match: conditions({ level: 'TOWNSHIP', kinds: ['TOWN', 'RURAL_TOWNSHIP'] }, day) },
        { $group: { _id: '$cityCode', towns: { $sum: 1 } } },
      ]);
      return new Map(counted.map(({ _id, towns }) => [_id, towns]));
    },
    reconcile: (records) => reconcile(divisions, records.map(toStored), { textOnly: true }),
  };
}

function conditions(filter: DivisionFilter, day: Parameters<typeof holdingOn>[0]): QueryFilter<StoredDivision> {
  const { level, kinds, parentCode, cityCode, countyCode, codes, name } = filter;
  const named = name === undefined ? undefined : { $regex: name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') };
  return {
    ...(level !== undefined && { level }),
    ...(kinds !== undefined && { kind: { $in: [...kinds] } }),
    ...(parentCode !== undefined && { parentCode }),
    ...(cityCode !== undefined && { cityCode }),
    ...(countyCode !== undefined && { countyCode }),
    ...(codes !== undefined && { 'codes.code': { $in: [...codes] } }),
    ...(named !== undefined && { $or: [{ name: named }, { 'aliases.name': named }] }),
    ...holdingOn(day),
  };
}

const toDivision = ({ _id, ...division }: StoredDivision): Division => ({ ...division, code: _id });
const toStored = ({ code, ...division }: Division): StoredDivision => ({ _id: code, ...division });
