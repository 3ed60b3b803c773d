import { IMPORT_SEVERITY, valuesOf } from '@bangfu/kernel';
import type { ImportSeverity } from '@bangfu/kernel';
import { SERVICES } from './service';
import type { Service } from './service';
import { defineTable, readTable } from './table';

/** A known inconsistency of the documents that an import surfaces: the catalogue, not the finding. */
export interface ImportCaseRow {
  /** `I-01` to `I-67`. */
  readonly id: string;
  readonly severity: ImportSeverity;
  /** The clauses, or parts of clauses, that it is about; the one that decides the owner first. */
  readonly clauses: readonly string[];
  /** The service that owns the first clause and computes the issue. */
  readonly owner: Service;
  readonly evidenceEn: string;
  readonly evidenceZh: string;
  /** What the import does about it; it never repairs a printed value. */
  readonly action: string;
}

/** The table of import cases. */
export const IMPORT_CASES = defineTable({
  file: 'import_cases.csv',
  columns: ['id', 'severity', 'clauses', 'owner', 'evidence_en', 'evidence_zh', 'action'],
  row: (cells): ImportCaseRow => {
    const id = cells.text('id');
    if (!/^I-\d{2}$/.test(id)) cells.refuse('id', `'${id}' is not of the form I-01`);
    return {
      id,
      severity: cells.oneOf('severity', valuesOf(IMPORT_SEVERITY)),
      clauses: cells.list('clauses'),
      owner: cells.oneOf('owner', SERVICES),
      evidenceEn: cells.text('evidence_en'),
      evidenceZh: cells.text('evidence_zh'),
      action: cells.text('action'),
    };
  },
  key: ({ id }) => id,
});

/** The 67 known inconsistencies of the documents. @throws FactsError */
export const importCases = (): readonly ImportCaseRow[] => readTable(IMPORT_CASES);
