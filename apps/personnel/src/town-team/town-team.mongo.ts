import { valuesOf } from '@bangfu/kernel';
import type { DivisionCode, PlainDate, TownTeamId } from '@bangfu/kernel';
import { VALIDITY_FIELDS, findPage, holdingOn, reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled, StoredOrder } from '@bangfu/mongo';
import type { TownTeam } from '@bangfu/personnel-domain';
import { NOMINATION_STATUS, TEAM_KIND, TEAM_STATUS, codeBeginning } from '@bangfu/personnel-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { TownTeamFilter, TownTeamOrder, TownTeamStore } from './town-team.store';

type StoredTeam = Omit<TownTeam, 'id'> & { _id: TownTeamId };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredTeam>(
  {
    _id: String,
    supportGroupId: text,
    townCode: text,
    kind: { ...text, enum: valuesOf(TEAM_KIND) },
    status: { ...text, enum: valuesOf(TEAM_STATUS) },
    firstSecretaryNomination: { type: String, enum: [...valuesOf(NOMINATION_STATUS), null], default: null },
    roster: {
      type: new Schema({ reportedFrom: text, source: { type: sourceSchema, required: true } }, { _id: false }),
      default: null,
    },
    ...VALIDITY_FIELDS,
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);
schema.index({ townCode: 1, _id: 1 });
schema.index({ supportGroupId: 1 });
schema.index({ validFrom: 1, _id: 1 });

const ORDERS: Readonly<Record<TownTeamOrder, StoredOrder>> = {
  TOWN: [['townCode', 1]],
  BEGINNING: [['validFrom', 1]],
};

/** The teams kept in the service's own database, and how an import replaces the imported ones. */
export function townTeamStore(
  connection: Connection,
): TownTeamStore & { reconcile(records: readonly TownTeam[]): Promise<Reconciled> } {
  const teams = connection.model<StoredTeam>('TownTeam', schema, 'town_teams');
  const matching = async (filter: Record<string, unknown>): Promise<readonly TownTeam[]> => {
    const found = await teams.find(filter as QueryFilter<StoredTeam>).lean();
    return (found as StoredTeam[]).map(toTeam);
  };
  return {
    findByIds: (ids) => matching({ _id: { $in: [...ids] } }),
    findByTowns: (townCodes, day) => matching({ townCode: { $in: [...townCodes] }, ...holdingOn(day) }),
    findByGroups: (groupIds, day) => matching({ supportGroupId: { $in: [...groupIds] }, ...holdingOn(day) }),
    async page(filter, day, orderBy, after, limit) {
      const { items, hasMore } = await findPage(teams, {
        filter: conditions(filter, day),
        order: ORDERS[orderBy],
        after,
        limit,
      });
      return { items: items.map(toTeam), hasMore };
    },
    count: (filter, day) => teams.countDocuments(conditions(filter, day)).exec(),
    reconcile: (records) =>
      reconcile(
        teams,
        records.map(({ id, ...team }) => ({ _id: id, ...team })),
      ),
  };
}

function conditions(
  { townCodes, divisionCode, supportGroupIds, rosterReported, ...equal }: TownTeamFilter,
  day: PlainDate,
): QueryFilter<StoredTeam> {
  const also: Record<string, unknown>[] = [
    ...(townCodes === undefined ? [] : [{ townCode: { $in: [...townCodes] } }]),
    ...(supportGroupIds === undefined ? [] : [{ supportGroupId: { $in: [...supportGroupIds] } }]),
    ...(divisionCode === undefined ? [] : [{ townCode: codesWithin(divisionCode) }]),
    ...(rosterReported === undefined ? [] : [reportedOn(day, rosterReported)]),
    holdingOn(day),
  ];
  return { ...equal, $and: also };
}

/** The codes that begin with those of a division: a range, so that the index serves it. */
function codesWithin(division: DivisionCode): Record<string, string> {
  const beginning = codeBeginning(division);
  return { $gte: beginning, $lte: `${beginning}:` }; // the colon follows the digit 9
}

const reportedOn = (day: PlainDate, reported: boolean): Record<string, unknown> =>
  reported
    ? { 'roster.reportedFrom': { $lte: day } }
    : { $or: [{ roster: null }, { 'roster.reportedFrom': { $gt: day } }] };

const toTeam = ({ _id, ...team }: StoredTeam): TownTeam => ({ ...team, id: _id });
