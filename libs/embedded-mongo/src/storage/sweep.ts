import { afterPrefix } from '../bson/key-encoding';
import { prefixOf } from './prefix';
import type { MapName, Writer } from './store';

/** How many entries a drop removes in the commit that forgets the collection; the rest is swept later. */
const ENTRIES_PER_SWEEP = 2_000;

function sweepKey(map: 'documents' | 'indexes', id: number): Buffer {
  return Buffer.concat([Buffer.from(`x${map === 'documents' ? 'd' : 'i'}`), prefixOf(id)]);
}

function sweepSome(writer: Writer, map: MapName, id: number): boolean {
  const prefix = prefixOf(id);
  let removed = 0;
  for (const { key } of [...take(writer.range(map, prefix, afterPrefix(prefix)), ENTRIES_PER_SWEEP)]) {
    writer.remove(map, key);
    removed += 1;
  }
  return removed < ENTRIES_PER_SWEEP;
}

/** The first items. */
export function* take<T>(items: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  if (left === 0) return;
  for (const item of items) {
    yield item;
    if (--left === 0) return;
  }
}

/** Removes all entries under a prefix: some now, the others when `sweepDropped` runs, also after a restart. */
export function dropEntries(writer: Writer, map: 'documents' | 'indexes', id: number): void {
  if (!sweepSome(writer, map, id)) writer.put('catalog', sweepKey(map, id), Buffer.of(1));
}

/** Goes on with removing what dropped collections and indexes left; true when nothing is left. */
export function sweepDropped(writer: Writer): boolean {
  const [entry] = take(writer.range('catalog', Buffer.from('x'), Buffer.from('y')), 1);
  if (entry === undefined) return true;
  const map = entry.key[1] === 0x64 ? 'documents' : 'indexes';
  if (sweepSome(writer, map, entry.key.readUInt32BE(2))) writer.remove('catalog', entry.key);
  return false;
}
