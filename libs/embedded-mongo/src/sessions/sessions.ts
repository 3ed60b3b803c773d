import { Binary, Double, Int32, Long } from 'bson';
import type { Doc, Value } from '../bson/values';
import { decode, encode, isDoc, isNumber, numberOf } from '../bson/values';
import { serverError } from '../errors';
import type { Store, Writer } from '../storage/store';
import { Transaction } from './transaction';

/** How long a transaction may live, in milliseconds. */
export const TRANSACTION_LIFETIME_MS = 60_000;
/** How long an idle session, and what it remembers for retries, is kept, in milliseconds. */
export const SESSION_LIFETIME_MS = 30 * 60_000;

/** One logical session: at most one transaction, and the number of the last one. */
export interface Session {
  readonly id: Buffer;
  lastUsed: number;
  txnNumber: number;
  transaction?: Transaction;
  timer?: NodeJS.Timeout;
  state: 'none' | 'in progress' | 'committed' | 'aborted';
}

/** What is remembered of a retryable write, by statement. */
export interface RetryRecord {
  readonly txnNumber: number;
  readonly statements: Map<number, Doc>;
  readonly committed: boolean;
}

/** All sessions of the server. */
export class Sessions {
  private readonly byId = new Map<string, Session>();

  constructor(private readonly store: Store) {}

  /** The session of an `lsid`, new or known. */
  touch(lsid: Doc): Session {
    const id = lsid['id'];
    if (!(id instanceof Binary))
      throw serverError('InvalidOptions', "BSON field 'OperationSessionInfo.lsid.id' is missing or of the wrong type");
    const bytes = Buffer.from(id.value());
    const name = bytes.toString('latin1');
    let session = this.byId.get(name);
    if (session === undefined) {
      session = { id: bytes, lastUsed: 0, txnNumber: -1, state: 'none' };
      this.byId.set(name, session);
    }
    session.lastUsed = Date.now();
    return session;
  }

  /** Ends the session of an `lsid`: its transaction is aborted. Answers its id, undefined if it was not known. */
  end(lsid: Doc): string | undefined {
    const id = lsid['id'];
    const name = id instanceof Binary ? Buffer.from(id.value()).toString('latin1') : '';
    const session = this.byId.get(name);
    if (session === undefined) return undefined;
    this.abort(session);
    this.byId.delete(name);
    return name;
  }

  /** Aborts every transaction. */
  abortAll(): void {
    for (const session of this.byId.values()) this.abort(session);
  }

  /** Begins a transaction; one that the session still had is aborted. */
  begin(session: Session, txnNumber: number): Transaction {
    this.advance(session, txnNumber, true);
    const transaction = new Transaction(this.store);
    session.transaction = transaction;
    session.state = 'in progress';
    session.timer = setTimeout(() => this.abort(session), TRANSACTION_LIFETIME_MS);
    session.timer.unref();
    return transaction;
  }

  /** Takes note of the number of a new transaction or retryable write. */
  advance(session: Session, txnNumber: number, starts: boolean): void {
    if (txnNumber < session.txnNumber) {
      throw serverError(
        'TransactionTooOld',
        `Cannot start transaction ${txnNumber} on session because a newer transaction ${session.txnNumber} has already started.`,
      );
    }
    if (txnNumber === session.txnNumber) {
      if (starts)
        throw serverError(
          50911,
          `Cannot start a transaction at given transaction number ${txnNumber}: a transaction with the same number is in state ${session.state}`,
        );
      return;
    }
    this.abort(session);
    session.txnNumber = txnNumber;
    session.state = 'none';
  }

  /** The running transaction of that number. */
  running(session: Session, txnNumber: number): Transaction {
    if (txnNumber < session.txnNumber)
      throw serverError(
        'TransactionTooOld',
        `Transaction ${txnNumber} is older than the session's transaction ${session.txnNumber}.`,
      );
    if (txnNumber !== session.txnNumber || session.transaction === undefined)
      throw noSuchTransaction(txnNumber, session.state);
    return session.transaction;
  }

  /** Commits; committing again what is committed already, also before a crash, is no error. */
  async commit(session: Session, txnNumber: number): Promise<void> {
    if (txnNumber === session.txnNumber && session.state === 'committed') return;
    if (session.txnNumber === -1 || txnNumber > session.txnNumber) {
      const record = readRetryRecord(this.store.latest('retries', session.id));
      if (record?.txnNumber === txnNumber && record.committed) return;
    }
    const transaction = this.running(session, txnNumber);
    this.release(session, 'committed');
    try {
      await transaction.commit((writer) =>
        writeRetryRecord(writer, session.id, { txnNumber, statements: new Map(), committed: true }),
      );
    } catch (error) {
      session.state = 'aborted';
      throw error;
    }
  }

