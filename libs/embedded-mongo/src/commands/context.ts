import type { Doc, Value } from '../bson/values';
import { isDoc, isNumber, isTruthy, kindOf, numberOf } from '../bson/values';
import type { CursorOwner, Cursors } from '../cursors';
import { notSupported, serverError } from '../errors';
import type { Variables } from '../expression/compile';
import { compileExpression } from '../expression/compile';
import type { Pacer } from '../query/scan';
import type { Session, Sessions } from '../sessions/sessions';
import type { Transaction } from '../sessions/transaction';
import type { Collection } from '../storage/catalog';
import { LockWait } from '../storage/locks';
import type { Reader, Store, Writer } from '../storage/store';
import type { RawBatch } from '../wire/message';

/** What all commands share. */
export interface ServerState {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly startedAt: Date;
}

/** What a command answers, before `ok`, `operationTime` and `$clusterTime` are added. */
export interface Reply {
  readonly body: Doc;
  readonly batch?: RawBatch;
}

/** One kind of command: the fields it takes, and what it does. */
export interface Command {
  /** Fields that are understood, beside those of every command. */
  readonly fields: readonly string[];
  /** Fields that MongoDB understands and that are refused here if they are set. */
  readonly refused?: readonly string[];
  /** Takes fields it does not know, as MongoDB's handshake does: newer drivers say more about themselves. */
  readonly lenient?: boolean;
  /** May run inside a multi-document transaction. */
  readonly inTransaction?: boolean;
  /** May carry a `txnNumber` outside a transaction, to be retried. */
  readonly retryable?: boolean;
  run(context: CommandContext): Promise<Reply> | Reply;
}

/** How long a command may hold the event loop, in milliseconds, and after how many documents it looks at the clock. */
const HOLD_MS = 20;
const DOCS_PER_LOOK = 64;

/** One command while it runs. */
export class CommandContext implements Pacer {
  readonly now = new Date();
  private readonly deadline: number;
  private docs = 0;
  private resumedAt = performance.now();

  constructor(
    readonly server: ServerState,
    readonly name: string,
    readonly db: string,
    readonly body: Doc,
    readonly address: string,
    readonly session: Session | undefined,
    readonly transaction: Transaction | undefined,
    /** The number of a retryable write. */
    readonly retryNumber: number | undefined,
  ) {
    const limit = this.integer('maxTimeMS') ?? 0;
    if (limit < 0) throw serverError('BadValue', `${limit} value for maxTimeMS is out of range`);
    this.deadline = limit === 0 ? Infinity : performance.now() + limit;
  }

  /** The variables that every expression can see, with those of `let`. */
  get variables(): Variables {
    return { NOW: this.now, ...constants(this.object('let') ?? {}, this.now) };
  }

  /** The owner of cursors that this command opens. */
  get owner(): CursorOwner {
    return {
      sessionId: this.session?.id.toString('latin1'),
      txnNumber: this.transaction === undefined ? undefined : this.session?.txnNumber,
    };
  }

  /** The collection that the command's first field names. */
  get target(): string {
    const name = this.body[this.name];
    if (typeof name !== 'string')
      throw serverError('InvalidNamespace', `collection name has invalid type ${kindOf(name)}`);
    assertCollectionName(this.db, name);
    return name;
  }

  find(reader: Reader, name = this.target): Collection | undefined {
    return reader.catalog.find(this.db, name);
  }

  /** Reads from the transaction, or from a snapshot of this moment. */
  async read<T>(work: (reader: Reader) => Promise<T> | T): Promise<T> {
    if (this.transaction) return work(this.transaction);
    const snapshot = this.server.store.snapshot();
    try {
      return await work(snapshot);
    } finally {
      snapshot.close();
    }
  }

  /**
   * Writes in the transaction, or in the next commit. Where another transaction holds what is written, the work is
   * thrown out with `LockWait` and runs again when that one has ended: it must go on from where it was.
   */
  async write<T>(work: (writer: Writer) => T): Promise<T> {
    if (this.transaction) return work(this.transaction);
    for (;;) {
      try {
        return await this.server.store.submit(work);
      } catch (error) {
        if (!(error instanceof LockWait)) throw error;
        await this.until(error.owner.finished);
        this.assertInTime();
      }
    }
  }

