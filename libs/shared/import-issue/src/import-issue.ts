import { importCases, seedId } from '@bangfu/documents';
import { idOf, invariant } from '@bangfu/kernel';
import type { ImportFinding, ImportIssueId, ImportSeverity, Vocabulary } from '@bangfu/kernel';

/** 导入问题状态. */
export const IMPORT_ISSUE_STATUS = {
  OPEN: { zh: '待决定', en: 'A person still has to decide.' },
  DECIDED: { zh: '已决定', en: 'A person has decided.' },
} as const satisfies Vocabulary<string>;
export type ImportIssueStatus = keyof typeof IMPORT_ISSUE_STATUS;

/** A finding of an import as it is kept: with its severity, what the case says, and whether somebody has decided. */
export interface ImportIssue extends ImportFinding {
  readonly id: ImportIssueId;
  readonly severity: ImportSeverity;
  /** The disagreement in one Chinese sentence. */
  readonly evidence: string;
  /** What the import did about it; it never repaired a printed value. */
  readonly action: string;
  readonly status: ImportIssueStatus;
}

/** The day from which the ids of computed issues count: that of the plan whose cases they are. */
const CASES_SINCE = '2021-06-04';

/** Makes issues of findings: each finding of a case about a subject has the same id in every import. */
export function importIssues(findings: readonly ImportFinding[]): readonly ImportIssue[] {
  const cases = new Map(importCases().map((known) => [known.id, known]));
  return findings.map((finding) => {
    const known = cases.get(finding.caseId);
    invariant(known, `${finding.caseId} is a case of the catalogue`);
    return {
      ...finding,
      id: idOf(
        'ImportIssue',
        seedId('issue', CASES_SINCE, `${finding.caseId} ${finding.subjectKind} ${finding.subjectId}`),
      ),
      severity: known.severity,
      evidence: known.evidenceZh,
      action: known.action,
      status: 'OPEN',
    };
  });
}