  /** Aborts the running transaction of a session, if there is one. */
  abort(session: Session): void {
    const { transaction } = session;
    if (transaction === undefined) return;
    this.release(session, 'aborted');
    transaction.abort();
  }

  private release(session: Session, state: Session['state']): void {
    clearTimeout(session.timer);
    delete session.transaction;
    delete session.timer;
    session.state = state;
  }

  /** Forgets sessions that were not used for their lifetime; answers their ids. */
  expire(now: number): string[] {
    const over: string[] = [];
    for (const [name, session] of this.byId) {
      if (session.lastUsed + SESSION_LIFETIME_MS > now) continue;
      this.abort(session);
      this.byId.delete(name);
      over.push(name);
    }
    return over;
  }
}

function noSuchTransaction(txnNumber: number, state: Session['state']): Error {
  if (state === 'committed') return serverError('TransactionCommitted', `Transaction ${txnNumber} has been committed.`);
  return serverError(
    'NoSuchTransaction',
    `Given transaction number ${txnNumber} does not match any in-progress transactions.`,
    {},
    ['TransientTransactionError'],
  );
}

/** Reads what a session remembers of its last retryable write or transaction. */
export function readRetryRecord(bytes: Buffer | undefined): RetryRecord | undefined {
  if (bytes === undefined) return undefined;
  const record = decode(bytes);
  const statements = new Map<number, Doc>();
  const ranges = record['inserted'] as Int32[];
  for (let i = 0; i < ranges.length; i += 2) {
    for (let id = numberOf(ranges[i] as Int32); id <= numberOf(ranges[i + 1] as Int32); id += 1)
      statements.set(id, { n: new Int32(1) });
  }
  for (const item of record['statements'] as Doc[])
    statements.set(numberOf(item['id'] as Int32), item['result'] as Doc);
  return { txnNumber: numberOf(record['txnNumber'] as Double), statements, committed: record['committed'] === true };
}

/** Writes what a session must remember, in the same commit as the write itself. */
export function writeRetryRecord(writer: Writer, sessionId: Buffer, record: RetryRecord): void {
  const inserted: Int32[] = [];
  const statements: Doc[] = [];
  let last: Int32 | undefined;
  for (const [id, result] of record.statements) {
    if (Object.keys(result).length > 1 || !isNumber(result['n']) || numberOf(result['n']) !== 1)
      statements.push({ id: new Int32(id), result });
    else if (last?.value === id - 1) inserted[inserted.length - 1] = last = new Int32(id);
    else inserted.push(new Int32(id), (last = new Int32(id)));
  }
  const doc: Doc = {
    txnNumber: new Double(record.txnNumber),
    at: new Date(),
    committed: record.committed,
    inserted,
    statements,
  };
  writer.put('retries', sessionId, encode(doc));
}

/** Forgets the retry records of sessions that are over; a driver does not retry after so long. */
export async function purgeRetryRecords(store: Store, now: Date): Promise<void> {
  const isOver = (value: Buffer) => (decode(value)['at'] as Date).getTime() + 2 * SESSION_LIFETIME_MS < now.getTime();
  const snapshot = store.snapshot();
  const over: Buffer[] = [];
  try {
    for (const { key, value } of snapshot.range('retries', Buffer.of(0), Buffer.alloc(17, 0xff)))
      if (isOver(value)) over.push(key);
  } finally {
    snapshot.close();
  }
  if (over.length === 0) return;
  await store.submit((writer) => {
    for (const key of over) {
      const value = writer.get('retries', key);
      if (value !== undefined && isOver(value)) writer.remove('retries', key);
    }
  });
}

/** The `txnNumber` of a command, which drivers send as a long. */
export function txnNumberOf(value: Value | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!(value instanceof Long) && !isNumber(value))
    throw serverError('TypeMismatch', "BSON field 'txnNumber' is the wrong type, expected type 'long'");
  return numberOf(value);
}

/** The `lsid` of a command. */
export function lsidOf(value: Value | undefined): Doc | undefined {
  if (value === undefined || isDoc(value)) return value;
  throw serverError('TypeMismatch', "BSON field 'lsid' is the wrong type, expected type 'object'");
}
