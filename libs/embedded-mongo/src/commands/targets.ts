import type { Doc } from '../bson/values';
import { decode } from '../bson/values';
import type { QuerySpec } from '../query/scan';
import { Query } from '../query/scan';
import type { Collection } from '../storage/catalog';
import type { Writer } from '../storage/store';
import type { CommandContext } from './context';

/** Collections up to this size are searched within the commit; larger ones, unless for one document by an index, before it and with pauses. */
const SEARCHED_AT_ONCE = 2_000;

/** A document that a statement is about to change. */
export interface Target {
  readonly key: Buffer;
  readonly bytes: Buffer;
  readonly doc: Doc;
  readonly collection: Collection;
}

/** The documents that a statement is about: found once, then taken one after the other over any number of steps. */
export class Targets {
  private keys: Buffer[] | undefined;
  private at = 0;
  private searchedAt: number | undefined;
  /** Nothing was written between the search and now: what was found need not be checked again. */
  private trusted = false;

  constructor(
    private readonly context: CommandContext,
    private readonly name: string,
    private readonly spec: QuerySpec,
    private readonly limit: number,
  ) {}

  /** Searches a large collection before the commit; undefined where that is not needed. */
  readonly find = (): Promise<void> | undefined => {
    const reader = this.context.transaction ?? this.context.server.store;
    const collection = reader.catalog.find(this.context.db, this.name);
    if (collection === undefined || reader.count(collection.id) <= SEARCHED_AT_ONCE) return undefined;
    const { plan } = new Query(collection, this.spec);
    if (plan.stage === 'IDHACK') return undefined;
    return this.limit > 1 || plan.stage === 'COLLSCAN' || !plan.sorted ? this.search() : undefined;
  };

  private async search(): Promise<void> {
    this.searchedAt = this.context.server.store.version;
    this.keys = await this.context.read((reader) =>
      new Query(this.context.find(reader, this.name), this.spec).findKeys(reader, this.limit, this.context),
    );
  }

  /** The next documents, at most `count` of them; those that changed since the search count only if they still match. */
  *take(writer: Writer, count: number): Generator<Target> {
    const collection = this.context.find(writer, this.name);
    const query = new Query(collection, this.spec);
    const undisturbed =
      this.context.transaction !== undefined || this.searchedAt === this.context.server.store.version - 1;
    // Where one document was searched for, or none was found, another may be the right one by now: it is searched for at once.
    const mayBeOthers = this.limit === 1 || this.keys?.length === 0;
    if (this.keys === undefined || (mayBeOthers && this.at === 0 && !undisturbed)) {
      this.keys = query.findNow(writer, this.limit).map(({ key }) => key);
      this.trusted = true;
    }
    const { trusted } = this;
    this.trusted = false;
    const last = this.at + count;
    for (; this.at < this.keys.length && this.at < last; this.at += 1) {
      const key = this.keys[this.at] as Buffer;
      const bytes = writer.get('documents', key);
      if (bytes === undefined || collection === undefined) continue;
      const doc = decode(bytes);
      if (trusted || query.matches(doc)) yield { key, bytes, doc, collection };
    }
  }

  /** The search found nothing at all. */
  get foundNone(): boolean {
    return this.keys?.length === 0;
  }

  /** All were taken. */
  get isDone(): boolean {
    return this.keys !== undefined && this.at >= this.keys.length;
  }
}
