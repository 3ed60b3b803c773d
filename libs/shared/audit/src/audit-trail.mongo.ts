import { newId } from '@bangfu/documents';
import { err, invariant, ok } from '@bangfu/kernel';
import type { Result } from '@bangfu/kernel';
import type { ClientSession, Connection } from 'mongoose';
import { digestOf, VersionConflict } from './act';
import type { Act, ActDigest, ActOutcome, ActRefusal } from './act';
import { ActRecorder } from './act-transaction.mongo';
import type { ActTransaction } from './act-transaction.mongo';
import { appendEntries } from './append-entries.mongo';
import type { SealPersonal } from './append-entries.mongo';
import type { Actor, AggregateReference, AuditEntry } from './audit-entry';
import { canonicalJson } from './canonical';
import { changeFeed } from './change-feed.mongo';
import type { ChangeFeed } from './change-feed.mongo';
import { auditCollections } from './collections.mongo';
import type { AuditCollections, StoredAnswer, StoredEntry } from './collections.mongo';
import { asAct, UnrecordedWrite } from './recorded.mongo';
import { watchTransaction } from './transaction-watch.mongo';
import type { TransactionWatch } from './transaction-watch.mongo';

/** A reading of personal values unmasked. */
export interface Disclosure {
  /** The name of the query or act that shows them. */
  readonly act: string;
  /** Whose values are shown: one entry each. */
  readonly of: readonly AggregateReference[];
  /** Which values, by path. */
  readonly paths: readonly string[];
  readonly actor: Actor;
  readonly actedFor: Actor | null;
  /** What for; without a purpose nothing is shown. */
  readonly purpose: string;
  readonly at: Date;
}

/** A page of the history of one thing. */
export interface HistoryPage {
  /** The last place already seen; null = from the beginning. */
  readonly afterSeq: number | null;
  readonly limit: number;
}

/** The history of things, in order. */
export interface AuditHistory {
  /** The entries of one thing, first first. */
  historyOf(
    aggregate: AggregateReference,
    page: HistoryPage,
  ): Promise<{ readonly items: readonly AuditEntry[]; readonly hasMore: boolean }>;
  /** How many entries the thing has. */
  countOf(aggregate: AggregateReference): Promise<number>;
}

/** The one way to change something in a service, and what is kept of it. */
export interface AuditTrail extends AuditHistory {
  /**
   * Performs an act: all that it changes, its audit entries, its entries in the change feed and its answer are
   * committed together or not at all. The act runs in a transaction that is tried again when another one was in its way, so
   * `decide` may run more than once: it must do nothing but read and write in the transaction.
   *
   * The idempotency key is looked up first: the same actor's same key with the same body brings the stored answer back and
   * `decide` is not asked; with another body it is refused with IDEMPOTENCY_KEY_REUSED. A refusal (`err`) undoes what the
   * act wrote and leaves its answer, so that a repetition is refused alike; so does a stale version, as CONFLICT. What
   * is thrown leaves nothing.
   *
   * Answer and refusal are plain JSON (no Date, no class) and hold no personal values: ids and versions, from which the
   * caller presents.
   */
  performAct<Answer, Refusal = never>(
    act: Act,
    decide: (transaction: ActTransaction) => Promise<Result<Answer, Refusal>>,
  ): Promise<ActOutcome<Answer, Refusal>>;
  /**
   * Shows personal values: `read` answers them, and they are handed on only when the entries that say so are committed.
   * `read` may run more than once. A disclosure of nobody reads and records nothing.
   */
  disclose<Value>(disclosure: Disclosure, read: (session: ClientSession) => Promise<Value>): Promise<Value>;
  /** The change feed of the service. */
  readonly feed: ChangeFeed;
}

/** How a trail is made. */
export interface AuditTrailOptions {
  /** Seals personal values; needed as soon as a recorded schema names any. */
  readonly seal?: SealPersonal;
  /**
   * Names of collections that acts may write to besides what is recorded, such as running numbers and the keys of
   * persons: what stands in them is no fact that anybody would look up in the history.
   */
  readonly besides?: readonly string[];
}

const DUPLICATE_KEY = 11000;
/** How often an act is begun anew because another one took its place in a chain, or stored the answer of the same key. */
const MOST_ATTEMPTS = 100;

/** Carries a refusal out of the transaction, which is thereby undone. */
class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly refusal: unknown) {
    super('refused by policy');
  }
}

/**
 * The audit of a service, in the service's own database. To be made once, where the app is built, before
 * `prepareCollections`.
 */
