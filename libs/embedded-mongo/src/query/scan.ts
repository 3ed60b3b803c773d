import type { Doc, Value } from '../bson/values';
import { decode, encode } from '../bson/values';
import { serverError } from '../errors';
import type { Variables } from '../expression/compile';
import type { Collection } from '../storage/catalog';
import type { Reader } from '../storage/store';
import type { Matcher } from './match';
import { compileFilter } from './match';
import type { Plan } from './plan';
import { choosePlan } from './plan';
import type { Project } from './projection';
import type { SortField } from './sort';
import { compareSortKeys, parseSort, sortKey } from './sort';

/** A document as a scan finds it. */
export interface Found {
  readonly key: Buffer;
  readonly bytes: Buffer;
  readonly doc: Doc;
}

/** Decoded when it is first looked into: what is only passed on stays as it is stored. */
class FoundBytes implements Found {
  private decoded: Doc | undefined;

  constructor(
    readonly key: Buffer,
    readonly bytes: Buffer,
  ) {}

  get doc(): Doc {
    return (this.decoded ??= decode(this.bytes));
  }
}

/** What a scan has looked at so far, for `explain`. */
export interface ScanCounts {
  keysExamined: number;
  docsExamined: number;
}

/** What to find. */
export interface QuerySpec {
  readonly filter: Doc;
  readonly sort?: Doc;
  readonly skip?: number;
  readonly limit?: number;
  readonly hint?: Value;
  readonly variables?: Variables;
}

/** A query against one collection: compiled, with its plan. */
export class Query {
  readonly plan: Plan;
  readonly counts: ScanCounts = { keysExamined: 0, docsExamined: 0 };
  readonly sortFields: readonly SortField[];
  readonly matches: Matcher;
  /** Key after which a stopped scan goes on. */
  private position: { interval: number; after?: Buffer } = { interval: 0 };
  private readonly seen = new Set<string>();

  constructor(
    readonly collection: Collection | undefined,
    readonly spec: QuerySpec,
  ) {
    this.matches = compileFilter(spec.filter, spec.variables);
    this.sortFields = spec.sort === undefined ? [] : parseSort(spec.sort);
    this.plan = choosePlan(collection, spec.filter, this.sortFields, spec.hint);
  }

  /** Every document that the plan reaches and the filter accepts, in the plan's order, from where the last scan stopped. */
  *scan(reader: Reader): Generator<Found | undefined> {
    const { index, intervals, reverse } = this.plan;
    if (this.plan.stage === 'IDHACK') {
      yield* this.point(reader);
      return;
    }
    const map = index === undefined ? 'documents' : 'indexes';
    const dedupe = index !== undefined && (index.multikey || intervals.length > 1);
    for (; this.position.interval < intervals.length; this.position = { interval: this.position.interval + 1 }) {
      const { start, end } = intervals[this.position.interval] as { start: Buffer; end: Buffer };
      const { after } = this.position;
      const from = after === undefined || reverse ? start : Buffer.concat([after, Buffer.of(0)]);
      for (const entry of reader.range(map, from, after !== undefined && reverse ? after : end, reverse)) {
        this.position.after = entry.key;
        this.counts.keysExamined += index === undefined && this.plan.stage === 'COLLSCAN' ? 0 : 1;
        const key = index === undefined ? entry.key : entry.value;
        if (dedupe) {
          const name = key.toString('latin1');
          if (this.seen.has(name)) continue;
          this.seen.add(name);
        }
        const bytes = index === undefined ? entry.value : reader.get('documents', key);
        if (bytes === undefined) continue;
        this.counts.docsExamined += 1;
        yield this.examine(key, bytes);
      }
    }
  }

  /** The document that has the one `_id` asked for. */
  private *point(reader: Reader): Generator<Found | undefined> {
    const key = this.plan.intervals[this.position.interval]?.start;
    if (key === undefined) return;
    this.position = { interval: 1 };
    const bytes = reader.get('documents', key);
    if (bytes === undefined) return;
    this.counts.keysExamined += 1;
    this.counts.docsExamined += 1;
    yield this.examine(key, bytes);
  }

  /** A document that matches; an `undefined` between finds lets the caller pause in a long scan that finds nothing. */
  private examine(key: Buffer, bytes: Buffer): Found | undefined {
    const found = new FoundBytes(key, bytes);
    return this.plan.exact || this.matches(found.doc) ? found : undefined;
  }

