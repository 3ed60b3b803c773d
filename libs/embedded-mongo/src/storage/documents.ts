import { Int32, ObjectId } from 'bson';
import { encodeId, encodeKey, fitKey, invertKey, isOverlong, isOverlongId } from '../bson/key-encoding';
import { keyRows, keyValues } from '../bson/path';
import type { Doc, Value } from '../bson/values';
import { encode, kindOf, MAX_DOCUMENT_BYTES, show } from '../bson/values';
import { serverError } from '../errors';
import type { Collection, Index } from './catalog';
import { namespaceOf } from './catalog';
import { prefixOf } from './prefix';
import type { Writer } from './store';

/** The key of a document. */
export function documentKey(collection: Collection, id: Value): Buffer {
  return Buffer.concat([prefixOf(collection.id), encodeId(id)]);
}

/** A document that can be stored: with an `_id`. */
export function withId(doc: Doc): Doc {
  return '_id' in doc ? doc : { _id: new ObjectId(), ...doc };
}

/** Encodes a document for storage, `_id` first; throws if it is too large. */
export function encodeForStorage(doc: Doc): Buffer {
  const bytes = encode(Object.keys(doc)[0] === '_id' ? doc : { _id: doc['_id'] as Value, ...doc });
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw serverError(
      'BSONObjectTooLarge',
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES} First element: _id`,
    );
  }
  return bytes;
}

/** The keys of a document in an index, without prefix and suffix; none if a sparse or partial index leaves it out. */
export function indexKeys(index: Index, doc: Doc): { keys: Buffer[]; multikey: boolean; overlong: boolean } {
  if (index.partial !== undefined && !index.covers(doc)) return { keys: [], multikey: false, overlong: false };
  if (index.sparse && !index.fields.some(({ path }) => isPresent(doc, path)))
    return { keys: [], multikey: false, overlong: false };
  const columns = index.fields.map(({ path }) => keyValues(doc, path));
  const multikey = columns.some(({ throughArray }) => throughArray);
  const rows = multikey
    ? keyRows(
        doc,
        index.fields.map(({ path }) => path),
        () => parallelArrays(doc, index),
      )
    : [columns.map(({ values }) => values[0])];
  const joined = rows.map((row) =>
    Buffer.concat(
      index.fields.map(({ direction }, i) => (direction === 1 ? encodeKey(row[i]) : invertKey(encodeKey(row[i])))),
    ),
  );
  const distinct = multikey ? [...new Map(joined.map((key) => [key.toString('latin1'), key])).values()] : joined;
  return { keys: distinct.map((key) => fitKey(key)), multikey, overlong: distinct.some((key) => isOverlong(key)) };
}

function isPresent(doc: Doc, path: readonly string[]): boolean {
  const walk = (value: Value | undefined, at: number): boolean => {
    if (value === undefined) return false;
    if (at === path.length) return true;
    if (Array.isArray(value)) return value.some((item) => walk(item, at)) || walk(value[Number(path[at])], at + 1);
    return kindOf(value) === 'object' && walk((value as Doc)[path[at] as string], at + 1);
  };
  return walk(doc, 0);
}

function parallelArrays(doc: Doc, index: Index): Error {
  const arrays = new Map<Value, string>();
  for (const { path } of index.fields) {
    let value: Value | undefined = doc;
    for (const part of path) {
      if (kindOf(value) !== 'object') break;
      value = (value as Doc)[part];
    }
    if (Array.isArray(value)) arrays.set(value, path.at(-1) as string);
  }
  return serverError(171, `cannot index parallel arrays [${[...arrays.values()].reverse().join('] [')}]`);
}

/** The whole key of an index entry. */
export function entryKey(index: Index, key: Buffer, docKey: Buffer): Buffer {
  return index.unique
    ? Buffer.concat([prefixOf(index.id), key])
    : Buffer.concat([prefixOf(index.id), key, docKey.subarray(4)]);
}

function duplicateKey(collection: Collection, name: string, pattern: Doc, doc: Doc): Error {
  const values: Doc = {};
  for (const field of Object.keys(pattern)) values[field] = keyValues(doc, field.split('.')).values[0] ?? null;
  const shown = Object.entries(values).map(([field, value]) => `${field}: ${show(value)}`);
  return serverError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${name} dup key: { ${shown.join(', ')} }`,
    {
      keyPattern: pattern,
      keyValue: values,
    },
  );
}

const ID_PATTERN: Doc = { _id: new Int32(1) };

/** Claims and checks the unique keys that a document will take; `own` is the document that may hold them already. */
function claimUnique(
  writer: Writer,
  collection: Collection,
  index: Index,
  keys: readonly Buffer[],
  own: Buffer,
  doc: Doc,
): void {
  for (const key of keys) {
    const entry = entryKey(index, key, own);
    writer.lock('indexes', entry);
    const holder = writer.get('indexes', entry);
    if (holder !== undefined && !holder.equals(own))
      throw duplicateKey(collection, index.name, index.spec['key'] as Doc, doc);
  }
}

