import { Int32, UUID } from 'bson';
import { afterPrefix } from '../bson/key-encoding';
import type { Doc } from '../bson/values';
import { encode, integer, isNumber, numberOf } from '../bson/values';
import { ListedResults } from '../cursors';
import { notSupported, serverError } from '../errors';
import { compileFilter } from '../query/match';
import type { Collection } from '../storage/catalog';
import { catalogKey, namespaceOf } from '../storage/catalog';
import { prefixOf } from '../storage/prefix';
import type { Reader, Writer } from '../storage/store';
import { dropEntries, sweepDropped } from '../storage/sweep';
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
      // Creating again what is there, with the same options, is an error only inside a transaction.
      if (context.transaction && writer.catalog.find(context.db, name))
        throw serverError('NamespaceExists', `Collection ${context.db}.${name} already exists.`);
      ensureCollection(writer, context.db, name);
    });
    return { body: {} };
  },
};

/** Forgets a collection with its documents and indexes. */
export function dropCollection(writer: Writer, collection: Collection): void {
  writer.lockCollection(collection);
  writer.catalog.delete(writer, collection);
  dropEntries(writer, 'documents', collection.id);
  for (const index of collection.indexes) dropEntries(writer, 'indexes', index.id);
}

/** Removes now what the commits of this command left to be swept. */
export async function sweep(context: CommandContext): Promise<void> {
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

/** How the index on `_id` is shown. */
export const ID_INDEX: Doc = { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' };

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

/** `listDatabases`: the size of a database is that of its documents; the file is shared by all. */
export const listDatabases: Command = {
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run: (context) =>
    context.read(async (reader): Promise<Reply> => {
      if (context.db !== 'admin')
        throw serverError('Unauthorized', 'listDatabases may only be run against the admin database.');
      const nameOnly = context.flag('nameOnly');
      const matches = compileFilter(context.object('filter') ?? {});
      const databases: Doc[] = [];
      let total = 0;
      for (const name of [...new Set(reader.catalog.list().map(({ db }) => db))].sort()) {
        const size = nameOnly ? 0 : await bytesOf(context, reader, name);
        const doc: Doc = nameOnly ? { name } : { name, sizeOnDisk: integer(size), empty: false };
        if (!matches(doc)) continue;
        databases.push(doc);
        total += size;
      }
      return { body: { databases, ...(nameOnly ? {} : { totalSize: integer(total) }) } };
    }),
};

async function bytesOf(context: CommandContext, reader: Reader, db: string): Promise<number> {
  let bytes = 0;
  for (const { id } of reader.catalog.list(db)) {
    const prefix = prefixOf(id);
    for (const { value } of reader.range('documents', prefix, afterPrefix(prefix))) {
      const pause = context.tick();
      if (pause) await pause;
      bytes += value.length;
    }
  }
  return bytes;
}
