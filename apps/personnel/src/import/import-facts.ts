import { factsFingerprint, xinfengTeams } from '@bangfu/documents';
import { importIssues } from '@bangfu/import-issue';
import type { ImportIssueStore } from '@bangfu/import-issue';
import { invariant } from '@bangfu/kernel';
import type { Person, Posting, SupportGroupProjection, TownTeam } from '@bangfu/personnel-domain';
import { syntheticProvince, xinfengGroups } from '@bangfu/seed';
import { groupProjections, nominationIn, teamOf } from './group-records';
import { ruleFindings } from './rule-findings';
import { syntheticRosters } from './synthetic-rosters';
import { teamFindings } from './team-findings';

/** Raised when this code makes other records of the same facts, so that a start imports them again. */
const IMPORT_VERSION = 1;

/** What tells one import from another: the facts, this code's version, and whether the synthetic set is in. */
export const importFingerprint = (synthetic: boolean): string =>
  [
    factsFingerprint([
      'divisions.csv',
      'pairing_annex.csv',
      'pioneer_towns.csv',
      'xinfeng_teams.csv',
      'xinfeng_text_readings.csv',
      'import_cases.csv',
    ]),
    `version ${IMPORT_VERSION}`,
    synthetic ? 'with synthetic set' : 'documents only',
  ].join(', ');

/** Where the import writes: each collection is made equal to the imported records, what persons entered stays. */
export interface ImportTargets {
  readonly groups: { reconcile(records: readonly SupportGroupProjection[]): Promise<unknown> };
  readonly teams: { reconcile(records: readonly TownTeam[]): Promise<unknown> };
  readonly persons: { reconcile(records: readonly Person[]): Promise<unknown> };
  readonly postings: { reconcile(records: readonly Posting[]): Promise<unknown> };
  readonly importIssues: ImportIssueStore;
}

/** Imports the projection of the support groups and a team for each; with the synthetic set, a roster for each team. */
export async function importFacts(targets: ImportTargets, synthetic: boolean): Promise<void> {
  const documents = xinfengGroups();
  const documentGroups = groupProjections(documents.groups, documents.units);
  const documentTeams = xinfengTeams().map((row) => {
    const seed = documents.groups.find(({ printedTownName }) => printedTownName === row.town);
    const group = documentGroups.find(({ id }) => id === seed?.id);
    invariant(seed && group, `row ${row.annexRow} of the annex makes a group`);
    return { row, group, team: teamOf(seed, nominationIn(row)) };
  });
  const province = synthetic ? syntheticProvince() : { units: [], groups: [] };
  const groups = [...documentGroups, ...groupProjections(province.groups, province.units)];
  const teams = [...documentTeams.map(({ team }) => team), ...province.groups.map((group) => teamOf(group, null))];
  const rosters = synthetic ? syntheticRosters(teams, groups) : { teams, persons: [], postings: [] };

  await targets.groups.reconcile(groups);
  await targets.teams.reconcile(rosters.teams);
  await targets.persons.reconcile(rosters.persons);
  await targets.postings.reconcile(rosters.postings);
  await targets.importIssues.record(importIssues([...teamFindings(documentTeams), ...ruleFindings(documentGroups)]));
}
