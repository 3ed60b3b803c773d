import { Long } from 'bson';
import type { Doc } from './bson/values';
import { serverError } from './errors';
import type { Pacer } from './query/scan';
import type { Reader } from './storage/store';
import type { RawBatch } from './wire/message';

/** How long an idle cursor is kept, in milliseconds. */
export const CURSOR_IDLE_MS = 10 * 60_000;
const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024;

/** Results that come in batches. */
export interface Results {
  readonly done: boolean;
  next(reader: Reader, count: number, maxBytes: number, pacer: Pacer): Promise<Buffer[]>;
}

/** Results that are already there: an aggregation's, or a list of collections. */
export class ListedResults implements Results {
  private at = 0;

  constructor(private readonly docs: readonly Buffer[]) {}

  get done(): boolean {
    return this.at >= this.docs.length;
  }

  next(_reader: Reader, count: number, maxBytes: number): Promise<Buffer[]> {
    const batch: Buffer[] = [];
    for (let bytes = 0; batch.length < count && !this.done && bytes < maxBytes; this.at += 1) {
      const doc = this.docs[this.at] as Buffer;
      batch.push(doc);
      bytes += doc.length;
    }
    return Promise.resolve(batch);
  }
}

interface Cursor {
  readonly id: number;
  readonly namespace: string;
  readonly results: Results;
  readonly sessionId: string | undefined;
  readonly txnNumber: number | undefined;
  /** When it was last asked for; undefined if it may idle as long as it likes. */
  lastUsed: number | undefined;
  busy: boolean;
}

/** Who may go on with a cursor: the session, and the transaction, that opened it. */
export interface CursorOwner {
  readonly sessionId: string | undefined;
  readonly txnNumber: number | undefined;
}

/** A reply that carries a batch. */
export interface BatchReply {
  readonly body: Doc;
  readonly batch: RawBatch;
}

/** The open cursors of the server. */
export class Cursors {
  private readonly byId = new Map<number, Cursor>();
  private lastId = Math.floor(Math.random() * 2 ** 40);

  /** Answers the first batch and keeps a cursor if there is more. */
  async open(
    results: Results,
    namespace: string,
    owner: CursorOwner,
    options: { batchSize?: number | undefined; single?: boolean; mayIdle?: boolean },
    reader: Reader,
    pacer: Pacer,
  ): Promise<BatchReply> {
    const docs = await results.next(reader, options.batchSize ?? FIRST_BATCH, BATCH_BYTES, pacer);
    let id = 0;
    if (!results.done && options.single !== true) {
      id = this.lastId += 1 + Math.floor(Math.random() * 1000);
      this.byId.set(id, {
        id,
        namespace,
        results,
        ...owner,
        lastUsed: options.mayIdle === true ? undefined : Date.now(),
        busy: false,
      });
    }
    return { body: { cursor: { id: Long.fromNumber(id), ns: namespace } }, batch: { field: 'firstBatch', docs } };
  }

  /** Answers the next batch. */
  async getMore(
    id: number,
    namespace: string,
    owner: CursorOwner,
    batchSize: number | undefined,
    reader: Reader,
    pacer: Pacer,
  ): Promise<BatchReply> {
    const cursor = this.byId.get(id);
    if (cursor === undefined) throw serverError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw serverError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    if (cursor.sessionId !== owner.sessionId)
      throw serverError(50738, `Cannot run getMore on cursor ${id}, which was not created in the same session`);
    if (cursor.txnNumber !== owner.txnNumber)
      throw serverError(50741, `Cannot run getMore on cursor ${id}, which was not created in the same transaction`);
    if (cursor.busy) throw serverError(292, `cursor id ${id} is already in use`);
    cursor.busy = true;
    try {
      const docs = await cursor.results.next(reader, batchSize ?? Infinity, BATCH_BYTES, pacer);
      if (cursor.results.done) this.byId.delete(id);
      return {
        body: { cursor: { id: Long.fromNumber(cursor.results.done ? 0 : id), ns: namespace } },
        batch: { field: 'nextBatch', docs },
      };
    } catch (error) {
      this.byId.delete(id);
      throw error;
    } finally {
      cursor.busy = false;
      if (cursor.lastUsed !== undefined) cursor.lastUsed = Date.now();
    }
  }

  /** Closes a cursor; false if there is none. */
  kill(id: number): boolean {
    return this.byId.delete(id);
  }

  /** Closes the cursors of a session that ended. */
  killSession(sessionId: string): void {
    for (const cursor of this.byId.values()) if (cursor.sessionId === sessionId) this.byId.delete(cursor.id);
  }

  /** Closes cursors that nobody asked for their lifetime. */
  expire(now: number): void {
    for (const cursor of this.byId.values())
      if (!cursor.busy && cursor.lastUsed !== undefined && cursor.lastUsed + CURSOR_IDLE_MS < now)
        this.byId.delete(cursor.id);
  }
}