export function auditTrail(connection: Connection, { seal, besides = [] }: AuditTrailOptions = {}): AuditTrail {
  const collections = auditCollections(connection);
  const free = freeCollections(collections, besides);
  const { entries } = collections;

  const store = (act: Act, digest: ActDigest, refusal: unknown): Promise<string> =>
    inTransaction(connection, collections, free, async (session, watch) => {
      const known = await answerOf(collections, session, digest);
      if (known) return outcomeOf(known, digest);
      const outcome = canonicalJson(err(refusal));
      await new ActRecorder({ collections, session, watch, seal: null }, act, newId('act', act.at)).finish({
        ...digest,
        outcome,
      });
      return outcome;
    });

  return {
    feed: changeFeed(connection, collections),
    async performAct<Answer, Refusal>(
      act: Act,
      decide: (transaction: ActTransaction) => Promise<Result<Answer, Refusal>>,
    ): Promise<ActOutcome<Answer, Refusal>> {
      const digest = digestOf(act);
      const attempt = async (session: ClientSession, watch: TransactionWatch): Promise<string> => {
        const known = await answerOf(collections, session, digest);
        if (known) return outcomeOf(known, digest);
        const recorder = new ActRecorder(
          { collections, session, watch, seal: seal ?? null },
          act,
          newId('act', act.at),
        );
        try {
          const result = await asAct(() => decide(recorder), watch.stray);
          if (!result.ok) throw new Refused(result.error);
          const outcome = outcomeText(result);
          await recorder.finish({ ...digest, outcome });
          return outcome;
        } finally {
          await recorder.settle(); // nothing may still be on its way when the transaction ends
        }
      };
      const outcome = await inTransaction(connection, collections, free, attempt).catch((thrown: unknown) => {
        if (thrown instanceof Refused) return store(act, digest, thrown.refusal);
        if (thrown instanceof VersionConflict) return store(act, digest, thrown.conflict);
        throw thrown;
      });
      return JSON.parse(outcome) as ActOutcome<Answer, Refusal>;
    },
    async disclose({ act, of, paths, actor, actedFor, purpose, at }, read) {
      invariant(purpose.trim() !== '', 'personal values are shown for a stated purpose');
      return inTransaction(connection, collections, free, async (session, watch) => {
        const value = await asAct(() => read(session), watch.stray);
        const changes = paths.map((path) => ({ path, before: null, after: null, sealed: true }));
        const drafts = of.map((aggregate) => ({ aggregate, kind: 'DISCLOSED' as const, version: null, changes }));
        const context = { act, actId: newId('act', at), actor, actedFor, reason: purpose, at };
        await appendEntries({ collections, session, watch, seal: null }, context, drafts);
        const unexpected = watch.unexpected();
        if (unexpected.length > 0)
          throw new UnrecordedWrite(`${act} shows and must not write: ${unexpected.join(', ')}`);
        return value;
      });
    },
    async historyOf({ kind, id }, { afterSeq, limit }) {
      const found = (await entries
        .find({ 'aggregate.kind': kind, 'aggregate.id': id, seq: { $gt: afterSeq ?? 0 } })
        .sort({ 'aggregate.kind': 1, 'aggregate.id': 1, seq: 1 })
        .limit(limit + 1)
        .lean()) as StoredEntry[];
      return { items: found.slice(0, limit).map(toEntry), hasMore: found.length > limit };
    },
    countOf: ({ kind, id }) => entries.countDocuments({ 'aggregate.kind': kind, 'aggregate.id': id }).exec(),
  };
}

function freeCollections(collections: AuditCollections, besides: readonly string[]): ReadonlySet<string> {
  const own = Object.values(collections).map(
    ({ collection }: { collection: { collectionName: string } }) => collection.collectionName,
  );
  invariant(!besides.some((name) => own.includes(name)), 'no act writes to the collections of the audit');
  return new Set(besides);
}

/** Runs in a transaction with the product's guarantees, again and again while others are in the way. */
async function inTransaction<Value>(
  connection: Connection,
  collections: AuditCollections,
  besides: ReadonlySet<string>,
  run: (session: ClientSession, watch: TransactionWatch) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    const session = await connection.startSession();
    const watch = watchTransaction(connection, session, besides);
    try {
      return await session.withTransaction(
        () => {
          watch.begin();
          return run(session, watch);
        },
        { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } },
      );
    } catch (thrown) {
      if (attempt >= MOST_ATTEMPTS || !isOwnDuplicate(thrown, collections)) throw thrown;
    } finally {
      watch.end();
      await session.endSession();
    }
  }
}

/** Another act has just taken the place in the chain, or answered the same key: what it left is read at the next attempt. */
function isOwnDuplicate(thrown: unknown, { entries, answers }: AuditCollections): boolean {
  if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== DUPLICATE_KEY) return false;
  return [entries, answers].some((model) => thrown.message.includes(`.${model.collection.collectionName} `));
}

async function answerOf(
  { answers }: AuditCollections,
  session: ClientSession,
  { key }: ActDigest,
): Promise<StoredAnswer | null> {
  return await answers.findById(key).session(session).lean();
}

function outcomeOf(known: StoredAnswer, { body }: ActDigest): string {
  if (known.body === body) return known.outcome;
  const reused: ActRefusal = {
    code: 'IDEMPOTENCY_KEY_REUSED',
    firstAct: known.act,
    firstUsedAt: known.at.toISOString(),
  };
  return canonicalJson(err(reused));
}

/** An outcome as text. @throws InvariantViolation when it would not come back as it is. */
function outcomeText(result: Result<unknown, unknown>): string {
  const text = canonicalJson(ok(result.ok ? (result.value ?? null) : null));
  invariant(!/"\$(date|binary)":/.test(text), 'an answer is plain JSON: instants are ISO text');
  return text;
}

const toEntry = ({ _id, ...entry }: StoredEntry): AuditEntry => ({ ...entry, id: _id });
