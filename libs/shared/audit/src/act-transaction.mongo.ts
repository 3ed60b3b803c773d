import { invariant } from '@bangfu/kernel';
import type { ClientSession, Model, QueryFilter, UpdateQuery } from 'mongoose';
import { VersionConflict } from './act';
import type { Act } from './act';
import { appendEntries, fieldChanges } from './append-entries.mongo';
import type { RecorderParts } from './append-entries.mongo';
import type { AggregateReference, AuditEntryKind } from './audit-entry';
import type { StoredChange, StoredEntry } from './collections.mongo';
import { asRecorder, recordedAs, UnrecordedWrite } from './recorded.mongo';
import type { Versioned } from './recorded.mongo';

/**
 * What an act may do: read in its transaction, and change recorded documents by exactly these three. Each change is one
 * entry of the audit and one of the feed, with what differs computed from the stored documents themselves. Calls run one
 * after the other, also when they are not awaited one by one.
 */
export interface ActTransaction {
  /** For finds of the service's stores only: a write by this session that is not one of the below fails the act. */
  readonly session: ClientSession;
  /** The instant of the act. */
  readonly at: Date;
  /**
   * The stored document, which must be at the version that the caller read; null = there is none.
   * @throws VersionConflict
   */
  load<Stored extends Versioned>(model: Model<Stored>, id: string, expectedVersion: number): Promise<Stored | null>;
  /** Makes a document, at version 1. */
  insert<Stored extends Versioned>(model: Model<Stored>, document: Omit<Stored, 'version'>): Promise<void>;
  /**
   * Puts a document in the place of the one at the version read; answers the new version, which is one higher.
   * @throws VersionConflict when the stored one has another version or is not there.
   */
  replaceVersion<Stored extends Versioned>(
    model: Model<Stored>,
    document: Omit<Stored, 'version'>,
    expectedVersion: number,
  ): Promise<number>;
  /**
   * Removes the document at the version read.
   * @throws VersionConflict when the stored one has another version or is not there.
   */
  remove<Stored extends Versioned>(model: Model<Stored>, id: string, expectedVersion: number): Promise<void>;
}

/** A change as the recorder saw it. */
interface RecordedChange {
  readonly aggregate: AggregateReference;
  readonly kind: AuditEntryKind;
  readonly version: number;
  readonly before: object | null;
  readonly after: object | null;
  readonly personal: readonly string[];
  readonly scopes: readonly string[];
}

/** The recorder of one attempt of an act. */
export class ActRecorder implements ActTransaction {
  readonly session: ClientSession;
  readonly at: Date;
  private readonly recorded: RecordedChange[] = [];
  private queue: Promise<unknown> = Promise.resolve();
  private failure: { readonly thrown: unknown } | null = null;
  private finished = false;

  constructor(
    private readonly parts: RecorderParts,
    private readonly act: Act,
    private readonly actId: string,
  ) {
    this.session = parts.session;
    this.at = act.at;
  }

  load<Stored extends Versioned>(model: Model<Stored>, id: string, expectedVersion: number): Promise<Stored | null> {
    return this.inTurn(async () => {
      const stored = await this.find(model, id);
      if (stored === null || versionOf(stored) === expectedVersion) return stored;
      throw this.conflict(model, id, expectedVersion, stored);
    });
  }

  insert<Stored extends Versioned>(model: Model<Stored>, document: Omit<Stored, 'version'>): Promise<void> {
    return this.inTurn(async () => {
      const { kind } = recordedAs(model);
      this.parts.watch.expect('insert', model.collection.collectionName);
      const made = { ...document, version: 1 } as Stored;
      await asRecorder(() => model.insertMany([made], { session: this.session }));
      const after = await this.find(model, made._id);
      invariant(after, `${kind} ${made._id} is read back`);
      this.note(model, 'CREATED', null, after);
    });
  }

  replaceVersion<Stored extends Versioned>(
    model: Model<Stored>,
    document: Omit<Stored, 'version'>,
    expectedVersion: number,
  ): Promise<number> {
    return this.inTurn(async () => {
      const { kind } = recordedAs(model);
      const next = { ...document, version: expectedVersion + 1 } as Stored;
      this.parts.watch.expect('findAndModify', model.collection.collectionName);
      const before = (await asRecorder(() =>
        model
          .findOneAndReplace(atVersion<Stored>(next._id, expectedVersion), next as UpdateQuery<Stored>, {
            session: this.session,
            returnDocument: 'before',
            runValidators: true,
          })
          .lean()
          .exec(),
      )) as Stored | null;
      if (before === null) throw this.conflict(model, next._id, expectedVersion, await this.find(model, next._id));
      const after = await this.find(model, next._id);
      invariant(after, `${kind} ${next._id} is read back`);
      this.note(model, 'CHANGED', before, after);
      return next.version;
    });
  }

