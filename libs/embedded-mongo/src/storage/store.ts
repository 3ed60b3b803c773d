import type { Database, RootDatabase, Transaction as LmdbTransaction } from 'lmdb';
import { open } from 'lmdb';
import { serverError, ServerError } from '../errors';
import { DataDirectoryError } from './directory';
import type { Collection } from './catalog';
import { Catalog, catalogKey, namespaceOf } from './catalog';
import { prefixOf } from './prefix';
import type { LockOwner } from './locks';
import { Locks, LockWait } from './locks';

/** The maps inside the data file. */
export const MAP_NAMES = ['catalog', 'documents', 'indexes', 'retries'] as const;

/** The name of a map inside the data file. */
export type MapName = (typeof MAP_NAMES)[number];

/** One entry of a map. */
export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** Reads the maps as they stand at one moment. */
export interface Reader {
  readonly catalog: Catalog;
  get(map: MapName, key: Buffer): Buffer | undefined;
  /** Entries from `start` (inclusive) to `end` (exclusive), or the same backwards. */
  range(map: MapName, start: Buffer, end: Buffer, reverse?: boolean): Iterable<Entry>;
  /** How many documents a collection holds. */
  count(collectionId: number): number;
}

/** Reads and changes the maps; what it changes becomes visible and durable together. */
export interface Writer extends Reader {
  put(map: MapName, key: Buffer, value: Buffer): void;
  remove(map: MapName, key: Buffer): void;
  addCount(collectionId: number, change: number): void;
  /** Claims a key before it is changed: throws `LockWait`, or a write conflict inside a transaction. */
  lock(map: MapName, key: Buffer): void;
  newId(): number;
  /** Claims a whole collection before it is dropped or its indexes change. */
  lockCollection(collection: Collection): void;
  /** Inside a transaction, throws a write conflict if the collection is not the one its snapshot knows. */
  assertCurrent(collection: Collection): void;
  /** Inside a transaction, keeps the work for its commit and answers true; elsewhere answers false. */
  defer(work: (writer: Writer) => void): boolean;
}

type BinaryMap = Database<Buffer, Buffer>;
type Maps = Readonly<Record<MapName, BinaryMap>>;

interface Job {
  readonly work: (writer: Writer) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What a reader of the whole store holds on to until it is closed: LMDB keeps the pages it can see. */
export interface Snapshot extends Reader {
  close(): void;
}

const ID_COUNTER = Buffer.from('#next-id');
const FORMAT_KEY = Buffer.from('#format');
const FORMAT_VERSION = 1;

/** Key of the record that counts a collection's documents. */
function countKey(collectionId: number): Buffer {
  return Buffer.concat([Buffer.from('n'), prefixOf(collectionId)]);
}

/**
 * The data file. All writes go through `submit`: what is queued at one moment becomes one LMDB transaction with one
 * sync to disk, and is answered after it.
 */
export class Store {
  readonly locks = new Locks();
  private readonly counts = new Map<number, number>();
  private queue: Job[] = [];
  private scheduled = false;
  private nextId: number;
  private closed = false;
  private jobsDone = 0;
  private openSnapshots = 0;
  private whenUnread: (() => void) | undefined;
  private liveCatalog: Catalog;

  private constructor(
    private readonly root: RootDatabase<Buffer, Buffer>,
    private readonly maps: Maps,
  ) {
    this.checkFormat();
    this.nextId = this.maps.catalog.get(ID_COUNTER)?.readUInt32BE(0) ?? 1;
    this.liveCatalog = this.loadCatalog();
  }

  /** Writes the version of the format into a new data file; refuses a file of another version. */
  private checkFormat(): void {
    const version = this.maps.catalog.get(FORMAT_KEY)?.readUInt32BE(0);
    if (version === FORMAT_VERSION) return;
    if (version !== undefined)
      throw new DataDirectoryError(`The data are of format ${version}; this program reads format ${FORMAT_VERSION}.`);
    const value = Buffer.alloc(4);
    value.writeUInt32BE(FORMAT_VERSION, 0);
    this.root.transactionSync(() => {
      this.maps.catalog.putSync(FORMAT_KEY, value);
    });
  }

