import { isSynthetic } from '@bangfu/kernel';
import { clauseReference, presentSource } from '@bangfu/graphql';
import type { Headcount, TeamPlaces as TeamPlacesValue, TownTeam as TownTeamValue } from '@bangfu/personnel-domain';
import { clauseIdOf } from '@bangfu/policy';
import { TeamHeadcount, TeamPlaces } from './roster.graphql';
import { TownTeam } from './town-team.graphql';

/** A team as the graph shows it. */
export const presentTeam = (value: TownTeamValue): TownTeam =>
  Object.assign(new TownTeam(), {
    id: value.id,
    kind: value.kind,
    status: value.status,
    supportGroupId: value.supportGroupId,
    townCode: value.townCode,
    firstSecretaryNomination: value.firstSecretaryNomination,
    rosterSource: value.roster && presentSource(value.roster.source),
    validFrom: value.validFrom,
    validTo: value.validTo,
    source: presentSource(value.source),
    synthetic: isSynthetic(value.source),
    value,
  });

const NOT_REPORTED = { cadres: null, specialists: null, professionals: null, total: null } as const;

/** The numbers of a team's people as the graph shows them. */
export const presentHeadcount = (headcount: Headcount | null): TeamHeadcount =>
  Object.assign(
    new TeamHeadcount(),
    headcount === null
      ? { ...NOT_REPORTED, unknownReason: '工作队名册尚未上报。' }
      : { ...headcount, unknownReason: null },
  );

/** The places of a role as the graph shows them. */
export function presentPlaces(places: TeamPlacesValue): TeamPlaces {
  const clauseId = clauseIdOf(places.requirementId);
  return Object.assign(new TeamPlaces(), places, { clauseId, clause: clauseReference(clauseId) });
}
