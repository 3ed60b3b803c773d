import { Int32, UUID } from 'bson';
import { afterPrefix } from '../bson/key-encoding';
import { equalValues } from '../bson/compare';
import type { Doc, Value } from '../bson/values';
import { decode, encode, isDoc, isNumber, isTruthy, kindOf, numberOf, show } from '../bson/values';
import { ListedResults } from '../cursors';
import { notSupported, serverError } from '../errors';
import { compileFilter } from '../query/match';
import type { Collection, Index } from '../storage/catalog';
import { catalogKey, makeIndex, namespaceOf } from '../storage/catalog';
import { addIndexEntries } from '../storage/documents';
import { prefixOf } from '../storage/prefix';
import type { MapName, Writer } from '../storage/store';
import type { Command, CommandContext, Reply } from './context';
import { assertCollectionName, assertSimpleCollation } from './context';

/** Finds a collection, or creates it as the first write to it does. */
export function ensureCollection(writer: Writer, db: string, name: string, options: Doc = {}): Collection {
  const existing = writer.catalog.find(db, name);
  if (existing) return existing;
  assertCollectionName(db, name);
  if (name.startsWith('system.')) throw notSupported(`writing to ${db}.${name}`);
  writer.lock('catalog', catalogKey(`${db}.${name}`));
  return writer.catalog.save(writer, {
    id: writer.newId(),
    db,
    name,
    uuid: new UUID(),
    options,
    indexes: [],
    overlongIds: false,
  });
}

const REFUSED_OPTIONS = [
  'capped',
  'size',
  'max',
  'timeseries',
  'viewOn',
  'pipeline',
  'validator',
  'validationLevel',
  'validationAction',
  'expireAfterSeconds',
  'encryptedFields',
  'clusteredIndex',
  'changeStreamPreAndPostImages',
  'storageEngine',
  'indexOptionDefaults',
  'autoIndexId',
  'flags',
];

/** `create` */
export const create: Command = {
  fields: ['collation'],
  refused: REFUSED_OPTIONS,
  inTransaction: true,
  run: async (context) => {
    const name = context.target;
    assertSimpleCollation(context.body['collation']);
    await context.write((writer) => {
      // Creating again what is there, with the same options, is no error in MongoDB 7.
      ensureCollection(writer, context.db, name);
    });
    return { body: {} };
  },
};

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

function* take<T>(items: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  if (left === 0) return;
  for (const item of items) {
    yield item;
    if (--left === 0) return;
  }
}

