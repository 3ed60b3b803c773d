import type { PlainDate, Source, Vocabulary } from '@bangfu/kernel';

/** 公开方式 (glossary 3.28). */
export const DISCLOSURE_LEVEL = {
  NOT_PUBLIC: { zh: '不公开', en: 'Not public; also the default where nothing is printed (I-42).' },
  PUBLIC: { zh: '主动公开', en: 'Published; only on explicit decision.' },
  ON_REQUEST: { zh: '依申请公开', en: 'Given to those who ask for it.' },
} as const satisfies Vocabulary<string>;
export type DisclosureLevel = keyof typeof DISCLOSURE_LEVEL;

/** 文件状态. */
export const DOCUMENT_STATUS = {
  RESOLVED: { zh: '已收录', en: 'Its clauses are held.' },
  UNRESOLVED: { zh: '待解析', en: 'Cited by a document held, and itself absent (I-53).' },
} as const satisfies Vocabulary<string>;
export type DocumentStatus = keyof typeof DOCUMENT_STATUS;

/** A policy document that is held, or the stub of one that is only cited. Null: nothing is printed, or nothing is held. */
export interface PolicyDocument {
  /** The prefix of its clause ids (`P`), or a name of ours for a stub (`FUND_USE_LIST`). */
  readonly id: string;
  /** Its place in the list of documents, from 1. */
  readonly place: number;
  /** Null where none is printed (D-0a). Documents enclosed with a notice share its number. */
  readonly number: string | null;
  readonly registerNumber: string | null;
  readonly title: string | null;
  /** As printed, the first signatory first. */
  readonly issuers: readonly string[];
  readonly issuedOn: PlainDate | null;
  readonly urgency: string | null;
  readonly channel: string | null;
  /** The printed release mode; null = nothing is printed. */
  readonly disclosure: DisclosureLevel | null;
  readonly status: DocumentStatus;
  /** The notice it is enclosed with. */
  readonly partOfId: string | null;
  readonly basedOnIds: readonly string[];
  /** Where its identity, or for a stub the citation, is printed. */
  readonly citedIn: readonly string[];
  readonly note: string | null;
  readonly source: Source;
}

/** The release mode that holds: the printed one; where nothing is printed, not public (KE-0a, I-42). */
export const effectiveDisclosure = ({ disclosure }: Pick<PolicyDocument, 'disclosure'>): DisclosureLevel =>
  disclosure ?? 'NOT_PUBLIC';
