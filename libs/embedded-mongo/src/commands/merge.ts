import { equalValues } from '../bson/compare';
import { getPath } from '../bson/path';
import type { Doc, Value } from '../bson/values';
import { assertStorable, decode, encode, isDoc, isNullish, show } from '../bson/values';
import { notSupported, serverError } from '../errors';
import { Query } from '../query/scan';
import { encodeForStorage, insertDocument, replaceDocument, withId } from '../storage/documents';
import type { Writer } from '../storage/store';
import { compileUpdate } from '../update/update';
import { ensureCollection } from './collections';
import type { CommandContext } from './context';
import { assertId } from './writes';

type WhenMatched = 'replace' | 'keepExisting' | 'merge' | 'fail' | Value[];

/** Writes the documents of a pipeline into a collection, as its `$merge` stage says. */
export async function mergeInto(context: CommandContext, operand: Value, docs: readonly Doc[]): Promise<void> {
  const spec: Doc = isDoc(operand) ? operand : { into: operand };
  const {
    into,
    on = '_id',
    whenMatched = 'merge',
    whenNotMatched = 'insert',
  } = spec as { [name: string]: Value | undefined };
  if (isDoc(into) && into['db'] !== undefined && into['db'] !== context.db)
    throw notSupported('$merge into another database');
  const name = isDoc(into) ? into['coll'] : into;
  if (typeof name !== 'string') throw serverError(51178, "$merge requires 'into' to name a collection");
  if (spec['let'] !== undefined) throw notSupported('$merge with let');
  const fields = (Array.isArray(on) ? on : [on]).map((field) => {
    if (typeof field !== 'string') throw serverError(51186, "$merge 'on' must be a string or an array of strings");
    return field;
  });
  if (!Array.isArray(whenMatched) && !['replace', 'keepExisting', 'merge', 'fail'].includes(whenMatched as string))
    throw serverError(
      'BadValue',
      `Enumeration value '${show(whenMatched)}' for field '$merge.whenMatched' is not a valid value.`,
    );
  if (!['insert', 'discard', 'fail'].includes(whenNotMatched as string))
    throw serverError(
      'BadValue',
      `Enumeration value '${show(whenNotMatched)}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  let at = 0;
  await context.write((writer) => {
    assertUniqueIndex(context, writer, name, fields);
    // Where this waits for a transaction it goes on with the document that it had come to.
    for (; at < docs.length; at += 1)
      mergeOne(context, writer, name, docs[at] as Doc, fields, whenMatched as WhenMatched, whenNotMatched as string);
  });
}

function assertUniqueIndex(context: CommandContext, writer: Writer, name: string, fields: readonly string[]): void {
  if (fields.join() === '_id') return;
  const wanted = [...fields].sort().join();
  const indexes = context.find(writer, name)?.indexes ?? [];
  if (
    !indexes.some(
      (index) =>
        index.unique &&
        index.partial === undefined &&
        index.fields
          .map((field) => field.name)
          .sort()
          .join() === wanted,
    )
  ) {
    throw serverError(51183, 'Cannot find index to verify that join fields will be unique');
  }
}

function mergeOne(
  context: CommandContext,
  writer: Writer,
  name: string,
  source: Doc,
  fields: readonly string[],
  whenMatched: WhenMatched,
  whenNotMatched: string,
): void {
  const collection = ensureCollection(writer, context.db, name);
  const doc = withId(source);
  assertId(doc['_id'] as Value);
  assertStorable(doc);
  const filter = Object.fromEntries(fields.map((field) => [field, { $eq: joined(doc, field) }]));
  const [found] = new Query(collection, { filter }).findNow(writer, 1);
  if (found === undefined) {
    if (whenNotMatched === 'fail')
      throw serverError(
        13113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
    if (whenNotMatched === 'insert') insertDocument(writer, collection, doc);
    return;
  }
  if (whenMatched === 'keepExisting') return;
  if (whenMatched === 'fail')
    throw serverError('DuplicateKey', `$merge with whenMatched: fail found an existing document`);
  const before = decode(found.bytes);
  if (!Array.isArray(whenMatched) && '_id' in source && !equalValues(source['_id'], before['_id']))
    throw serverError(
      'ImmutableField',
      '$merge failed to update the matching document, did you attempt to modify the _id or the shard key?',
    );
  const next = merged(before, doc, whenMatched, context);
  replaceDocument(writer, collection, found.key, before, next, encodeForStorage(next));
}

/** The value of a field of `on`, which every document must have. */
function joined(doc: Doc, field: string): Value {
  const value = getPath(doc, field.split('.'));
  if (isNullish(value) || Array.isArray(value))
    throw serverError(
      51132,
      `$merge write error: 'on' field '${field}' cannot be missing, null, undefined or an array`,
    );
  return value;
}

function merged(before: Doc, doc: Doc, whenMatched: 'replace' | 'merge' | Value[], context: CommandContext): Doc {
  if (whenMatched === 'replace') return { ...doc, _id: before['_id'] as Value };
  if (whenMatched === 'merge') return { ...before, ...doc, _id: before['_id'] as Value };
  const update = compileUpdate({
    update: whenMatched,
    filter: {},
    arrayFilters: [],
    variables: { ...context.variables, new: doc },
    now: context.now,
  });
  return update.apply(decode(encode(before)));
}