/** Removes all entries under a prefix: some now, the others when `sweepDropped` runs, also after a restart. */
function dropEntries(writer: Writer, map: 'documents' | 'indexes', id: number): void {
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

/** Forgets a collection with its documents and indexes. */
export function dropCollection(writer: Writer, collection: Collection): void {
  writer.lockCollection(collection);
  writer.catalog.delete(writer, collection);
  dropEntries(writer, 'documents', collection.id);
  for (const index of collection.indexes) dropEntries(writer, 'indexes', index.id);
}

async function sweep(context: CommandContext): Promise<void> {
  while (!(await context.write(sweepDropped))) await context.pause();
}

/** `drop` */
export const drop: Command = {
  fields: [],
  run: async (context): Promise<Reply> => {
    const name = context.target;
    const dropped = await context.write((writer) => {
      const collection = writer.catalog.find(context.db, name);
      if (collection) dropCollection(writer, collection);
      return collection;
    });
    await sweep(context);
    // Since 7.0 dropping what is not there is no error.
    return { body: dropped ? { nIndexesWas: new Int32(dropped.indexes.length + 1), ns: namespaceOf(dropped) } : {} };
  },
};

/** `dropDatabase` */
export const dropDatabase: Command = {
  fields: [],
  run: async (context): Promise<Reply> => {
    const existed = await context.write((writer) => {
      const collections = writer.catalog.list(context.db);
      for (const collection of collections) writer.lockCollection(collection);
      for (const collection of collections) dropCollection(writer, collection);
      return collections.length > 0;
    });
    await sweep(context);
    return { body: existed ? { dropped: context.db } : {} };
  },
};

/** `renameCollection` */
export const renameCollection: Command = {
  fields: ['to', 'dropTarget'],
  run: async (context) => {
    const from = context.text('renameCollection') ?? '';
    const to = context.text('to') ?? '';
    if (context.db !== 'admin')
      throw serverError('Unauthorized', 'renameCollection may only be run against the admin database.');
    const [fromDb, toDb] = [from, to].map((namespace) => namespace.slice(0, namespace.indexOf('.'))) as [
      string,
      string,
    ];
    const [fromName, toName] = [from, to].map((namespace) => namespace.slice(namespace.indexOf('.') + 1)) as [
      string,
      string,
    ];
    assertCollectionName(toDb, toName);
    if (fromDb !== toDb) throw notSupported('renaming a collection into another database');
    await context.write((writer) => {
      const source = writer.catalog.find(fromDb, fromName);
      const target = writer.catalog.find(toDb, toName);
      if (source === undefined) throw serverError('NamespaceNotFound', `Source collection ${from} does not exist`);
      if (from === to) throw serverError('IllegalOperation', "Can't rename a collection to itself");
      if (target && !context.flag('dropTarget')) throw serverError('NamespaceExists', 'target namespace exists');
      writer.lockCollection(source);
      if (target) dropCollection(writer, target);
      writer.catalog.delete(writer, source);
      writer.catalog.save(writer, { ...source, name: toName });
    });
    await sweep(context);
    return { body: {} };
  },
};

const ID_INDEX: Doc = { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' };

/** `listCollections` */
export const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor', 'includePendingDrops'],
  run: (context) =>
    context.read((reader) => {
      const matches = compileFilter(context.object('filter') ?? {});
      const docs = reader.catalog
        .list(context.db)
        .map(({ name, options, uuid }): Doc => ({
          name,
          type: 'collection',
          options,
          info: { readOnly: false, uuid },
          idIndex: ID_INDEX,
        }))
        .filter(matches)
        .map((doc) => encode(context.flag('nameOnly') ? { name: doc['name'] as string, type: 'collection' } : doc));
      return context.server.cursors.open(
        new ListedResults(docs),
        `${context.db}.$cmd.listCollections`,
        context.owner,
        { batchSize: batchSizeOf(context) },
        reader,
        context,
      );
    }),
};

/** The `batchSize` of a command's `cursor` option. */
export function batchSizeOf(context: CommandContext): number | undefined {
  const size = context.object('cursor')?.['batchSize'];
  return isNumber(size) ? numberOf(size) : undefined;
}

/** `listIndexes` */
export const listIndexes: Command = {
  fields: ['cursor'],
  run: (context) =>
    context.read((reader) => {
      const collection = context.find(reader);
      if (collection === undefined)
        throw serverError('NamespaceNotFound', `ns does not exist: ${context.db}.${context.target}`);
      const docs = [ID_INDEX, ...collection.indexes.filter(({ building }) => !building).map(({ spec }) => spec)].map(
        encode,
      );
      return context.server.cursors.open(
        new ListedResults(docs),
        namespaceOf(collection),
        context.owner,
        { batchSize: batchSizeOf(context) },
        reader,
        context,
      );
    }),
};

/** `listDatabases` */
export const listDatabases: Command = {
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run: (context) =>
    context.read((reader): Reply => {
      if (context.db !== 'admin')
        throw serverError('Unauthorized', 'listDatabases may only be run against the admin database.');
      const names = [...new Set(reader.catalog.list().map(({ db }) => db))].sort();
      const matches = compileFilter(context.object('filter') ?? {});
      const all = names.map((name): Doc => ({ name, sizeOnDisk: new Int32(1), empty: false })).filter(matches);
      const nameOnly = context.flag('nameOnly');
      return {
        body: {
          databases: all.map((doc) => (nameOnly ? { name: doc['name'] as string } : doc)),
          ...(nameOnly ? {} : { totalSize: new Int32(all.length) }),
        },
      };
    }),
};

const INDEX_FIELDS = [
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'v',
  'collation',
  'ns',
];
const PARTIAL_OPERATORS = ['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in'];

/** Checks an index specification and brings it into the form that `listIndexes` shows. */
function normalizeSpec(spec: Doc): Doc {
  for (const name of Object.keys(spec))
    if (!INDEX_FIELDS.includes(name)) throw notSupported(`the index option ${name}`);
  const {
    key,
    name,
    partialFilterExpression: partial,
    expireAfterSeconds: expire,
  } = spec as { [name: string]: Value | undefined };
  if (!isDoc(key))
    throw serverError('FailedToParse', "The 'key' field is a required property of an index specification");
  if (typeof name !== 'string')
    throw serverError('FailedToParse', "The 'name' field is a required property of an index specification");
  if (name === '' || name === '*') throw serverError('CannotCreateIndex', `The index name '${name}' is not valid`);
  if (Object.keys(key).length === 0) throw serverError('CannotCreateIndex', 'Index keys cannot be an empty object');
  for (const [field, direction] of Object.entries(key)) {
    if (field.split('.').includes(''))
      throw serverError('CannotCreateIndex', 'Index keys cannot contain an empty field.');
    if (typeof direction === 'string') throw notSupported(`an index of type ${direction}`);
    if (field.includes('$**')) throw notSupported('a wildcard index');
    if (!isNumber(direction) || numberOf(direction) === 0)
      throw serverError(
        'CannotCreateIndex',
        `Values in v:2 index key pattern cannot be of type ${kindOf(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    if (field.split('.').some((part) => part.startsWith('$')))
      throw serverError('CannotCreateIndex', `Index key contains an illegal field name: field name starts with '$'`);
  }
  assertSimpleCollation(spec['collation']);
  if (partial !== undefined) assertPartialFilter(partial);
  if (partial !== undefined && isTruthy(spec['sparse']))
    throw serverError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  if (expire !== undefined) {
    if (!isNumber(expire) || numberOf(expire) < 0 || numberOf(expire) > 2147483647)
      throw serverError(
        'CannotCreateIndex',
        "TTL index 'expireAfterSeconds' option must be numeric and within 0 and 2147483647",
      );
    if (Object.keys(key).length > 1 || '_id' in key)
      throw serverError(
        'CannotCreateIndex',
        'TTL indexes are single-field indexes, compound indexes do not support TTL',
      );
  }
  const {
    background: _background,
    ns: _ns,
    collation: _collation,
    v: _v,
    key: _key,
    name: _name,
    unique,
    sparse,
    ...rest
  } = spec;
  return {
    v: new Int32(2),
    key,
    name,
    ...(isTruthy(unique) ? { unique: true } : {}),
    ...(isTruthy(sparse) ? { sparse: true } : {}),
    ...rest,
  };
}

function assertPartialFilter(filter: Value): void {
  if (!isDoc(filter)) throw serverError('TypeMismatch', "The field 'partialFilterExpression' must be an object");
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(operand)) {
      operand.forEach(assertPartialFilter);
      continue;
    }
    const operators = isDoc(operand) ? Object.keys(operand).filter((key) => key.startsWith('$')) : [];
    if (
      name.startsWith('$') ||
      operators.some((operator) => !PARTIAL_OPERATORS.includes(operator)) ||
      (isDoc(operand) && operand['$exists'] === false)
    ) {
      throw serverError('CannotCreateIndex', `Expression not supported in partial index: ${name}`);
    }
  }
  compileFilter(filter);
}

/** The existing index that a specification names again; throws if it contradicts one. */
function findExisting(collection: Collection, spec: Doc): boolean {
  const key = spec['key'] as Doc;
  if (Object.keys(key).join() === '_id') return true;
  const options = (of: Doc) => {
    const { name: _name, v: _v, ...rest } = of;
    return rest;
  };
  const { unique, sparse, partialFilterExpression } = spec as { [name: string]: Value | undefined };
  for (const index of collection.indexes) {
    if (index.name === spec['name']) {
      if (equalValues(options(index.spec), options(spec)) && sameKeyOrder(index, key)) return true;
      if (!equalValues(index.spec['key'], key))
        throw serverError(
          'IndexKeySpecsConflict',
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${show(spec)}, existing index: ${show(index.spec)}`,
        );
      const code =
        isTruthy(unique) !== index.unique || isTruthy(sparse) !== index.sparse
          ? 'IndexKeySpecsConflict'
          : 'IndexOptionsConflict';
      throw serverError(
        code,
        `An existing index has the same name as the requested index, but different options. Requested index: ${show(spec)}, existing index: ${show(index.spec)}`,
      );
    }
    if (sameKeyOrder(index, key) && equalValues(index.spec['partialFilterExpression'], partialFilterExpression)) {
      throw serverError('IndexOptionsConflict', `Index already exists with a different name: ${index.name}`);
    }
  }
  return false;
}

