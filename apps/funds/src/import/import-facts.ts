import { divisions, factsFingerprint } from '@bangfu/documents';
import type { FundingObligation } from '@bangfu/funds-domain';
import { importIssues } from '@bangfu/import-issue';
import type { ImportIssueStore } from '@bangfu/import-issue';
import type { DivisionCode } from '@bangfu/kernel';
import { invariant } from '@bangfu/kernel';
import { dongguanFindings } from './dongguan-findings';
import { eastWestFindings } from './east-west-findings';
import { obligationFindings } from './obligation-findings';
import { annexObligations } from './obligation-records';
import { xinfengFindings } from './xinfeng-findings';

/** Raised when this code makes other records of the same facts, so that a start imports them again. */
const IMPORT_VERSION = 1;

/** What tells one import from another: the facts, this code's version, and whether the synthetic set is in. */
export const importFingerprint = (synthetic: boolean): string =>
  [
    factsFingerprint([
      'divisions.csv',
      'documents.csv',
      'pairing_annex.csv',
      'xinfeng_teams.csv',
      'xinfeng_text_readings.csv',
      'dongguan_2022_indicators.csv',
      'east_west_2021_measures.csv',
      'import_cases.csv',
    ]),
    `version ${IMPORT_VERSION}`,
    synthetic ? 'with synthetic set' : 'documents only',
  ].join(', ');

/** Where the import writes: each collection is made equal to the imported records, what persons entered stays. */
export interface ImportTargets {
  readonly obligations: { reconcile(records: readonly FundingObligation[]): Promise<unknown> };
  readonly importIssues: ImportIssueStore;
}

/** Imports the obligations that follow from the annex and computes the import issues. Nothing here is synthetic. */
export async function importFacts(targets: ImportTargets): Promise<void> {
  const obligations = annexObligations();
  await targets.obligations.reconcile(obligations);

  const names = new Map<DivisionCode, string>(divisions().map(({ code, name }) => [code, name]));
  const cityName = (code: DivisionCode): string => {
    const name = names.get(code);
    invariant(name, `division ${code} is in the register`);
    return name;
  };
  await targets.importIssues.record(
    importIssues([
      ...obligationFindings({ obligations, cityName }),
      ...xinfengFindings(),
      ...dongguanFindings(),
      ...eastWestFindings(),
    ]),
  );
}
