import type { Binary } from 'bson';
import { Int32, UUID } from 'bson';
import type { Doc, Value } from '../bson/values';
import { decode, encode, isDoc, isNumber, isTruthy, numberOf } from '../bson/values';
import type { Matcher } from '../query/match';
import { compileFilter } from '../query/match';
import type { Entry, Writer } from './store';

/** One index of a collection. The index on `_id` is the collection itself and is not listed here. */
export interface Index {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly path: readonly string[]; readonly direction: 1 | -1 }[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial?: Doc;
  readonly covers: Matcher;
  readonly expireAfterSeconds?: number;
  /** Options as given, for `listIndexes`. */
  readonly spec: Doc;
  /** Still being built: kept up to date by writers, not used by readers. */
  readonly building: boolean;
  /** Some document has an array at an indexed path: one document, many keys. */
  readonly multikey: boolean;
  /** Some key was too long to be stored whole: the order of keys is not the order of values. */
  readonly overlong: boolean;
}

/** One collection. Values are never changed: a change makes a new one in the catalog. */
export interface Collection {
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly uuid: UUID;
  readonly options: Doc;
  readonly indexes: readonly Index[];
  /** Some `_id` was too long to be stored whole in its key. */
  readonly overlongIds: boolean;
}

/** Collections by namespace. */
export class Catalog {
  static readonly FIRST_KEY = Buffer.from('c');
  static readonly END_KEY = Buffer.from('d');

  /** Namespaces that were set or deleted through this copy: what a transaction changes. */
  readonly changed = new Set<string>();

  /** Another copy reads the same map: whoever changes it first takes a map of its own. */
  private shared = false;

  private constructor(private collections: Map<string, Collection>) {}

  static load(entries: Iterable<Entry>): Catalog {
    const collections = new Map<string, Collection>();
    for (const { value } of entries) {
      const collection = readCollection(decode(value));
      collections.set(namespaceOf(collection), collection);
    }
    return new Catalog(collections);
  }

  find(db: string, name: string): Collection | undefined {
    return this.collections.get(`${db}.${name}`);
  }

  /** All collections, of one database if it is named, by name. */
  list(db?: string): Collection[] {
    return [...this.collections.values()]
      .filter((collection) => db === undefined || collection.db === db)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  copy(): Catalog {
    const copy = new Catalog(this.collections);
    this.shared = copy.shared = true;
    return copy;
  }

  private own(): Map<string, Collection> {
    if (this.shared) this.collections = new Map(this.collections);
    this.shared = false;
    return this.collections;
  }

  /** Takes over what a committed transaction changed. */
  adopt(other: Catalog): void {
    for (const namespace of other.changed) {
      const collection = other.collections.get(namespace);
      if (collection) this.own().set(namespace, collection);
      else this.own().delete(namespace);
    }
  }

  /** Changes a collection in this copy only. */
  replace(collection: Collection): void {
    this.own().set(namespaceOf(collection), collection);
  }

  /** Writes a collection's entry, new or changed. */
  save(writer: Writer, collection: Collection): Collection {
    const namespace = namespaceOf(collection);
    this.own().set(namespace, collection);
    this.changed.add(namespace);
    writer.put('catalog', catalogKey(namespace), encode(writeCollection(collection)));
    return collection;
  }

  /** Removes a collection's entry; its documents and index entries are the caller's to remove. */
  delete(writer: Writer, collection: Collection): void {
    const namespace = namespaceOf(collection);
    this.own().delete(namespace);
    this.changed.add(namespace);
    writer.remove('catalog', catalogKey(namespace));
  }
}

/** `database.collection`. */
export function namespaceOf(collection: Pick<Collection, 'db' | 'name'>): string {
  return `${collection.db}.${collection.name}`;
}

/** The catalog's key for a namespace: also what a change to the collection itself locks. */
export function catalogKey(namespace: string): Buffer {
  return Buffer.from(`c${namespace}`);
}

/** Makes an index from its specification as a client gives it, already checked. */
export function makeIndex(id: number, spec: Doc, state: Pick<Index, 'building' | 'multikey' | 'overlong'>): Index {
  const partial = spec['partialFilterExpression'];
  const expire = spec['expireAfterSeconds'];
  return {
    id,
    name: spec['name'] as string,
    fields: Object.entries(spec['key'] as Doc).map(([name, direction]) => ({
      name,
      path: name.split('.'),
      direction: isNumber(direction) && numberOf(direction) < 0 ? -1 : 1,
    })),
    unique: isTruthy(spec['unique']),
    sparse: isTruthy(spec['sparse']),
    ...(isDoc(partial) ? { partial } : {}),
    covers: isDoc(partial) ? compileFilter(partial) : () => true,
    ...(isNumber(expire) ? { expireAfterSeconds: numberOf(expire) } : {}),
    spec,
    ...state,
  };
}

function writeCollection(collection: Collection): Doc {
  return {
    id: new Int32(collection.id),
    db: collection.db,
    name: collection.name,
    uuid: collection.uuid,
    options: collection.options,
    overlongIds: collection.overlongIds,
    indexes: collection.indexes.map(({ id, spec, building, multikey, overlong }) => ({
      id: new Int32(id),
      spec,
      building,
      multikey,
      overlong,
    })),
  };
}

function readCollection(record: Doc): Collection {
  const id = (value: Value | undefined) => numberOf(value as Int32);
  return {
    id: id(record['id']),
    db: record['db'] as string,
    name: record['name'] as string,
    uuid: new UUID((record['uuid'] as Binary).toUUID().toHexString()),
    options: record['options'] as Doc,
    overlongIds: record['overlongIds'] === true,
    indexes: (record['indexes'] as Doc[]).map((index) =>
      makeIndex(id(index['id']), index['spec'] as Doc, {
        building: index['building'] === true,
        multikey: index['multikey'] === true,
        overlong: index['overlong'] === true,
      }),
    ),
  };
}