  /** Opens or creates the data file. Data that end with the process are not synced; a second process may only read. */
  static open(directory: string, mode: 'durable' | 'temporary' | 'read only'): Store {
    const root = open<Buffer, Buffer>({
      path: directory,
      noSubdir: false,
      // Strict commits: `transactionSync` answers after the sync. The overlapping mode reports commits as durable too early.
      overlappingSync: false,
      noSync: mode === 'temporary',
      readOnly: mode === 'read only',
      maxDbs: MAP_NAMES.length,
      keyEncoding: 'binary',
      encoding: 'binary',
    });
    root.readerCheck();
    const map = (name: MapName): BinaryMap =>
      root.openDB<Buffer, Buffer>({ name, keyEncoding: 'binary', encoding: 'binary' });
    return new Store(root, {
      catalog: map('catalog'),
      documents: map('documents'),
      indexes: map('indexes'),
      retries: map('retries'),
    });
  }

  /** The catalog as committed. */
  get catalog(): Catalog {
    return this.liveCatalog;
  }

  /** Grows with every job that writes: what was read is still true while it is the same. */
  get version(): number {
    return this.jobsDone;
  }

  /** How many documents a collection holds, as committed. */
  count(collectionId: number): number {
    let count = this.counts.get(collectionId);
    if (count === undefined) {
      count = this.maps.catalog.get(countKey(collectionId))?.readDoubleBE(0) ?? 0;
      this.counts.set(collectionId, count);
    }
    return count;
  }

  /** An identifier that was never used in this data file, for a collection or an index. */
  newId(): number {
    return this.nextId++;
  }

  /** The committed value of a key, at this moment. */
  latest(map: MapName, key: Buffer): Buffer | undefined {
    return this.maps[map].get(key);
  }

  /** Everything as committed now, unchanged by what is written later. Close it. */
  snapshot(): Snapshot {
    this.root.resetReadTxn();
    if (this.closed) throw serverError('ShutdownInProgress', 'The server is shutting down');
    const transaction = this.root.useReadTransaction();
    this.openSnapshots += 1;
    const { maps } = this;
    const counts = (id: number) => this.count(id);
    return {
      catalog: this.liveCatalog.copy(),
      get: (map, key) => maps[map].get(key, { transaction }),
      range: (map, start, end, reverse = false) => range(maps[map], start, end, reverse, transaction),
      count: counts,
      close: () => {
        transaction.done();
        this.openSnapshots -= 1;
        if (this.openSnapshots === 0) this.whenUnread?.();
      },
    };
  }