/** The collection as it is now: an earlier document of the same command may have changed its flags. */
function current(writer: Writer, collection: Collection): Collection {
  writer.assertCurrent(collection);
  return writer.catalog.find(collection.db, collection.name) ?? collection;
}

interface Flags {
  readonly overlongIds: boolean;
  readonly indexes: ReadonlyMap<number, { readonly multikey: boolean; readonly overlong: boolean }>;
}

function saveFlags(writer: Writer, stale: Collection, flags: Flags): void {
  const collection = current(writer, stale);
  const indexes = collection.indexes.map((index) => {
    const seen = flags.indexes.get(index.id);
    const multikey = index.multikey || seen?.multikey === true;
    const overlong = index.overlong || seen?.overlong === true;
    return multikey === index.multikey && overlong === index.overlong ? index : { ...index, multikey, overlong };
  });
  const overlongIds = collection.overlongIds || flags.overlongIds;
  if (overlongIds === collection.overlongIds && indexes.every((index, i) => index === collection.indexes[i])) return;
  // Two transactions may raise different flags of one collection: each raises its own again when it commits.
  if (writer.defer((direct) => saveFlags(direct, stale, flags)))
    writer.catalog.replace({ ...collection, overlongIds, indexes });
  else writer.catalog.save(writer, { ...collection, overlongIds, indexes });
}

/** Inserts a document with its index entries, or throws before anything is written. */
export function insertDocument(writer: Writer, stale: Collection, doc: Doc, bytes = encodeForStorage(doc)): void {
  const collection = current(writer, stale);
  const id = doc['_id'] as Value;
  const key = documentKey(collection, id);
  const entries = collection.indexes.map((index) => ({ index, ...indexKeys(index, doc) }));
  writer.lock('documents', key);
  if (writer.get('documents', key) !== undefined) throw duplicateKey(collection, '_id_', ID_PATTERN, doc);
  for (const { index, keys } of entries) if (index.unique) claimUnique(writer, collection, index, keys, key, doc);
  saveFlags(writer, collection, {
    overlongIds: isOverlongId(id),
    indexes: new Map(entries.map((entry) => [entry.index.id, entry])),
  });
  writer.put('documents', key, bytes);
  for (const { index, keys } of entries)
    for (const part of keys) writer.put('indexes', entryKey(index, part, key), key);
  writer.addCount(collection.id, 1);
}

/** Adds the entries of a document to an index that is being built; entries that are there already stay. */
export function addIndexEntries(writer: Writer, collection: Collection, index: Index, key: Buffer, doc: Doc): void {
  const { keys, multikey, overlong } = indexKeys(index, doc);
  if (index.unique) claimUnique(writer, collection, index, keys, key, doc);
  saveFlags(writer, collection, { overlongIds: false, indexes: new Map([[index.id, { multikey, overlong }]]) });
  for (const part of keys) writer.put('indexes', entryKey(index, part, key), key);
}

/** Replaces a document by another of the same `_id`, with its index entries, or throws before anything is written. */
export function replaceDocument(
  writer: Writer,
  stale: Collection,
  key: Buffer,
  before: Doc,
  after: Doc,
  bytes = encodeForStorage(after),
): void {
  const collection = current(writer, stale);
  const changes = collection.indexes.map((index) => {
    const old = indexKeys(index, before).keys;
    const next = indexKeys(index, after);
    const added = next.keys.filter((part) => !old.some((other) => other.equals(part)));
    const dropped = old.filter((part) => !next.keys.some((other) => other.equals(part)));
    return { index, added, dropped, multikey: next.multikey, overlong: next.overlong };
  });
  writer.lock('documents', key);
  for (const { index, added, dropped } of changes) {
    if (!index.unique) continue;
    claimUnique(writer, collection, index, added, key, after);
    for (const part of dropped) writer.lock('indexes', entryKey(index, part, key));
  }
  saveFlags(writer, collection, {
    overlongIds: false,
    indexes: new Map(changes.map((change) => [change.index.id, change])),
  });
  writer.put('documents', key, bytes);
  for (const { index, added, dropped } of changes) {
    for (const part of dropped) writer.remove('indexes', entryKey(index, part, key));
    for (const part of added) writer.put('indexes', entryKey(index, part, key), key);
  }
}

/** Removes a document with its index entries. */
export function removeDocument(writer: Writer, stale: Collection, key: Buffer, doc: Doc): void {
  const collection = current(writer, stale);
  const entries = collection.indexes.map((index) => ({ index, keys: indexKeys(index, doc).keys }));
  writer.lock('documents', key);
  for (const { index, keys } of entries)
    if (index.unique) for (const part of keys) writer.lock('indexes', entryKey(index, part, key));
  writer.remove('documents', key);
  for (const { index, keys } of entries) for (const part of keys) writer.remove('indexes', entryKey(index, part, key));
  writer.addCount(collection.id, -1);
}
