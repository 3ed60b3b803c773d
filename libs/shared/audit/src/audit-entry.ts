import type { Vocabulary } from '@bangfu/kernel';

/** A thing whose changes are counted and chained together: its kind, `Posting`, and its id. */
export interface AggregateReference {
  readonly kind: string;
  readonly id: string;
}

/** 操作主体类型. */
export const ACTOR_KIND = {
  PERSON: { zh: '人员', en: 'A person who signed in.' },
  AGENCY: { zh: '机构', en: 'An agency with its own credentials, no person behind the single act.' },
  SYSTEM: { zh: '系统', en: 'The platform itself, such as a deadline that has passed.' },
} as const satisfies Vocabulary<string>;
export type ActorKind = keyof typeof ACTOR_KIND;

/** Who acts. The id is a pseudonym and never a name; the role is the one that gave the right at that moment. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly role: string | null;
}

/** 审计记录类型. */
export const AUDIT_ENTRY_KIND = {
  CREATED: { zh: '新建', en: 'The thing was made.' },
  CHANGED: { zh: '变更', en: 'The thing was changed.' },
  REMOVED: { zh: '删除', en: 'The thing was removed.' },
  DISCLOSED: { zh: '查阅', en: 'Personal values of the thing were shown unmasked; nothing changed.' },
} as const satisfies Vocabulary<string>;
export type AuditEntryKind = keyof typeof AUDIT_ENTRY_KIND;

/** One field that an act changed. */
export interface FieldChange {
  /** Dotted path, positions of lists included: `members.0.postId`. */
  readonly path: string;
  /** Canonical JSON of the value before; the opaque text of the caller when sealed; null = there was none. */
  readonly before: string | null;
  /** As `before`, for the value after. */
  readonly after: string | null;
  /** Whether the values are personal and stand here only as the opaque text that the caller gave for them. */
  readonly sealed: boolean;
}

/** One change of one thing, or one disclosure of its personal values: who, for whom, when, why and what. */
export interface AuditEntry {
  readonly id: string;
  /** The same for all entries of one act. */
  readonly actId: string;
  readonly aggregate: AggregateReference;
  /** The place in the chain of the thing, from 1, without gap. */
  readonly seq: number;
  readonly kind: AuditEntryKind;
  /** The version of the thing after the act. */
  readonly version: number;
  /** The name of the act, such as `proposePosting`. */
  readonly act: string;
  readonly actor: Actor;
  /** Whom the actor stood in for; null = acted for themselves. */
  readonly actedFor: Actor | null;
  /** The reason given, or the stated purpose of a disclosure. */
  readonly reason: string | null;
  readonly at: Date;
  readonly changes: readonly FieldChange[];
  /** The hash of the entry before it in the chain of the thing; {@link NO_ENTRY} for the first. */
  readonly previousHash: string;
  /** SHA-256 over all of the above in canonical form. */
  readonly hash: string;
}

/** What stands for the hash before the first entry of a chain. */
export const NO_ENTRY = '0'.repeat(64);
