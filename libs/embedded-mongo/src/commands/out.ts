import type { Doc, Value } from '../bson/values';
import { assertStorable } from '../bson/values';
import { encodeForStorage, insertDocument, withId } from '../storage/documents';
import type { Collection } from '../storage/catalog';
import { dropCollection, ensureCollection } from './collections';
import type { CommandContext } from './context';
import { assertCollectionName } from './context';
import { assertId } from './writes';

/**
 * Puts the documents of a pipeline in the place of a collection, as its `$out` stage says. They are written beside it,
 * under its indexes, and take its name only when all of them are there: a failure leaves the old collection as it was.
 */
export async function replaceCollection(context: CommandContext, name: string, docs: readonly Doc[]): Promise<void> {
  assertCollectionName(context.db, name);
  const prepared = docs.map((item) => {
    const doc = withId(item);
    assertId(doc['_id'] as Value);
    assertStorable(doc);
    return { doc, bytes: encodeForStorage(doc) };
  });
  await context.write((writer) => {
    const existed = writer.catalog.find(context.db, name) !== undefined;
    const old = ensureCollection(writer, context.db, name);
    writer.lockCollection(old);
    const beside = ensureCollection(writer, context.db, `tmp.agg_out.${writer.newId()}`);
    const indexes = old.indexes.map((index) => ({ ...index, id: writer.newId() }));
    let filled: Collection = writer.catalog.save(writer, { ...beside, indexes });
    try {
      for (const { doc, bytes } of prepared) insertDocument(writer, filled, doc, bytes);
    } catch (error) {
      dropCollection(writer, filled);
      if (!existed) dropCollection(writer, old);
      throw error;
    }
    // Inserting may have marked indexes as those of arrays.
    filled = writer.catalog.find(context.db, beside.name) ?? filled;
    dropCollection(writer, old);
    writer.catalog.delete(writer, filled);
    writer.catalog.save(writer, { ...filled, name, options: old.options });
  });
}
