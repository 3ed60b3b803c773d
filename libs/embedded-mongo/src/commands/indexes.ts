import { Int32 } from 'bson';
import { equalValues } from '../bson/compare';
import { afterPrefix } from '../bson/key-encoding';
import type { Doc, Value } from '../bson/values';
import { decode, encode, isDoc, isNumber, isTruthy, kindOf, numberOf, show } from '../bson/values';
import { ListedResults } from '../cursors';
import { notSupported, serverError } from '../errors';
import { compileFilter } from '../query/match';
import type { Collection, Index } from '../storage/catalog';
import { makeIndex, namespaceOf } from '../storage/catalog';
import { addIndexEntries } from '../storage/documents';
import { prefixOf } from '../storage/prefix';
import type { Writer } from '../storage/store';
import { dropEntries, take } from '../storage/sweep';
import { batchSizeOf, ensureCollection, ID_INDEX, sweep } from './collections';
import type { Command, CommandContext, Reply } from './context';
import { assertSimpleCollation } from './context';

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
