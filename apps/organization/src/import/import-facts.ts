import { factsFingerprint } from '@bangfu/documents';
import type { DivisionCode } from '@bangfu/kernel';
import { invariant } from '@bangfu/kernel';
import { importIssues } from '@bangfu/import-issue';
import type { ImportIssueStore } from '@bangfu/import-issue';
import type {
  CityPairing,
  Division,
  PioneerQuota,
  SupportGroup,
  TownCategorisation,
  Unit,
} from '@bangfu/organization-domain';
import { countsTowardQuota } from '@bangfu/organization-domain';
import { syntheticProvince, xinfengGroups } from '@bangfu/seed';
import { annexFindings } from './annex-findings';
import { annexPairings, annexPioneers } from './annex-records';
import { categorisationRecord, groupRecord, unitRecord } from './group-records';
import { registerDivisions } from './register-records';
import { xinfengFindings } from './xinfeng-findings';

/** Raised when this code makes other records of the same facts, so that a start imports them again. */
const IMPORT_VERSION = 1;

/** What tells one import from another: the facts, this code's version, and whether the synthetic set is in. */
export const importFingerprint = (synthetic: boolean): string =>
  [
    factsFingerprint([
      'divisions.csv',
      'villages.csv',
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
  readonly divisions: { reconcile(records: readonly Division[]): Promise<unknown> };
  readonly categorisations: { reconcile(records: readonly TownCategorisation[]): Promise<unknown> };
  readonly units: { reconcile(records: readonly Unit[]): Promise<unknown> };
  readonly groups: { reconcile(records: readonly SupportGroup[]): Promise<unknown> };
  readonly pairings: {
    reconcile(pairings: readonly CityPairing[], pioneers: readonly PioneerQuota[]): Promise<unknown>;
  };
  readonly importIssues: ImportIssueStore;
}

/** Imports the register, the annex, Xinfeng's groups and, unless left out, the synthetic set; computes the import issues. */
export async function importFacts(targets: ImportTargets, synthetic: boolean): Promise<void> {
  const divisions = registerDivisions();
  const documents = xinfengGroups();
  const province = synthetic ? syntheticProvince() : { categorisations: [], units: [], groups: [] };
  const [pairings, pioneers] = [annexPairings(), annexPioneers()];
  await targets.divisions.reconcile(divisions);
  await targets.categorisations.reconcile(
    [...documents.categorisations, ...province.categorisations].map(categorisationRecord),
  );
  await targets.units.reconcile([...documents.units, ...province.units].map(unitRecord));
  await targets.groups.reconcile([...documents.groups, ...province.groups].map(groupRecord));
  await targets.pairings.reconcile(pairings, pioneers);

  const names = new Map<string, string>(divisions.map(({ code, name }) => [code, name]));
  const nameOf = (code: string): string => {
    const name = names.get(code);
    invariant(name, `division ${code} is in the register`);
    return name;
  };
  const findings = [
    ...xinfengFindings({
      groups: documents.groups.map(groupRecord),
      units: documents.units.map(unitRecord),
      categorisations: documents.categorisations.map(categorisationRecord),
      townName: nameOf,
    }),
    ...annexFindings({ pairings, pioneers, registerTowns: townsByCity(divisions), cityName: nameOf }),
  ];
  await targets.importIssues.record(importIssues(findings));
}

function townsByCity(divisions: readonly Division[]): ReadonlyMap<DivisionCode, number> {
  const counts = new Map<DivisionCode, number>();
  for (const { cityCode } of divisions.filter(countsTowardQuota)) {
    if (cityCode !== null) counts.set(cityCode, (counts.get(cityCode) ?? 0) + 1);
  }
  return counts;
}
