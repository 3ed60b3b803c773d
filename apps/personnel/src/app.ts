import { datedLoader, groupedBy } from '@bangfu/graphql';
import { importIssueStore } from '@bangfu/import-issue';
import type { UnitId } from '@bangfu/kernel';
import type { Posting } from '@bangfu/personnel-domain';
import type { BuildApp } from '@bangfu/service';
import type { PersonnelContext } from './context';
import { importFacts, importFingerprint } from './import/import-facts';
import { personStore } from './person/person.mongo';
import { postingStore } from './posting/posting.mongo';
import { personnelSubgraph } from './schema';
import { supportGroupProjectionStore } from './support-group/support-group.mongo';
import { townTeamStore } from './town-team/town-team.mongo';

/** The personnel service on its database: persons, postings and the teams of the support groups. */
export const buildApp: BuildApp<PersonnelContext> = (connection, { synthetic }) => {
  const stores = {
    groups: supportGroupProjectionStore(connection),
    teams: townTeamStore(connection),
    postings: postingStore(connection),
    persons: personStore(connection),
  };
  const importIssues = importIssueStore(connection);
  return {
    name: 'personnel',
    subgraph: personnelSubgraph(),
    migrations: [],
    factsFingerprint: importFingerprint(synthetic),
    importFacts: () => importFacts({ ...stores, importIssues }, synthetic),
    context: (request) => ({
      ...request,
      stores,
      importIssues,
      loaders: {
        team: datedLoader(async (ids) => new Map((await stores.teams.findByIds(ids)).map((team) => [team.id, team]))),
        teamOfTown: datedLoader(
          async (towns, day) =>
            new Map((await stores.teams.findByTowns(towns, day)).map((team) => [team.townCode, team])),
        ),
        teamOfGroup: datedLoader(
          async (groups, day) =>
            new Map((await stores.teams.findByGroups(groups, day)).map((team) => [team.supportGroupId, team])),
        ),
        group: datedLoader(
          async (ids) => new Map((await stores.groups.findByIds(ids)).map((group) => [group.id, group])),
        ),
        person: datedLoader(
          async (ids) => new Map((await stores.persons.findByIds(ids)).map((person) => [person.id, person])),
        ),
        postingsOfTeam: datedLoader(async (teams) =>
          groupedBy(await stores.postings.findByTeams(teams), ({ teamId }) => teamId),
        ),
        postingsOfPerson: datedLoader(async (persons) =>
          groupedBy(await stores.postings.findByPersons(persons), ({ personId }) => personId),
        ),
        postingsOfUnit: datedLoader(async (units, day) => byUnit(await stores.postings.findByUnits(units, day))),
        issues: datedLoader(async (ids) => groupedBy(await importIssues.bySubjects(ids), ({ subjectId }) => subjectId)),
      },
    }),
  };
};

function byUnit(postings: readonly Posting[]): ReadonlyMap<UnitId, readonly Posting[]> {
  const dispatched = postings.flatMap((posting) =>
    posting.dispatchingUnitId === null ? [] : [{ unitId: posting.dispatchingUnitId, posting }],
  );
  const groups = groupedBy(dispatched, ({ unitId }) => unitId);
  return new Map([...groups].map(([unitId, group]) => [unitId, group.map(({ posting }) => posting)]));
}
