import { seedId } from '@bangfu/documents';
import type { XinfengTeamRow } from '@bangfu/documents';
import { idOf, invariant } from '@bangfu/kernel';
import type { UnitId } from '@bangfu/kernel';
import type { NominationStatus, ProjectedUnit, SupportGroupProjection, TownTeam } from '@bangfu/personnel-domain';
import { isUndisputed } from '@bangfu/seed';
import type { SeedGroup, SeedUnit } from '@bangfu/seed';

/** What this service keeps of the groups of an import, with the name and kind of each unit. */
export function groupProjections(
  groups: readonly SeedGroup[],
  units: readonly SeedUnit[],
): readonly SupportGroupProjection[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const projected = (unitId: UnitId): ProjectedUnit => {
    const unit = byId.get(unitId);
    invariant(unit, `unit ${unitId} of a group is in the import`);
    return { unitId, name: unit.name, kind: unit.kind };
  };
  return groups.map((group) => {
    const memberUnitIds = group.members.map(({ unitId }) => unitId);
    const leadCandidateUnitIds = group.leadCandidates.map(({ unitId }) => unitId);
    const leadUnitId = group.lead?.unitId ?? null;
    const named = [...(leadUnitId === null ? [] : [leadUnitId]), ...leadCandidateUnitIds, ...memberUnitIds];
    return {
      id: group.id,
      townCode: group.townCode,
      tier: group.tier,
      leadUnitId,
      memberUnitIds,
      leadCandidateUnitIds,
      units: [...new Set(named)].map(projected),
      status: isUndisputed(group) ? 'ACTIVE' : 'UNRESOLVED',
      validFrom: group.validFrom,
      validTo: null,
      source: group.source,
    };
  });
}

/** The team of a group (P-2.1a). Nobody has reported its roster: no document prints who was posted. */
export const teamOf = (group: SeedGroup, firstSecretaryNomination: NominationStatus | null): TownTeam => ({
  id: idOf('TownTeam', seedId('team', group.validFrom, group.id)),
  supportGroupId: group.id,
  townCode: group.townCode,
  kind: 'TOWN_TEAM',
  status: 'ACTIVE',
  firstSecretaryNomination,
  roster: null,
  validFrom: group.validFrom,
  validTo: null,
  source: group.source,
});

/** Whether the annex names the units that send a group's first secretaries (XA-2). */
export const nominationIn = ({ firstSecretaryUnits }: XinfengTeamRow): NominationStatus =>
  firstSecretaryUnits.length > 0 ? 'NOMINATED' : 'TO_BE_NOMINATED';
