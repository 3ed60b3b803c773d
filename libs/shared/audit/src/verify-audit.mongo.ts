import type { Connection } from 'mongoose';
import type { AggregateReference } from './audit-entry';
import { CHAIN_START, faultOf } from './chain';
import type { AuditFault, ChainHead, FoundEntry } from './chain';
import { chainKey, readCheckpoints, signCheckpoint } from './checkpoint';
import type {
  Checkpoint,
  CheckpointFault,
  CheckpointKeys,
  CheckpointReading,
  CheckpointSigner,
  SealedRun,
} from './checkpoint';
import { auditCollections, toCheckpoint } from './collections.mongo';
import type { StoredCheckpoint } from './collections.mongo';

/** What verification is given besides the database. */
export interface VerifyOptions {
  /** The public keys of checkpoints, by name. */
  readonly keys: CheckpointKeys;
  /** Checkpoints that a second party has kept; those stored in the database are read as well. */
  readonly checkpoints?: readonly Checkpoint[];
}

/** What verification found. */
export interface AuditReport {
  readonly service: string;
  readonly entries: number;
  readonly chains: number;
  /** How many entries the checkpoints seal; later ones are held by their chain alone. */
  readonly sealed: number;
  /** The first place of each chain that does not fit, in the order of kind, id and place. */
  readonly faults: readonly AuditFault[];
  /** The first of them; null = every entry fits. */
  readonly firstFault: AuditFault | null;
  /** The first checkpoint that does not fit; those before it still count. */
  readonly checkpointFault: CheckpointFault | null;
}

/** How many hashes one checkpoint adds at most: it stays far below the size that a document may have. */
const MOST_PER_CHECKPOINT = 50_000;
const BATCH = 1000;

/**
 * Reads the whole audit of a service and judges every entry against the one before it and against what checkpoints have
 * sealed. The stored checkpoints are read first, so that acts may go on meanwhile: entries are read in the order of their
 * chains, and a chain only grows at its end.
 */
export async function verifyAudit(connection: Connection, options: VerifyOptions): Promise<AuditReport> {
  const reading = await checkpointsOf(connection, options);
  const { faults, entries, chains } = await walk(connection, reading, () => undefined);
  return {
    service: connection.name,
    entries,
    chains,
    sealed: sealedCount(reading),
    faults,
    firstFault: faults[0] ?? null,
    checkpointFault: reading.fault,
  };
}

/** Thrown when a checkpoint is asked for and the audit does not verify: what does not fit is not signed. */
export class AuditDoesNotVerify extends Error {
  override readonly name = 'AuditDoesNotVerify';

  constructor(
    readonly fault: AuditFault | null,
    readonly checkpointFault: CheckpointFault | null,
  ) {
    super(`no checkpoint of an audit that does not verify: ${JSON.stringify(fault ?? checkpointFault)}`);
  }
}

/**
 * Verifies the audit and seals what no checkpoint has sealed yet. Answers the new checkpoints, stored already and to be handed
 * to a second party: one, more when very many entries are new, none when there are none.
 * @throws AuditDoesNotVerify; a duplicate-key error when another process takes the same checkpoint at this moment.
 */
export async function takeCheckpoint(
  connection: Connection,
  signer: CheckpointSigner,
  options: VerifyOptions & { readonly at: Date },
): Promise<readonly Checkpoint[]> {
  const reading = await checkpointsOf(connection, options);
  const runs: SealedRun[] = [];
  const { faults } = await walk(connection, reading, (run) => runs.push(run));
  if (faults[0] || reading.fault) throw new AuditDoesNotVerify(faults[0] ?? null, reading.fault);
  const { checkpoints } = auditCollections(connection);
  const taken: Checkpoint[] = [];
  let { last } = reading;
  for (const part of parts(runs)) {
    last = signCheckpoint(signer, { service: connection.name, takenAt: options.at, runs: part }, last, reading.sealed);
    await checkpoints.create([{ _id: last.statement.number, checkpoint: JSON.stringify(last) }]);
    taken.push(last);
  }
  return taken;
}