  /** Queues a change. It runs once, together with others, and the promise settles when it is on disk. */
  submit<T>(work: (writer: Writer) => T): Promise<T> {
    if (this.closed) return Promise.reject(serverError('ShutdownInProgress', 'The server is shutting down'));
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ work, resolve: (value) => resolve(value as T), reject });
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => this.commitQueue());
    });
  }

  private commitQueue(): void {
    const jobs = this.queue;
    this.queue = [];
    this.scheduled = false;
    const outcomes: (() => void)[] = [];
    const writer = new DirectWriter(this, this.maps, this.liveCatalog);
    try {
      this.root.transactionSync(() => {
        for (const { work, resolve, reject } of jobs) {
          this.jobsDone += 1;
          try {
            const result = work(writer);
            outcomes.push(() => resolve(result));
          } catch (error) {
            // An error that no command expects may have left half a document behind: nothing of this batch is kept.
            if (!(error instanceof ServerError || error instanceof LockWait)) throw error;
            outcomes.push(() => reject(error));
          }
        }
        writer.finish();
      });
    } catch (error) {
      this.counts.clear();
      this.liveCatalog = this.loadCatalog();
      const cause = storageError(error);
      for (const { reject } of jobs) reject(cause);
      return;
    }
    for (const [id, count] of writer.counts) this.counts.set(id, count);
    for (const settle of outcomes) settle();
  }

  /** True once `close` was called: whoever is reading should stop. */
  get isClosing(): boolean {
    return this.closed;
  }

  /** Waits for queued changes and for open snapshots, then closes the file. */
  async close(): Promise<void> {
    const last = this.queue.length > 0 ? this.submit(() => undefined) : undefined;
    this.closed = true;
    await last;
    // Reading from a closed file would end the process.
    if (this.openSnapshots > 0) await new Promise<void>((resolve) => (this.whenUnread = resolve));
    await this.root.close();
  }

  /** Copies the data file as it stands now, while writes go on. */
  async copyTo(directory: string): Promise<void> {
    await this.root.backup(directory, true);
  }

  private loadCatalog(): Catalog {
    return Catalog.load(range(this.maps.catalog, Catalog.FIRST_KEY, Catalog.END_KEY, false));
  }

  /** Writes the counter of identifiers, when a catalog entry that took one is written. */
  idCounter(): Entry {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(this.nextId, 0);
    return { key: ID_COUNTER, value };
  }
}

function range(
  map: BinaryMap,
  start: Buffer,
  end: Buffer,
  reverse: boolean,
  transaction?: LmdbTransaction,
): Iterable<Entry> {
  // Backwards, LMDB's range begins at its greater end and leaves out the lesser: the bounds are shifted by one key.
  const bounds = reverse ? { start: end, end: start, exclusiveStart: true, inclusiveEnd: true } : { start, end };
  return map.getRange({ ...bounds, reverse, ...(transaction === undefined ? {} : { transaction }) });
}

function storageError(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (/no space|file too large|ENOSPC|EFBIG|MDB_MAP_FULL|quota/i.test(message))
    return serverError('OutOfDiskSpace', `The data file cannot grow: ${message}`);
  return serverError('InternalError', message);
}

/** Writes straight into the LMDB transaction that is being committed. */
class DirectWriter implements Writer {
  readonly counts = new Map<number, number>();

  constructor(
    private readonly store: Store,
    private readonly maps: Maps,
    readonly catalog: Catalog,
  ) {}

  get(map: MapName, key: Buffer): Buffer | undefined {
    return this.maps[map].get(key);
  }

  range(map: MapName, start: Buffer, end: Buffer, reverse = false): Iterable<Entry> {
    return range(this.maps[map], start, end, reverse);
  }

  put(map: MapName, key: Buffer, value: Buffer): void {
    this.maps[map].putSync(key, value);
    if (map === 'catalog') {
      const counter = this.store.idCounter();
      this.maps.catalog.putSync(counter.key, counter.value);
    }
  }

  remove(map: MapName, key: Buffer): void {
    this.maps[map].removeSync(key);
  }

  count(collectionId: number): number {
    return this.counts.get(collectionId) ?? this.store.count(collectionId);
  }

  addCount(collectionId: number, change: number): void {
    this.counts.set(collectionId, this.count(collectionId) + change);
  }

  lock(map: MapName, key: Buffer): void {
    const owner: LockOwner | undefined = this.store.locks.ownerOf(map, key);
    if (owner) throw new LockWait(owner);
  }

  newId(): number {
    return this.store.newId();
  }

  lockCollection(collection: Collection): void {
    this.lock('catalog', catalogKey(namespaceOf(collection)));
    const owner = this.store.locks.ownerWithin('documents', prefixOf(collection.id));
    if (owner) throw new LockWait(owner);
  }

  assertCurrent(): void {
    // There is only one state of the catalog outside transactions.
  }

  defer(): boolean {
    return false;
  }

  finish(): void {
    for (const [id, count] of this.counts) {
      const value = Buffer.alloc(8);
      value.writeDoubleBE(count, 0);
      this.maps.catalog.putSync(countKey(id), value);
    }
  }
}
