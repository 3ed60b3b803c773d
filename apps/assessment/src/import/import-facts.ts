import { factsFingerprint } from '@bangfu/documents';
import type { Indicator, IndicatorReading, Measure, PolicyClause, PolicyDocument } from '@bangfu/assessment-domain';
import { importIssues } from '@bangfu/import-issue';
import type { ImportIssueStore } from '@bangfu/import-issue';
import { documentFindings } from './document-findings';
import { clauseRecords, documentRecords, measureRecords } from './document-records';
import { indicatorFindings } from './indicator-findings';
import { indicatorRecords } from './indicator-records';
import { measureFindings } from './measure-findings';
import { syntheticReadings } from './synthetic-readings';

/** Raised when this code makes other records of the same facts, so that a start imports them again. */
const IMPORT_VERSION = 1;

/** What tells one import from another: the facts, this code's version, and whether the synthetic set is in. */
export const importFingerprint = (synthetic: boolean): string =>
  [
    factsFingerprint([
      'documents.csv',
      'policy_clauses.csv',
      'key_points_2021_measures.csv',
      'east_west_2021_measures.csv',
      'dongguan_2022_indicators.csv',
      'import_cases.csv',
      // The synthetic readings are about the groups and towns that follow from these.
      'divisions.csv',
      'pairing_annex.csv',
      'pioneer_towns.csv',
      'xinfeng_teams.csv',
      'xinfeng_text_readings.csv',
    ]),
    `version ${IMPORT_VERSION}`,
    synthetic ? 'with synthetic set' : 'documents only',
  ].join(', ');

interface Target<Item> {
  reconcile(records: readonly Item[]): Promise<unknown>;
}

/** Where the import writes: each collection is made equal to the imported records, what persons entered stays. */
export interface ImportTargets {
  readonly documents: Target<PolicyDocument>;
  readonly clauses: Target<PolicyClause>;
  readonly measures: Target<Measure>;
  readonly indicators: Target<Indicator>;
  readonly readings: Target<IndicatorReading>;
  readonly importIssues: ImportIssueStore;
}

/** Imports documents, clauses, measures, indicators and, unless left out, synthetic readings; computes the import issues. */
export async function importFacts(targets: ImportTargets, synthetic: boolean): Promise<void> {
  const documents = documentRecords();
  const clauses = clauseRecords();
  const measures = measureRecords();
  const indicators = indicatorRecords();
  await targets.documents.reconcile(documents);
  await targets.clauses.reconcile(clauses);
  await targets.measures.reconcile(measures);
  await targets.indicators.reconcile(indicators);
  await targets.readings.reconcile(synthetic ? syntheticReadings(indicators) : []);
  const findings = [
    ...documentFindings({ documents, clauses }),
    ...measureFindings({ measures, indicators }),
    ...indicatorFindings({ indicators, documents }),
  ];
  await targets.importIssues.record(importIssues(findings));
}