  /** The first documents in the order asked for, without a pause: for writers, which must not be interleaved. */
  findNow(reader: Reader, limit: number): Found[] {
    const found: Found[] = [];
    for (const item of this.scan(reader)) {
      if (item === undefined) continue;
      found.push(item);
      if (this.plan.sorted && found.length >= limit) break;
    }
    if (this.plan.sorted) return found;
    return this.inOrder(found.map((item) => ({ item, key: sortKey(item.doc, this.sortFields) }))).slice(0, limit);
  }

  /** The keys of the first documents in the order asked for, with pauses. */
  async findKeys(reader: Reader, limit: number, pacer: Pacer): Promise<Buffer[]> {
    const found: { item: Buffer; key: (Value | undefined)[] }[] = [];
    for (const item of this.scan(reader)) {
      const pause = pacer.tick();
      if (pause) await pause;
      if (item === undefined) continue;
      found.push({ item: item.key, key: this.plan.sorted ? [] : sortKey(item.doc, this.sortFields) });
      if (this.plan.sorted && found.length >= limit) break;
    }
    return this.plan.sorted ? found.map(({ item }) => item) : this.inOrder(found).slice(0, limit);
  }

  /** Orders what was found by the sort keys. */
  inOrder<T>(found: { item: T; key: (Value | undefined)[] }[]): T[] {
    return found.sort((a, b) => compareSortKeys(a.key, b.key, this.sortFields)).map(({ item }) => item);
  }
}

/** Lets the event loop go when a command has held it long enough, and throws when the command's time is up. */
export interface Pacer {
  /** Counts one document; a promise if it is time to pause. */
  tick(): Promise<void> | undefined;
}

/** The results of a `find`, in batches; between batches only a position or a list of keys is kept. */
export class FindResults {
  private skip: number;
  private left: number;
  private keys: Buffer[] | undefined;
  private nextKey = 0;
  /** A batch was asked for before: since then, what is found may have changed. */
  private begun = false;
  done = false;

  constructor(
    private readonly query: Query,
    private readonly project: Project | undefined,
  ) {
    this.skip = query.spec.skip ?? 0;
    this.left = query.spec.limit ?? Infinity;
    if (this.left === 0) this.left = Infinity;
  }

  /** The next documents, encoded: at most `count` of them and about `maxBytes`. */
  async next(reader: Reader, count: number, maxBytes: number, pacer: Pacer): Promise<Buffer[]> {
    const batch: Buffer[] = [];
    let bytes = 0;
    if (this.begun) this.assertNotDropped(reader);
    this.begun = true;
    if (count === 0) return batch;
    if (!this.query.plan.sorted && this.keys === undefined) await this.sort(reader, pacer);
    const source = this.keys === undefined ? this.query.scan(reader) : this.kept(reader);
    for (const found of source) {
      const pause = pacer.tick();
      if (pause) await pause;
      if (found === undefined) continue;
      if (this.skip > 0) {
        this.skip -= 1;
        continue;
      }
      const out = this.project === undefined ? found.bytes : encode(this.project(found.doc));
      batch.push(out);
      bytes += out.length;
      this.left -= 1;
      if (this.left === 0) break;
      if (batch.length >= count || bytes >= maxBytes) return batch;
    }
    this.done = true;
    return batch;
  }

  private assertNotDropped(reader: Reader): void {
    const { collection, plan } = this.query;
    if (collection === undefined) return;
    const now = reader.catalog.find(collection.db, collection.name);
    if (now?.id !== collection.id) throw serverError('QueryPlanKilled', 'collection dropped');
    if (plan.index !== undefined && !now.indexes.some(({ id }) => id === plan.index?.id))
      throw serverError('QueryPlanKilled', `index '${plan.index.name}' dropped`);
  }

  private async sort(reader: Reader, pacer: Pacer): Promise<void> {
    const limit = Number.isFinite(this.left) ? this.skip + this.left : Infinity;
    this.keys = (await this.query.findKeys(reader, limit, pacer)).slice(this.skip);
    this.skip = 0;
  }

  private *kept(reader: Reader): Generator<Found | undefined> {
    const keys = this.keys ?? [];
    while (this.nextKey < keys.length) {
      const key = keys[this.nextKey++] as Buffer;
      const bytes = reader.get('documents', key);
      const doc = bytes === undefined ? undefined : decode(bytes);
      // Between batches it may have been deleted, or changed so that the query no longer asks for it.
      yield bytes === undefined || doc === undefined || !this.query.matches(doc) ? undefined : { key, bytes, doc };
    }
  }
}
