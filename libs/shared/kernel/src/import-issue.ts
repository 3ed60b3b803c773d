import type { Vocabulary } from './vocabulary';

/** 导入问题严重程度 (requirements, section 7). */
export const IMPORT_SEVERITY = {
  CONFLICT: { zh: '冲突', en: 'Two sources disagree.' },
  GAP: { zh: '缺失', en: 'Something needed is missing.' },
  AMBIGUOUS: { zh: '歧义', en: 'More than one reading is possible.' },
  SLIP: { zh: '笔误', en: 'A likely error in the text.' },
  LAYOUT: { zh: '版式', en: 'The form of a table misleads a reader.' },
  TRAP: { zh: '易错', en: 'Consistent, but easy to read wrongly.' },
} as const satisfies Vocabulary<string>;
export type ImportSeverity = keyof typeof IMPORT_SEVERITY;

/** One of the values that disagree, and where it stands. */
export interface Reading {
  readonly value: string;
  readonly source: string;
}

/**
 * A disagreement that an import found in its facts, as the rule that computes it states it. Values stay as printed; a
 * person decides. The case says what kind of disagreement it is (`I-01` … `I-67`), the subject where it was met.
 */
export interface ImportFinding {
  readonly caseId: string;
  readonly subjectKind: string;
  /** Code, id or another stable name of what it is about. */
  readonly subjectId: string;
  readonly subjectLabel: string;
  readonly requirementIds: readonly string[];
  readonly readings: readonly Reading[];
  readonly suggestion: string | null;
  /** Who must decide, in Chinese. */
  readonly owner: string;
}