  private async until(event: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const expiry = new Promise<void>((resolve) => {
      if (this.deadline !== Infinity) timer = setTimeout(resolve, Math.max(0, this.deadline - performance.now()));
    });
    await Promise.race([event, expiry]);
    clearTimeout(timer);
  }

  /** Throws when the command's `maxTimeMS` is over. */
  assertInTime(): void {
    if (this.server.store.isClosing) throw serverError('ShutdownInProgress', 'The server is shutting down');
    if (performance.now() > this.deadline) throw serverError('MaxTimeMSExpired', 'operation exceeded time limit');
  }

  tick(): Promise<void> | undefined {
    this.docs += 1;
    if (this.docs % DOCS_PER_LOOK !== 0) return undefined;
    this.assertInTime();
    return performance.now() - this.resumedAt > HOLD_MS ? this.pause() : undefined;
  }

  /** Lets the event loop go if this command has held it long enough. */
  async pause(): Promise<void> {
    this.assertInTime();
    if (performance.now() - this.resumedAt <= HOLD_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.resumedAt = performance.now();
  }

  /** A field that must be a document. */
  object(name: string): Doc | undefined {
    const value = this.body[name];
    if (value === undefined || isDoc(value)) return value;
    if (value === null) return undefined;
    throw this.wrongType(name, value, 'object');
  }

  /** A field that must be a whole number. */
  integer(name: string): number | undefined {
    const value = this.body[name];
    if (value === undefined || value === null) return undefined;
    if (!isNumber(value)) throw this.wrongType(name, value, 'long');
    const number = numberOf(value);
    if (!Number.isInteger(number))
      throw serverError('BadValue', `BSON field '${this.name}.${name}' must be a whole number`);
    return number;
  }

  /** A field that must be a whole number and not negative. */
  natural(name: string): number | undefined {
    const number = this.integer(name);
    if (number !== undefined && number < 0)
      throw serverError(51024, `BSON field '${name}' value must be >= 0, actual value '${number}'`);
    return number;
  }

  /** A field that must be text. */
  text(name: string): string | undefined {
    const value = this.body[name];
    if (value === undefined || typeof value === 'string') return value;
    throw this.wrongType(name, value, 'string');
  }

  /** A field that is true or false. */
  flag(name: string): boolean {
    return isTruthy(this.body[name]);
  }

  /** A field that must be an array of documents. */
  documents(name: string): Doc[] {
    const value = this.body[name];
    if (value === undefined)
      throw serverError(40414, `BSON field '${this.name}.${name}' is missing but a required field`);
    if (!Array.isArray(value)) throw this.wrongType(name, value, 'array');
    return value.map((item, i) => {
      if (!isDoc(item)) throw this.wrongType(`${name}.${i}`, item, 'object');
      return item;
    });
  }

  private wrongType(name: string, value: Value, expected: string): Error {
    return serverError(
      'TypeMismatch',
      `BSON field '${this.name}.${name}' is the wrong type '${kindOf(value)}', expected type '${expected}'`,
    );
  }
}

/** The values of a `let`: expressions that depend on no document. */
export function constants(lets: Doc, now: Date): Variables {
  const variables: Variables = { NOW: now };
  return Object.fromEntries(
    Object.entries(lets).map(([name, value]) => [name, compileExpression(value, variables)({ root: {}, variables })]),
  );
}

/** Throws unless a collection of this name can be. */
export function assertCollectionName(db: string, name: string): void {
  if (name === '' || name.includes('\0') || name.startsWith('.'))
    throw serverError('InvalidNamespace', `Invalid namespace specified '${db}.${name}'`);
  if (name.startsWith('$cmd') || name.includes('$'))
    throw serverError('InvalidNamespace', `Invalid collection name: ${name}`);
}

/** Throws if a collation other than the simple one is asked for. */
export function assertSimpleCollation(collation: Value | undefined): void {
  if (collation === undefined || collation === null) return;
  if (!isDoc(collation))
    throw serverError(
      'TypeMismatch',
      `BSON field 'collation' is the wrong type '${kindOf(collation)}', expected type 'object'`,
    );
  if (Object.keys(collation).length > 0 && collation['locale'] !== 'simple') throw notSupported('a collation');
}
