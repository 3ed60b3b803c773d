import { isSynthetic } from '@bangfu/kernel';
import { presentSource } from '@bangfu/graphql';
import type {
  GroupMembership as GroupMembershipValue,
  SupportGroup as SupportGroupValue,
} from '@bangfu/organization-domain';
import { GroupMembership, LeadCandidate, SupportGroup } from './support-group.graphql';

/** A group as the graph shows it. */
export const presentGroup = (group: SupportGroupValue): SupportGroup =>
  Object.assign(new SupportGroup(), {
    id: group.id,
    townCode: group.townCode,
    printedTownName: group.printedTownName,
    townNameFit: group.townNameFit,
    printedTownType: group.printedTownType,
    mode: group.mode,
    status: group.status,
    tier: group.tier,
    helperCityCode: group.helperCityCode,
    leadCandidates: group.leadCandidates.map(({ unitId, value, source }) =>
      Object.assign(new LeadCandidate(), { unitId, printedName: value, source }),
    ),
    validFrom: group.validFrom,
    validTo: group.validTo,
    source: presentSource(group.source),
    synthetic: isSynthetic(group.source),
    memberships: group.memberships.map(presentMembership),
  });

/** A unit's place in a group as the graph shows it. */
export const presentMembership = ({
  unitId,
  position,
  printedName,
  validFrom,
  validTo,
}: GroupMembershipValue): GroupMembership =>
  Object.assign(new GroupMembership(), { unitId, position, printedName, validFrom, validTo });
