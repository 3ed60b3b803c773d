import type { PlainDate } from '@bangfu/kernel';
import { plainDate } from '@bangfu/kernel';

// What clauses print that no committed table carries, entered once as printed. Findings are computed from it.

/** To whom P-4.11f has the helper city's money paid, word for word; the sense asks for 被帮扶市 (I-25). */
export const PRINTED_PAYEE = { requirementId: 'P-4.11f', word: '帮扶市' } as const;

/** A deadline that the key points on East-West collaboration print, and the measure that it belongs to. */
export interface PrintedDeadline {
  readonly requirementId: string;
  readonly measureId: string;
  readonly dueOn: PlainDate;
}

/** The one-off deadlines of E-5 and E-7 (I-34). */
export const EAST_WEST_DEADLINES: readonly PrintedDeadline[] = [
  { requirementId: 'E-5a', measureId: 'E-5', dueOn: plainDate('2021-05-31') },
  { requirementId: 'E-5b', measureId: 'E-5', dueOn: plainDate('2021-06-30') },
  { requirementId: 'E-7b', measureId: 'E-7', dueOn: plainDate('2021-06-30') },
];

/** The word of X-4.4a for whoever signs for the town; a subdistrict has no such post (I-19). */
export const PRINTED_SIGNATORY = { requirementId: 'X-4.4a', word: '乡镇党委书记' } as const;
