import { seedId } from '@bangfu/documents';
import { SYNTHETIC_SOURCE, idOf, invariant } from '@bangfu/kernel';
import type { PlainDate, UnitId } from '@bangfu/kernel';
import type { Person, Posting, SupportGroupProjection, TeamRole, TownTeam } from '@bangfu/personnel-domain';
import { CADRE_ROLES, TEAM_FLOOR, XINFENG, binds } from '@bangfu/personnel-domain';
import { FIRST_BEGINS, batchDates, faultOf } from './roster-plan';
import type { RosterFault } from './roster-plan';
import { inventPerson } from './synthetic-person';

/** The invented people of the province's teams. */
export interface SyntheticRosters {
  readonly teams: readonly TownTeam[];
  readonly persons: readonly Person[];
  readonly postings: readonly Posting[];
}

/** A place of a roster before a person is invented for it. */
interface PlannedPlace {
  readonly role: TeamRole;
  readonly dispatchingUnitId: UnitId | null;
}

/**
 * Invents a roster for every team: two rolling batches, 2021 to 2024 and 2024 to 2027, of the cadres whom the group's
 * units send, and specialists who stay. Most are complete; `roster-plan` says which have which fault. The same on every
 * machine; every record and every name says that it is synthetic. The team's own record keeps its source.
 */
export function syntheticRosters(
  teams: readonly TownTeam[],
  groups: readonly SupportGroupProjection[],
): SyntheticRosters {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const filled = teams.flatMap((team) => {
    const group = byId.get(team.supportGroupId);
    invariant(group, `team ${team.id} has its group`);
    return rosterOf(team, group);
  });
  return {
    teams: teams.map((team) => ({ ...team, roster: { reportedFrom: FIRST_BEGINS[0], source: SYNTHETIC_SOURCE } })),
    persons: filled.map(({ person }) => person),
    postings: filled.map(({ posting }) => posting),
  };
}

function rosterOf(team: TownTeam, group: SupportGroupProjection): { person: Person; posting: Posting }[] {
  const fault = faultOf(team.townCode);
  const places = [...cadrePlaces(group, fault), ...specialistPlaces(team, fault)];
  return ([1, 2] as const).flatMap((batch) =>
    places.flatMap(({ role, dispatchingUnitId }, place) => {
      const dates = CADRE_ROLES.includes(role) ? cadreDates(batch, place, fault) : specialistDates(batch);
      if (dates === null) return [];
      const key = `synthetic ${team.id} ${batch} ${place}`;
      const person = inventPerson({ key, role, dispatchingUnitId, place, fault, group, startsOn: dates.validFrom });
      const posting: Posting = {
        id: idOf('Posting', seedId('posting', dates.validFrom, key)),
        kind: 'STATION',
        personId: person.id,
        teamId: team.id,
        role,
        dispatchingUnitId,
        batch,
        fullTime: true,
        ...dates,
        source: SYNTHETIC_SOURCE,
      };
      return [{ person, posting }];
    }),
  );
}

/** The captain from the lead unit, then the units in turn until there are five cadres and each unit has sent one. */
function cadrePlaces(group: SupportGroupProjection, fault: RosterFault): readonly PlannedPlace[] {
  const lead = group.leadUnitId ?? group.leadCandidateUnitIds[0];
  invariant(lead, `group ${group.id} has a lead unit or readings of who leads`);
  const turn = [...group.memberUnitIds, lead];
  const cadres = fault === 'ONE_CADRE_SHORT' ? TEAM_FLOOR - 1 : Math.max(TEAM_FLOOR, 1 + group.memberUnitIds.length);
  const members = Array.from({ length: cadres - 1 }, (_, place): PlannedPlace => ({
    // In a county's group the first two member units send the first secretaries (X-2.3b).
    role: group.tier === 'COUNTY' && place < 2 ? 'FIRST_SECRETARY' : 'MEMBER',
    dispatchingUnitId: turn[place % turn.length] ?? lead,
  }));
  if (fault === 'NO_CAPTAIN') return [...members, { role: 'MEMBER', dispatchingUnitId: lead }];
  const sender = fault === 'CAPTAIN_FROM_MEMBER_UNIT' ? (group.memberUnitIds[0] ?? lead) : lead;
  return [{ role: 'CAPTAIN', dispatchingUnitId: sender }, ...members];
}

/** The specialists; which body sends them is left open, as in the documents (I-07). */
function specialistPlaces({ townCode }: TownTeam, fault: RosterFault): readonly PlannedPlace[] {
  const of = (role: TeamRole, count: number): PlannedPlace[] =>
    Array.from({ length: count }, () => ({ role, dispatchingUnitId: null }));
  return [
    ...of('SCI_TECH_COMMISSIONER', fault === 'NO_COMMISSIONER' ? 0 : 1),
    ...of('THREE_SUPPORTS_STAFF', fault === 'NO_THREE_SUPPORTS_STAFF' ? 0 : 1),
    ...of('GRADUATE_VOLUNTEER', fault === 'ONE_VOLUNTEER' ? 1 : 2),
    ...of('FINANCE_ASSISTANT', binds(XINFENG, townCode) && fault !== 'NO_FINANCE_ASSISTANT' ? 1 : 0),
  ];
}

/** When somebody holds a place; null where a batch has nobody for it. */
type Dates = { readonly validFrom: PlainDate; readonly validTo: PlainDate | null } | null;

/** No clause rotates the specialists: whoever came with the first batch stays. */
const specialistDates = (batch: 1 | 2): Dates => (batch === 1 ? { ...batchDates(1, 0), validTo: null } : null);

function cadreDates(batch: 1 | 2, place: number, fault: RosterFault): Dates {
  const dates = batchDates(batch, place % 2 === 0 || fault === 'ALL_ROTATED_AT_ONCE' ? 0 : 1);
  const overstays = fault === 'STAYED_TOO_LONG' && place === 2;
  if (!overstays) return dates;
  return batch === 1 ? { ...dates, validTo: null } : null;
}
