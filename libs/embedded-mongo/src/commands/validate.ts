import { Int32 } from 'bson';
import { afterPrefix } from '../bson/key-encoding';
import type { Doc, Value } from '../bson/values';
import { decode, integer } from '../bson/values';
import { serverError } from '../errors';
import { documentKey, entryKey, indexKeys } from '../storage/documents';
import { prefixOf } from '../storage/prefix';
import { namespaceOf } from '../storage/catalog';
import type { Command, Reply } from './context';

/** `validate`: every document is where its `_id` says, every index holds just the keys of the documents, the count is right. */
export const validate: Command = {
  fields: ['full', 'repair', 'metadata', 'checkBSONConformance'],
  run: (context) =>
    context.read(async (reader): Promise<Reply> => {
      const collection = context.find(reader);
      if (collection === undefined)
        throw serverError(
          'NamespaceNotFound',
          `Collection '${context.db}.${context.target}' does not exist to validate.`,
        );
      const errors: string[] = [];
      const indexes = collection.indexes.filter(({ building }) => !building);
      const expected = new Map<number, number>(indexes.map(({ id }) => [id, 0]));
      let records = 0;
      const prefix = prefixOf(collection.id);
      for (const { key, value } of reader.range('documents', prefix, afterPrefix(prefix))) {
        const pause = context.tick();
        if (pause) await pause;
        records += 1;
        const doc = decode(value);
        if (!documentKey(collection, doc['_id'] as Value).equals(key))
          errors.push(`a document lies under another key than its _id's`);
        for (const index of indexes) {
          const { keys } = indexKeys(index, doc);
          expected.set(index.id, (expected.get(index.id) ?? 0) + keys.length);
          if (keys.some((part) => reader.get('indexes', entryKey(index, part, key))?.equals(key) !== true))
            errors.push(`index ${index.name} lacks a key of a document`);
        }
      }
      const keysPerIndex: Doc = { _id_: integer(records) };
      for (const index of indexes) {
        let found = 0;
        const start = prefixOf(index.id);
        for (const _entry of reader.range('indexes', start, afterPrefix(start))) {
          found += 1;
          const pause = context.tick();
          if (pause) await pause;
        }
        keysPerIndex[index.name] = integer(found);
        if (found !== expected.get(index.id))
          errors.push(`index ${index.name} holds ${found} keys, its documents have ${expected.get(index.id) ?? 0}`);
      }
      if (records !== reader.count(collection.id))
        errors.push(`the count says ${reader.count(collection.id)}, there are ${records} documents`);
      return {
        body: {
          ns: namespaceOf(collection),
          nrecords: integer(records),
          nIndexes: new Int32(indexes.length + 1),
          keysPerIndex,
          valid: errors.length === 0,
          errors: errors.slice(0, 20),
          warnings: [],
        },
      };
    }),
};