  remove<Stored extends Versioned>(model: Model<Stored>, id: string, expectedVersion: number): Promise<void> {
    return this.inTurn(async () => {
      recordedAs(model);
      this.parts.watch.expect('findAndModify', model.collection.collectionName);
      const before = (await asRecorder(() =>
        model.findOneAndDelete(atVersion<Stored>(id, expectedVersion), { session: this.session }).lean().exec(),
      )) as Stored | null;
      if (before === null) throw this.conflict(model, id, expectedVersion, await this.find(model, id));
      this.note(model, 'REMOVED', before, null);
    });
  }

  /**
   * Writes what the act changed into audit and feed, and its answer, as the last thing in the transaction.
   * @throws whatever one of the calls threw, also when the act did not wait for it or let it pass.
   * @throws UnrecordedWrite when the transaction has written something else.
   */
  async finish(answer: { readonly key: string; readonly body: string; readonly outcome: string }): Promise<void> {
    await this.settle();
    this.finished = true;
    if (this.failure) throw this.failure.thrown;
    const { collections, session, watch } = this.parts;
    const drafts = await Promise.all(
      this.recorded.map(async ({ aggregate, kind, version, before, after, personal }) => ({
        aggregate,
        kind,
        version,
        changes: await fieldChanges(aggregate, { before, after }, personal, this.parts.seal),
      })),
    );
    const entries = await appendEntries(this.parts, { ...this.act, actId: this.actId }, drafts);
    if (entries.length > 0) {
      watch.expect('insert', collections.changes.collection.collectionName);
      const changes = entries.map((entry, index) => changeOf(entry, this.recorded[index]?.scopes ?? []));
      await collections.changes.insertMany(changes, { session });
    }
    watch.expect('insert', collections.answers.collection.collectionName);
    const { key, body, outcome } = answer;
    const { act, at } = this.act;
    await collections.answers.insertMany([{ _id: key, body, act, actId: this.actId, at, outcome }], { session });
    const unexpected = watch.unexpected();
    if (unexpected.length > 0) {
      throw new UnrecordedWrite(`${act} wrote past the recorder: ${unexpected.join(', ')}`);
    }
  }

  /** Waits for calls that the act has not waited for. */
  async settle(): Promise<void> {
    await this.queue;
  }

  private inTurn<Value>(call: () => Promise<Value>): Promise<Value> {
    invariant(!this.finished, `${this.act.act} is over: nothing more is read or written in its transaction`);
    const turn = this.queue.then(() => {
      if (this.failure) throw this.failure.thrown;
      return call();
    });
    this.queue = turn.then(
      () => undefined,
      (thrown: unknown) => void (this.failure ??= { thrown }),
    );
    return turn;
  }

  private async find<Stored extends Versioned>(model: Model<Stored>, id: string): Promise<Stored | null> {
    return await model
      .findOne({ _id: id } as QueryFilter<Stored>)
      .session(this.session)
      .lean()
      .exec();
  }

  private conflict<Stored extends Versioned>(
    model: Model<Stored>,
    id: string,
    expectedVersion: number,
    stored: Stored | null,
  ): VersionConflict {
    const aggregate = { kind: recordedAs(model).kind, id };
    const currentVersion = stored && versionOf(stored);
    return new VersionConflict({ code: 'CONFLICT', aggregate, expectedVersion, currentVersion });
  }

  private note<Stored extends Versioned>(
    model: Model<Stored>,
    kind: AuditEntryKind,
    before: Stored | null,
    after: Stored | null,
  ): void {
    const as = recordedAs(model);
    const states = [before, after].filter((state) => state !== null);
    const [{ _id }] = states as [Stored];
    this.recorded.push({
      aggregate: { kind: as.kind, id: _id },
      kind,
      version: after ? after.version : versionOf(states[0] as Stored) + 1,
      before,
      after,
      personal: as.personal,
      scopes: [...new Set(states.flatMap((state) => as.scopesOf(state)))].sort(),
    });
  }
}

/** A document that no act has touched has no version, which counts as 0. */
const versionOf = ({ version }: { readonly version?: number | null }): number => version ?? 0;

const atVersion = <Stored extends Versioned>(id: string, version: number): QueryFilter<Stored> => ({
  _id: id,
  version: version === 0 ? { $in: [0, null] } : version,
});

const changeOf = (entry: StoredEntry, scopes: readonly string[]): StoredChange => ({
  _id: entry._id,
  actId: entry.actId,
  aggregate: entry.aggregate,
  seq: entry.seq,
  kind: entry.kind as StoredChange['kind'],
  version: entry.version,
  act: entry.act,
  at: entry.at,
  paths: entry.changes.map(({ path }) => path),
  scopes,
});
