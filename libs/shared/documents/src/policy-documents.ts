import { clauseIdOf } from '@bangfu/policy';
import type { PlainDate } from '@bangfu/kernel';
import { documentOf } from './clause-id';
import type { DocumentId } from './clause-id';
import { defineTable, readTable } from './table';

/** RESOLVED: its clauses are held. UNRESOLVED: cited by a document held, and itself absent (I-53). */
export const DOCUMENT_STATUSES = ['RESOLVED', 'UNRESOLVED'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** A document that is held, or the stub of one that is only cited. Null: nothing is printed, or nothing is held. */
export interface PolicyDocumentRow {
  /** The prefix of its clause ids (`P`), or a name of ours for a stub (`FUND_USE_LIST`). */
  readonly id: string;
  /** The notice it is enclosed with: KE for K and E, which print no number of their own. */
  readonly partOf: string | null;
  readonly number: string | null;
  /** A second number under which it was registered, as P prints one. */
  readonly registerNumber: string | null;
  readonly title: string | null;
  readonly issuers: readonly string[];
  readonly issuedOn: PlainDate | null;
  readonly urgency: string | null;
  readonly channel: string | null;
  /** The printed release mode. Null is not public: what prints no mode is denied by default (I-42). */
  readonly disclosure: 'NOT_PUBLIC' | null;
  readonly status: DocumentStatus;
  /** Ids of the documents it says it is based on. */
  readonly basedOn: readonly string[];
  /** Where the identity, or for a stub the citation, is printed. */
  readonly citedIn: readonly string[];
  readonly notes: string | null;
}

/** The table of documents: six titles under three numbers and one without, and the stubs of what they cite. */
export const POLICY_DOCUMENTS = defineTable({
  file: 'documents.csv',
  columns: [
    'id',
    'part_of',
    'number',
    'register_number',
    'title',
    'issuers',
    'issued_on',
    'urgency',
    'channel',
    'disclosure',
    'status',
    'based_on',
    'cited_in',
    'notes',
  ],
  row: (cells): PolicyDocumentRow => ({
    id: cells.text('id'),
    partOf: cells.textOrNull('part_of'),
    number: cells.textOrNull('number'),
    registerNumber: cells.textOrNull('register_number'),
    title: cells.textOrNull('title'),
    issuers: cells.list('issuers'),
    issuedOn: cells.dateOrNull('issued_on'),
    urgency: cells.textOrNull('urgency'),
    channel: cells.textOrNull('channel'),
    disclosure: cells.oneOfOrNull('disclosure', ['NOT_PUBLIC']),
    status: cells.oneOf('status', DOCUMENT_STATUSES),
    basedOn: cells.list('based_on'),
    citedIn: cells.list('cited_in'),
    notes: cells.textOrNull('notes'),
  }),
  key: ({ id }) => id,
});

/** The policy documents. @throws FactsError */
export const policyDocuments = (): readonly PolicyDocumentRow[] => readTable(POLICY_DOCUMENTS);

/** A clause of a document held: its number and title; its text is not held. */
export interface PolicyClauseRow {
  readonly id: string;
  readonly documentId: DocumentId;
  readonly documentNumber: string | null;
  readonly documentTitle: string;
  readonly issuers: readonly string[];
  readonly issuedOn: PlainDate;
  /** Where it stands, as printed (二（一）, 附件备注1), or `notice` and `preamble` for what has no number. */
  readonly ref: string;
  readonly title: string;
}

/** The table of clauses. */
export const POLICY_CLAUSES = defineTable({
  file: 'policy_clauses.csv',
  columns: ['document_no', 'title', 'issuer', 'date', 'clause_id', 'clause_ref', 'clause_title_zh'],
  row: (cells): PolicyClauseRow => {
    const id = cells.text('clause_id');
    if (clauseIdOf(id) !== id) cells.refuse('clause_id', `'${id}' is a part of ${clauseIdOf(id)}, not a clause`);
    return {
      id,
      documentId: documentOf(id) ?? cells.refuse('clause_id', `'${id}' has no document's prefix`),
      documentNumber: cells.textOrNull('document_no'),
      documentTitle: cells.text('title'),
      issuers: cells.list('issuer'),
      issuedOn: cells.date('date'),
      ref: cells.text('clause_ref'),
      title: cells.text('clause_title_zh'),
    };
  },
  key: ({ id }) => id,
});

/** The 130 clauses of the documents held. @throws FactsError */
export const policyClauses = (): readonly PolicyClauseRow[] => readTable(POLICY_CLAUSES);
