import type { Source } from '@bangfu/kernel';

/** A clause of a policy document: its number and title. */
export interface PolicyClause {
  /** Such as `P-2.1`; the prefix names the document. */
  readonly id: string;
  /** Its place among all clauses, from 1: the order in which the documents print them. */
  readonly place: number;
  readonly documentId: string;
  /** Where it stands, as printed (`二（一）`), or `notice` and `preamble` for what has no number. */
  readonly ref: string;
  readonly title: string;
  /** Null while the wording is not held. */
  readonly text: string | null;
  readonly source: Source;
}
