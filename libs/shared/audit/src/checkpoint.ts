import { sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { NO_ENTRY } from './audit-entry';
import type { AggregateReference } from './audit-entry';
import { canonicalJson, sha256 } from './canonical';

/** The hashes of the entries of one chain that a checkpoint seals for the first time, from place `fromSeq` on. */
export interface SealedRun {
  readonly aggregate: AggregateReference;
  readonly fromSeq: number;
  readonly hashes: readonly string[];
}

/** What is signed. It is small enough to be read out; the hashes themselves travel beside it. */
export interface CheckpointStatement {
  /** Whose audit it is: the name of the service's database. */
  readonly service: string;
  /** From 1, without gap. */
  readonly number: number;
  /** ISO 8601. */
  readonly takenAt: string;
  /** How many entries are sealed by this checkpoint and all before it. */
  readonly entries: number;
  /** SHA-256 over the last sealed hash of every chain, in the order of kind and id. */
  readonly headsDigest: string;
  /** SHA-256 over the runs that this checkpoint adds. */
  readonly runsDigest: string;
  /** SHA-256 over the statement before; {@link NO_ENTRY} for the first. */
  readonly previous: string;
}

/** A signed statement with its evidence, as JSON: kept here and handed to a second party. */
export interface Checkpoint {
  readonly statement: CheckpointStatement;
  readonly runs: readonly SealedRun[];
  readonly keyId: string;
  /** EdDSA (Ed25519) over the canonical form of the statement, base64url. */
  readonly signature: string;
}

/** The private key that signs checkpoints, Ed25519, and the name under which its public key is known. */
export interface CheckpointSigner {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** The public keys that checkpoints may be signed with, by name; old ones stay when a new one takes over. */
export type CheckpointKeys = ReadonlyMap<string, KeyObject>;

/** What is wrong with a checkpoint. */
export type CheckpointFaultKind =
  /** It is signed with a key that is not among the known ones. */
  | 'UNKNOWN_KEY'
  /** The signature is not the statement's. */
  | 'SIGNATURE'
  /** The hashes beside the statement are not the ones signed. */
  | 'EVIDENCE'
  /** It does not follow the one before it, or is not of this service. */
  | 'OUT_OF_PLACE'
  /** There are later ones but not this one. */
  | 'MISSING'
  /** Two different ones are signed under this number. */
  | 'FORKED';

/** A checkpoint that does not fit. */
export interface CheckpointFault {
  readonly kind: CheckpointFaultKind;
  readonly number: number;
}

/** The name of a chain as a key of a map. */
export const chainKey = ({ kind, id }: AggregateReference): string => JSON.stringify([kind, id]);

/** All sealed hashes, by chain and in order: what checkpoints know of the audit. */
export type SealedChains = Map<string, { readonly aggregate: AggregateReference; readonly hashes: string[] }>;

const headsDigest = (sealed: SealedChains): string =>
  sha256(
    canonicalJson(
      [...sealed.values()]
        .map(({ aggregate, hashes }) => [aggregate.kind, aggregate.id, hashes.length, hashes.at(-1) ?? NO_ENTRY])
        .sort(([kindA, idA], [kindB, idB]) => (`${kindA}\n${idA}` < `${kindB}\n${idB}` ? -1 : 1)),
    ),
  );

const entriesIn = (sealed: SealedChains): number =>
  [...sealed.values()].reduce((total, { hashes }) => total + hashes.length, 0);

const digestOfStatement = (statement: CheckpointStatement): string => sha256(canonicalJson(statement));

/** Adds the runs of a checkpoint to what is sealed; false when one of them does not begin where its chain ends. */
function addRuns(sealed: SealedChains, runs: readonly SealedRun[]): boolean {
  return runs.every(({ aggregate, fromSeq, hashes }) => {
    const known = sealed.get(chainKey(aggregate));
    if (fromSeq !== (known?.hashes.length ?? 0) + 1) return false;
    if (known) known.hashes.push(...hashes);
    else sealed.set(chainKey(aggregate), { aggregate, hashes: [...hashes] });
    return true;
  });
}

/** Signs the next checkpoint after `last`; `sealed` is what is sealed so far and takes the new runs in. */
export function signCheckpoint(
  signer: CheckpointSigner,
  { service, takenAt, runs }: { service: string; takenAt: Date; runs: readonly SealedRun[] },
  last: Checkpoint | null,
  sealed: SealedChains,
): Checkpoint {
  if (!addRuns(sealed, runs)) throw new RangeError('a run does not begin where its chain ends');
  const statement: CheckpointStatement = {
    service,
    number: (last?.statement.number ?? 0) + 1,
    takenAt: takenAt.toISOString(),
    entries: entriesIn(sealed),
    headsDigest: headsDigest(sealed),
    runsDigest: sha256(canonicalJson(runs)),
    previous: last ? digestOfStatement(last.statement) : NO_ENTRY,
  };
  const signature = sign(null, Buffer.from(canonicalJson(statement)), signer.privateKey).toString('base64url');
  return { statement, runs, keyId: signer.keyId, signature };
}

/** What a set of checkpoints proves: the sealed chains up to the first checkpoint that does not fit. */
export interface CheckpointReading {
  readonly sealed: SealedChains;
  readonly fault: CheckpointFault | null;
  /** The last checkpoint that fits. */
  readonly last: Checkpoint | null;
}

/**
 * Reads checkpoints, those of the service and those of a second party together. Of several under one number the one
 * whose signature and evidence hold is taken, so that a broken copy here does not hide a good one there; two that
 * hold and differ are a fork.
 */
export function readCheckpoints(
  service: string,
  checkpoints: readonly Checkpoint[],
  keys: CheckpointKeys,
): CheckpointReading {
  const byNumber = new Map<number, Checkpoint[]>();
  for (const checkpoint of checkpoints) {
    const { number } = checkpoint.statement;
    byNumber.set(number, [...(byNumber.get(number) ?? []), checkpoint]);
  }
  const sealed: SealedChains = new Map();
  let last: Checkpoint | null = null;
  let entries = 0;
  for (let number = 1; byNumber.size > 0; number += 1) {
    const fault = (kind: CheckpointFaultKind): CheckpointReading => ({ sealed, last, fault: { kind, number } });
    const copies: readonly Checkpoint[] = byNumber.get(number) ?? [];
    byNumber.delete(number);
    const sound = copies.filter((copy) => faultOfCopy(copy, keys) === null);
    const [checkpoint] = sound;
    if (!checkpoint) return fault(copies[0] ? (faultOfCopy(copies[0], keys) ?? 'MISSING') : 'MISSING');
    const { statement, runs } = checkpoint;
    const digest = digestOfStatement(statement);
    if (sound.some((copy) => digestOfStatement(copy.statement) !== digest)) return fault('FORKED');
    const follows = statement.previous === (last ? digestOfStatement(last.statement) : NO_ENTRY);
    if (!follows || statement.service !== service || !addRuns(sealed, runs)) return fault('OUT_OF_PLACE');
    entries += runs.reduce((total, { hashes }) => total + hashes.length, 0);
    if (statement.entries !== entries) return fault('OUT_OF_PLACE');
    // The heads of the last one follow from the runs of all: one comparison holds for every checkpoint.
    if (byNumber.size === 0 && statement.headsDigest !== headsDigest(sealed)) return fault('OUT_OF_PLACE');
    last = checkpoint;
  }
  return { sealed, last, fault: null };
}

function faultOfCopy(
  { statement, runs, keyId, signature }: Checkpoint,
  keys: CheckpointKeys,
): CheckpointFaultKind | null {
  const key = keys.get(keyId);
  if (!key) return 'UNKNOWN_KEY';
  if (!verify(null, Buffer.from(canonicalJson(statement)), key, Buffer.from(signature, 'base64url')))
    return 'SIGNATURE';
  return sha256(canonicalJson(runs)) === statement.runsDigest ? null : 'EVIDENCE';
}
