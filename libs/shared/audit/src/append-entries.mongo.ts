import { newId } from '@bangfu/documents';
import { invariant } from '@bangfu/kernel';
import type { ClientSession } from 'mongoose';
import type { Actor, AggregateReference, AuditEntryKind, FieldChange } from './audit-entry';
import { canonicalJson } from './canonical';
import { CHAIN_START, entryHash } from './chain';
import type { ChainHead } from './chain';
import { chainKey } from './checkpoint';
import type { AuditCollections, StoredEntry } from './collections.mongo';
import { differences, liesWithin } from './field-changes';
import type { TransactionWatch } from './transaction-watch.mongo';

/** A personal value that the audit must not hold as it is. */
export interface PersonalValue {
  readonly aggregate: AggregateReference;
  readonly path: string;
  readonly value: unknown;
  /** The document it stands in, before or after the act: whose key seals it is read from it. */
  readonly document: object;
}

/**
 * Gives the opaque text that stands for a personal value in the audit: sealed under the person's own key, so that
 * erasing the key erases the value and the chain still verifies. A value that is stored sealed already is its own.
 */
export type SealPersonal = (personal: PersonalValue) => Promise<string>;

/** What entries say besides the change. */
export interface EntryContext {
  readonly act: string;
  readonly actId: string;
  readonly actor: Actor;
  readonly actedFor: Actor | null;
  readonly reason: string | null;
  readonly at: Date;
}

/** What an entry records, before it takes its place in its chain. */
export interface EntryDraft {
  readonly aggregate: AggregateReference;
  readonly kind: AuditEntryKind;
  /** null = whatever the chain says: nothing changed. */
  readonly version: number | null;
  readonly changes: readonly FieldChange[];
}

/** Where the recorder stands: its collections, the transaction it writes in, and who seals. */
export interface RecorderParts {
  readonly collections: AuditCollections;
  readonly session: ClientSession;
  readonly watch: TransactionWatch;
  readonly seal: SealPersonal | null;
}

/** Chains drafts to their aggregates and writes them, in their order. */
export async function appendEntries(
  { collections, session, watch }: RecorderParts,
  { act, actId, actor, actedFor, reason, at }: EntryContext,
  drafts: readonly EntryDraft[],
): Promise<readonly StoredEntry[]> {
  if (drafts.length === 0) return [];
  const heads = new Map<string, ChainHead & { readonly version: number }>();
  const entries: StoredEntry[] = [];
  for (const { aggregate, kind, version, changes } of drafts) {
    const key = chainKey(aggregate);
    const head = heads.get(key) ?? (await lastEntry(collections, session, aggregate));
    const content = {
      _id: newId('audit', at),
      actId,
      aggregate: { kind: aggregate.kind, id: aggregate.id },
      seq: head.seq + 1,
      kind,
      version: version ?? head.version,
      act,
      actor: copyOf(actor),
      actedFor: actedFor && copyOf(actedFor),
      reason,
      at,
      changes,
      previousHash: head.hash,
    };
    const entry: StoredEntry = { ...content, hash: entryHash(content) };
    heads.set(key, entry);
    entries.push(entry);
  }
  watch.expect('insert', collections.entries.collection.collectionName);
  await collections.entries.insertMany(entries, { session });
  return entries;
}

async function lastEntry({ entries }: AuditCollections, session: ClientSession, { kind, id }: AggregateReference) {
  const last = (await entries
    .findOne({ 'aggregate.kind': kind, 'aggregate.id': id })
    .sort({ 'aggregate.kind': -1, 'aggregate.id': -1, seq: -1 })
    .session(session)
    .lean()) as StoredEntry | null;
  return last ?? { ...CHAIN_START, version: 0 };
}

const copyOf = ({ kind, id, role }: Actor): Actor => ({ kind, id, role });

/**
 * What differs between two states of a document, as the audit may keep it: personal values as the text that seals them.
 * @throws InvariantViolation when a personal value changed and nothing is known to seal it.
 */
export async function fieldChanges(
  aggregate: AggregateReference,
  { before, after }: { readonly before: object | null; readonly after: object | null },
  personal: readonly string[],
  seal: SealPersonal | null,
): Promise<readonly FieldChange[]> {
  const kept = async (path: string, value: unknown, document: object | null): Promise<string | null> => {
    if (value === undefined || document === null) return null;
    if (!liesWithin(path, personal)) return canonicalJson(value);
    invariant(seal, `auditTrail is given how to seal ${aggregate.kind}.${path}`);
    return seal({ aggregate, path, value, document });
  };
  return Promise.all(
    differences(before, after).map(async (difference) => ({
      path: difference.path,
      before: await kept(difference.path, difference.before, before),
      after: await kept(difference.path, difference.after, after),
      sealed: liesWithin(difference.path, personal),
    })),
  );
}
