import type { Catalog, Collection } from '../storage/catalog';
import { catalogKey, namespaceOf } from '../storage/catalog';
import type { LockOwner } from '../storage/locks';
import type { Entry, MapName, Snapshot, Store, Writer } from '../storage/store';
import { MAP_NAMES } from '../storage/store';
import { serverError, writeConflict } from '../errors';

/** The most bytes that one transaction may write. */
const MAX_OVERLAY_BYTES = 256 * 1024 * 1024;

/** Changes laid over a snapshot: what a transaction reads is its own writes, and below them the data as it found them. */
class Overlay {
  private readonly changes = new Map<string, Buffer | undefined>();

  has(key: string): boolean {
    return this.changes.has(key);
  }

  get(key: string): Buffer | undefined {
    return this.changes.get(key);
  }

  set(key: string, value: Buffer | undefined): void {
    this.changes.set(key, value);
  }

  entries(): IterableIterator<[string, Buffer | undefined]> {
    return this.changes.entries();
  }

  /** The changed keys from `start` to `end`, in order. */
  within(start: string, end: string): string[] {
    return [...this.changes.keys()].filter((key) => key >= start && key < end).sort();
  }
}

/** One multi-document transaction: a snapshot, its changes, its locks. It never waits: a conflict ends it. */
export class Transaction implements Writer, LockOwner {
  readonly finished: Promise<void>;
  readonly catalog: Catalog;
  private readonly snapshot: Snapshot;
  private readonly overlays = new Map<MapName, Overlay>(MAP_NAMES.map((name) => [name, new Overlay()]));
  private readonly counts = new Map<number, number>();
  private readonly deferred: ((writer: Writer) => void)[] = [];
  private bytes = 0;
  private ended = false;
  private resolveFinished: () => void = () => undefined;

  constructor(private readonly store: Store) {
    this.snapshot = store.snapshot();
    this.catalog = this.snapshot.catalog;
    this.finished = new Promise((resolve) => (this.resolveFinished = resolve));
  }

  get(map: MapName, key: Buffer): Buffer | undefined {
    this.assertAlive();
    const overlay = this.overlayOf(map);
    const name = key.toString('latin1');
    return overlay.has(name) ? overlay.get(name) : this.snapshot.get(map, key);
  }

  *range(map: MapName, start: Buffer, end: Buffer, reverse = false): Iterable<Entry> {
    const overlay = this.overlayOf(map);
    const changed = overlay.within(start.toString('latin1'), end.toString('latin1'));
    if (reverse) changed.reverse();
    const before = (a: string, b: string) => (reverse ? a > b : a < b);
    let at = 0;
    this.assertAlive();
    for (const entry of this.snapshot.range(map, start, end, reverse)) {
      const name = entry.key.toString('latin1');
      while (at < changed.length && before(changed[at] as string, name))
        yield* ownEntry(overlay, changed[at++] as string);
      if (changed[at] === name) yield* ownEntry(overlay, changed[at++] as string);
      else yield entry;
      this.assertAlive();
    }
    while (at < changed.length) yield* ownEntry(overlay, changed[at++] as string);
  }

  put(map: MapName, key: Buffer, value: Buffer): void {
    this.bytes += key.length + value.length;
    if (this.bytes > MAX_OVERLAY_BYTES)
      throw serverError(
        'TransactionTooLarge',
        `Total size of all transaction operations must be less than ${MAX_OVERLAY_BYTES}`,
      );
    this.overlayOf(map).set(key.toString('latin1'), value);
  }

  remove(map: MapName, key: Buffer): void {
    this.overlayOf(map).set(key.toString('latin1'), undefined);
  }

  count(collectionId: number): number {
    return this.snapshot.count(collectionId) + (this.counts.get(collectionId) ?? 0);
  }

  addCount(collectionId: number, change: number): void {
    this.counts.set(collectionId, (this.counts.get(collectionId) ?? 0) + change);
  }

  lock(map: MapName, key: Buffer): void {
    this.assertAlive();
    const owner = this.store.locks.ownerOf(map, key);
    if (owner === this) return;
    const seen = this.snapshot.get(map, key);
    const latest = this.store.latest(map, key);
    const unchanged = seen === undefined || latest === undefined ? seen === latest : seen.equals(latest);
    if (owner !== undefined || !unchanged) throw writeConflict();
    this.store.locks.hold(map, key, this);
  }

  lockCollection(collection: Collection): void {
    this.lock('catalog', catalogKey(namespaceOf(collection)));
  }

  assertCurrent(collection: Collection): void {
    const live = this.store.catalog.find(collection.db, collection.name);
    const known = this.catalog.find(collection.db, collection.name);
    if (this.catalog.changed.has(namespaceOf(collection))) return;
    const indexes = (of: Collection | undefined) =>
      of?.indexes.map(({ id, building }) => `${id}${building ? '+' : ''}`).join();
    if (live?.id !== known?.id || indexes(live) !== indexes(known)) throw writeConflict();
  }

  newId(): number {
    return this.store.newId();
  }

  defer(work: (writer: Writer) => void): boolean {
    this.deferred.push(work);
    return true;
  }

  /** True if nothing was written. */
  get isReadOnly(): boolean {
    return this.bytes === 0 && [...this.overlays.values()].every((overlay) => overlay.entries().next().done === true);
  }

  /** Puts the changes into the data file, in one commit with `andThen`. */
  async commit(andThen: (writer: Writer) => void): Promise<void> {
    try {
      await this.store.submit((writer) => {
        for (const [map, overlay] of this.overlays) {
          for (const [name, value] of overlay.entries()) {
            const key = Buffer.from(name, 'latin1');
            if (value === undefined) writer.remove(map, key);
            else writer.put(map, key, value);
          }
        }
        for (const [id, change] of this.counts) writer.addCount(id, change);
        writer.catalog.adopt(this.catalog);
        for (const work of this.deferred) work(writer);
        andThen(writer);
      });
    } finally {
      this.end();
    }
  }

  /** Forgets the changes. */
  abort(): void {
    this.end();
  }

  /** A transaction can end, by its lifetime or its session, while one of its commands pauses. */
  private assertAlive(): void {
    if (this.ended)
      throw serverError('NoSuchTransaction', 'The transaction has been aborted.', {}, ['TransientTransactionError']);
  }

  private end(): void {
    this.ended = true;
    this.store.locks.release(this);
    this.snapshot.close();
    this.resolveFinished();
  }

  private overlayOf(map: MapName): Overlay {
    return this.overlays.get(map) as Overlay;
  }
}

function* ownEntry(overlay: Overlay, name: string): Iterable<Entry> {
  const value = overlay.get(name);
  if (value !== undefined) yield { key: Buffer.from(name, 'latin1'), value };
}
