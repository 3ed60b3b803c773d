import type { Division, SupportGroup, TownCategorisation, Unit } from '@bangfu/organization-domain';
import type { DatedLoader, RequestContext } from '@bangfu/graphql';
import type { ImportIssue, ImportIssueContext } from '@bangfu/import-issue';
import type { CityRole, DivisionCode, SupportGroupId, UnitId } from '@bangfu/kernel';
import type { DivisionStore } from './division/division.store';
import type { PairingStore } from './pairing/pairing.store';
import type { SupportGroupStore } from './support-group/support-group.store';
import type { TownCategorisationStore } from './town/categorisation.store';
import type { UnitStore } from './unit/unit.store';

/** What the resolvers of this service are given with each request. */
export interface OrganizationContext extends RequestContext, ImportIssueContext {
  readonly stores: OrganizationStores;
  readonly loaders: {
    readonly division: DatedLoader<DivisionCode, Division>;
    readonly villagesOfTown: DatedLoader<DivisionCode, readonly Division[]>;
    readonly cityRoles: DatedLoader<DivisionCode, readonly CityRole[]>;
    readonly categorisation: DatedLoader<DivisionCode, TownCategorisation>;
    readonly groupOfTown: DatedLoader<DivisionCode, SupportGroup>;
    readonly group: DatedLoader<SupportGroupId, SupportGroup>;
    readonly unit: DatedLoader<UnitId, Unit>;
    readonly issues: DatedLoader<string, readonly ImportIssue[]>;
  };
}

/** The service's stores on its own database. */
export interface OrganizationStores {
  readonly divisions: DivisionStore;
  readonly categorisations: TownCategorisationStore;
  readonly units: UnitStore;
  readonly groups: SupportGroupStore;
  readonly pairings: PairingStore;
}