function sameKeyOrder(index: Index, key: Doc): boolean {
  return equalValues(index.spec['key'], key);
}

/** `createIndexes` */
export const createIndexes: Command = {
  fields: ['indexes', 'ignoreUnknownIndexOptions'],
  refused: ['commitQuorum'],
  inTransaction: true,
  run: async (context): Promise<Reply> => {
    const name = context.target;
    const specs = context.documents('indexes').map(normalizeSpec);
    if (specs.length === 0) throw serverError('BadValue', 'Must specify at least one index to create');
    const begun = await context.write((writer) => {
      const existed = writer.catalog.find(context.db, name) !== undefined;
      let collection = ensureCollection(writer, context.db, name);
      const before = collection.indexes.length;
      const made: Index[] = [];
      for (const spec of specs) {
        if (findExisting({ ...collection, indexes: [...collection.indexes, ...made] }, spec)) continue;
        const building = writer.count(collection.id) > 0;
        if (building && context.transaction)
          throw serverError(
            'OperationNotSupportedInTransaction',
            'Cannot create new indexes on existing collection in a multi-document transaction.',
          );
        made.push(makeIndex(writer.newId(), spec, { building, multikey: false, overlong: false }));
      }
      if (made.length > 0) {
        writer.lockCollection(collection);
        collection = writer.catalog.save(writer, { ...collection, indexes: [...collection.indexes, ...made] });
      }
      return { existed, before, made };
    });
    for (const index of begun.made) if (index.building) await buildIndex(context, name, index.id);
    const after = begun.before + begun.made.length;
    return {
      body: {
        numIndexesBefore: new Int32(begun.before + 1),
        numIndexesAfter: new Int32(after + 1),
        ...(begun.existed ? {} : { createdCollectionAutomatically: true }),
        ...(begun.made.length === 0 ? { note: 'all indexes already exist' } : {}),
      },
    };
  },
};

