import { buildSubgraph } from '@bangfu/graphql';
import type { Subgraph } from '@bangfu/graphql';
import { importIssueResolver } from '@bangfu/import-issue';
import type { OrganizationContext } from './context';
import { City, County, Province, Town, Village } from './division/division.graphql';
import { divisionReference } from './division/division.reference';
import { CityResolver, DivisionResolver, TownPlaceResolver, VillageResolver } from './division/division.resolver';
import {
  HelperSubtotalResolver,
  PairingAnnexResolver,
  PairingResolver,
  PioneerQuotaResolver,
  RegisterComparisonResolver,
} from './pairing/pairing.resolver';
import { supportGroupReference } from './support-group/support-group.reference';
import {
  GroupMembershipResolver,
  LeadCandidateResolver,
  SupportGroupResolver,
} from './support-group/support-group.resolver';
import { TownResolver } from './town/town.resolver';
import { unitReference } from './unit/unit.reference';
import { UnitResolver } from './unit/unit.resolver';

/** The graph of the organization service. */
export const organizationSubgraph = (): Subgraph =>
  buildSubgraph<OrganizationContext>({
    resolvers: [
      DivisionResolver,
      CityResolver,
      VillageResolver,
      TownPlaceResolver,
      TownResolver,
      UnitResolver,
      SupportGroupResolver,
      GroupMembershipResolver,
      LeadCandidateResolver,
      PairingResolver,
      PairingAnnexResolver,
      HelperSubtotalResolver,
      PioneerQuotaResolver,
      RegisterComparisonResolver,
      importIssueResolver('organization', '组织与结对'),
    ],
    orphanedTypes: [Province, City, County, Town, Village],
    references: {
      Province: divisionReference('PROVINCE'),
      City: divisionReference('PREFECTURE_CITY'),
      County: divisionReference('COUNTY'),
      Town: divisionReference('TOWNSHIP'),
      Village: divisionReference('VILLAGE'),
      Unit: unitReference,
      SupportGroup: supportGroupReference,
    },
  });