async function checkpointsOf(connection: Connection, { keys, checkpoints = [] }: VerifyOptions) {
  const { checkpoints: stored } = auditCollections(connection);
  const own = (await stored.find({}).sort({ _id: 1 }).lean()) as StoredCheckpoint[];
  return readCheckpoints(connection.name, [...own.map(toCheckpoint), ...checkpoints], keys);
}

/** Goes through all chains; tells what each has beyond its sealed part, and the first fault of each. */
async function walk(connection: Connection, { sealed }: CheckpointReading, onUnsealed: (run: SealedRun) => void) {
  const faults: AuditFault[] = [];
  const unseen = new Set(sealed.keys());
  let entries = 0;
  let chains = 0;
  let chain: { aggregate: AggregateReference; head: ChainHead; faulty: boolean; added: string[] } | null = null;

  const close = (): void => {
    if (!chain) return;
    const { aggregate, head, faulty, added } = chain;
    const hashes = sealed.get(chainKey(aggregate))?.hashes ?? [];
    if (!faulty && head.seq < hashes.length) {
      faults.push({ kind: 'CUT', aggregate, seq: head.seq + 1, entryId: null });
    }
    if (!faulty && added.length > 0) onUnsealed({ aggregate, fromSeq: head.seq - added.length + 1, hashes: added });
  };

  const cursor = connection
    .collection('audit_entries')
    .find({})
    .sort({ 'aggregate.kind': 1, 'aggregate.id': 1, seq: 1 })
    .batchSize(BATCH);
  for await (const entry of cursor as AsyncIterable<FoundEntry>) {
    entries += 1;
    const aggregate = aggregateOf(entry);
    const key = chainKey(aggregate);
    if (!chain || chainKey(chain.aggregate) !== key) {
      close();
      chains += 1;
      unseen.delete(key);
      chain = { aggregate, head: CHAIN_START, faulty: false, added: [] };
    }
    if (chain.faulty) continue;
    const place: number = chain.head.seq + 1;
    const hashes = sealed.get(key)?.hashes ?? [];
    const kind = faultOf(entry, chain.head, hashes[place - 1]);
    if (kind === null) {
      chain.head = { seq: place, hash: String(entry['hash']) };
      if (place > hashes.length) chain.added.push(chain.head.hash);
    } else {
      chain.faulty = true;
      // An entry that comes too early is at the place it claims; every other fault is at the place that was due.
      const seq = kind === 'OUT_OF_PLACE' && typeof entry['seq'] === 'number' ? entry['seq'] : place;
      faults.push({ kind, aggregate, seq, entryId: kind === 'MISSING' ? null : shownId(entry) });
    }
  }
  close();
  for (const key of unseen) {
    const lost = sealed.get(key);
    if (lost) faults.push({ kind: 'CUT', aggregate: lost.aggregate, seq: 1, entryId: null });
  }
  faults.sort((a, b) => (orderKey(a.aggregate) < orderKey(b.aggregate) ? -1 : 1));
  return { faults, entries, chains };
}

const orderKey = ({ kind, id }: AggregateReference): string => `${kind}\n${id}`;
const shownId = ({ _id }: FoundEntry): string | null => (typeof _id === 'string' ? _id : null);

function aggregateOf({ aggregate }: FoundEntry): AggregateReference {
  const { kind, id } = (aggregate ?? {}) as Partial<AggregateReference>;
  return { kind: String(kind), id: String(id) };
}

const sealedCount = ({ sealed }: CheckpointReading): number =>
  [...sealed.values()].reduce((total, { hashes }) => total + hashes.length, 0);

/** Splits runs into parts of at most {@link MOST_PER_CHECKPOINT} hashes, a long run over several. */
function parts(runs: readonly SealedRun[]): readonly (readonly SealedRun[])[] {
  const split: SealedRun[][] = [];
  let room = 0;
  for (const { aggregate, fromSeq, hashes } of runs) {
    for (let start = 0; start < hashes.length;) {
      if (room === 0) {
        split.push([]);
        room = MOST_PER_CHECKPOINT;
      }
      const taken = hashes.slice(start, start + room);
      split.at(-1)?.push({ aggregate, fromSeq: fromSeq + start, hashes: taken });
      room -= taken.length;
      start += taken.length;
    }
  }
  return split;
}
