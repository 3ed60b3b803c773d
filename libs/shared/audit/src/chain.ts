import type { AggregateReference } from './audit-entry';
import { NO_ENTRY } from './audit-entry';
import { canonicalJson, sha256 } from './canonical';

/** The last known link of a chain: the next entry follows it. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Where a chain begins. */
export const CHAIN_START: ChainHead = { seq: 0, hash: NO_ENTRY };

/**
 * The hash of an entry as it is stored: over every field that is there, except the hash itself. A field more, a field
 * less or a value of another type is another hash.
 * @throws TypeError when it holds a value that has no canonical form.
 */
export function entryHash(stored: object): string {
  return sha256(canonicalJson(Object.fromEntries(Object.entries(stored).filter(([field]) => field !== 'hash'))));
}

/** What is wrong with the place of a chain. */
export type AuditFaultKind =
  /** The content is not the one that was hashed. */
  | 'EDITED'
  /** There is no entry at this place, but there are later ones. */
  | 'MISSING'
  /** The entry does not follow the one before it: inserted, doubled or moved. */
  | 'OUT_OF_PLACE'
  /** There is no entry at this place any more, and none later; a checkpoint has sealed one. */
  | 'CUT'
  /** The entry fits its neighbours, but a checkpoint has sealed another one at this place. */
  | 'REWRITTEN';

/** The first place of a chain that does not fit. */
export interface AuditFault {
  readonly kind: AuditFaultKind;
  readonly aggregate: AggregateReference;
  /** The place in the chain of the aggregate, from 1. */
  readonly seq: number;
  /** The id of the entry found there; null when there is none. */
  readonly entryId: string | null;
}

/** An entry as verification finds it in storage: anything may have been done to it. */
export type FoundEntry = Readonly<Record<string, unknown>>;

/**
 * Judges one entry against the one before it and, where a checkpoint has sealed the place, against the sealed hash.
 * Answers null when it fits.
 */
export function faultOf(entry: FoundEntry, head: ChainHead, sealedHash: string | undefined): AuditFaultKind | null {
  const expected = head.seq + 1;
  const seq = entry['seq'];
  if (typeof seq !== 'number' || seq < expected) return 'OUT_OF_PLACE';
  if (seq > expected) return 'MISSING';
  if (hashOrNull(entry) !== entry['hash']) return 'EDITED';
  if (entry['previousHash'] !== head.hash) return 'OUT_OF_PLACE';
  return sealedHash !== undefined && sealedHash !== entry['hash'] ? 'REWRITTEN' : null;
}

/** A planted value without a canonical form is a fault of the entry, not of the verification. */
function hashOrNull(entry: FoundEntry): string | null {
  try {
    return entryHash(entry);
  } catch {
    return null;
  }
}
