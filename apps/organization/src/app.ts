import { datedLoader, groupedBy } from '@bangfu/graphql';
import { importIssueStore } from '@bangfu/import-issue';
import { cityRoles } from '@bangfu/organization-domain';
import type { BuildApp } from '@bangfu/service';
import type { OrganizationContext } from './context';
import { divisionStore } from './division/division.mongo';
import { importFacts, importFingerprint } from './import/import-facts';
import { pairingStore } from './pairing/pairing.mongo';
import { organizationSubgraph } from './schema';
import { supportGroupStore } from './support-group/support-group.mongo';
import { townCategorisationStore } from './town/categorisation.mongo';
import { unitStore } from './unit/unit.mongo';

/** The organization service on its database: divisions, towns, units, support groups and pairings. */
export const buildApp: BuildApp<OrganizationContext> = (connection, { synthetic }) => {
  const stores = {
    divisions: divisionStore(connection),
    categorisations: townCategorisationStore(connection),
    units: unitStore(connection),
    groups: supportGroupStore(connection),
    pairings: pairingStore(connection),
  };
  const importIssues = importIssueStore(connection);
  return {
    name: 'organization',
    subgraph: organizationSubgraph(),
    migrations: [],
    factsFingerprint: importFingerprint(synthetic),
    importFacts: () => importFacts({ ...stores, importIssues }, synthetic),
    context: (request) => ({
      ...request,
      stores,
      importIssues,
      loaders: {
        division: datedLoader(async (codes, day) => {
          const found = await stores.divisions.findByCodes(codes, day);
          return new Map(found.flatMap((division) => division.codes.map(({ code }) => [code, division] as const)));
        }),
        villagesOfTown: datedLoader(async (towns, day) =>
          groupedBy(await stores.divisions.findVillagesOf(towns, day), (village) => village.parentCode ?? village.code),
        ),
        cityRoles: datedLoader(async (cities, day) => {
          const [pairings, pioneers] = await Promise.all([
            stores.pairings.findInForce({}, day),
            stores.pairings.pioneerQuotas(),
          ]);
          return new Map(cities.map((city) => [city, cityRoles(city, pairings, pioneers)]));
        }),
        categorisation: datedLoader(
          async (towns, day) =>
            new Map((await stores.categorisations.findByTowns(towns, day)).map((known) => [known.townCode, known])),
        ),
        groupOfTown: datedLoader(
          async (towns, day) =>
            new Map((await stores.groups.findByTowns(towns, day)).map((group) => [group.townCode, group])),
        ),
        group: datedLoader(
          async (ids) => new Map((await stores.groups.findByIds(ids)).map((group) => [group.id, group])),
        ),
        unit: datedLoader(async (ids) => new Map((await stores.units.findByIds(ids)).map((unit) => [unit.id, unit]))),
        issues: datedLoader(async (ids) => groupedBy(await importIssues.bySubjects(ids), ({ subjectId }) => subjectId)),
      },
    }),
  };
};