const DOCUMENTS_PER_BUILD_STEP = 1_000;

/** Fills a new index from the documents, in steps; writers keep it up to date meanwhile. */
async function buildIndex(context: CommandContext, name: string, id: number): Promise<void> {
  let after: Buffer | undefined;
  const step = (writer: Writer): boolean => {
    const collection = writer.catalog.find(context.db, name);
    const index = collection?.indexes.find((candidate) => candidate.id === id);
    if (collection === undefined || index === undefined)
      throw serverError(276, 'Index build aborted: the collection or the index was dropped');
    const prefix = prefixOf(collection.id);
    const from = after === undefined ? prefix : Buffer.concat([after, Buffer.of(0)]);
    let seen = 0;
    for (const { key, value } of [
      ...take(writer.range('documents', from, afterPrefix(prefix)), DOCUMENTS_PER_BUILD_STEP),
    ]) {
      addIndexEntries(writer, collection, index, key, decode(value));
      after = key;
      seen += 1;
    }
    if (seen === DOCUMENTS_PER_BUILD_STEP) return false;
    const latest = writer.catalog.find(context.db, name) as Collection;
    writer.catalog.save(writer, {
      ...latest,
      indexes: latest.indexes.map((item) => (item.id === id ? { ...item, building: false } : item)),
    });
    return true;
  };
  try {
    while (!(await context.write(step))) await context.pause();
  } catch (error) {
    await context.write((writer) => {
      const collection = writer.catalog.find(context.db, name);
      if (collection) removeIndexes(writer, collection, (index) => index.id === id);
    });
    throw error;
  }
}

/** Removes the indexes that the test selects. */
export function removeIndexes(writer: Writer, collection: Collection, test: (index: Index) => boolean): void {
  for (const index of collection.indexes) if (test(index)) dropEntries(writer, 'indexes', index.id);
  writer.catalog.save(writer, { ...collection, indexes: collection.indexes.filter((index) => !test(index)) });
}

/** `dropIndexes` */
export const dropIndexes: Command = {
  fields: ['index'],
  run: async (context): Promise<Reply> => {
    const name = context.target;
    const which = context.body['index'];
    const before = await context.write((writer) => {
      const collection = writer.catalog.find(context.db, name);
      if (collection === undefined) throw serverError('NamespaceNotFound', `ns not found ${context.db}.${name}`);
      writer.lockCollection(collection);
      if (which === '_id_' || (isDoc(which) && Object.keys(which).join() === '_id'))
        throw serverError('InvalidOptions', 'cannot drop _id index');
      if (which === '*') {
        removeIndexes(writer, collection, () => true);
        return collection.indexes.length;
      }
      const wanted = Array.isArray(which) ? which : [which ?? null];
      for (const item of wanted) {
        if (!collection.indexes.some((index) => selects(item, index))) {
          throw serverError(
            'IndexNotFound',
            isDoc(item) ? `can't find index with key: ${show(item)}` : `index not found with name [${show(item)}]`,
          );
        }
      }
      removeIndexes(writer, collection, (index) => wanted.some((item) => selects(item, index)));
      return collection.indexes.length;
    });
    await sweep(context);
    return { body: { nIndexesWas: new Int32(before + 1) } };
  },
};

function selects(which: Value, index: Index): boolean {
  return which === index.name || (isDoc(which) && equalValues(which, index.spec['key']));
}
