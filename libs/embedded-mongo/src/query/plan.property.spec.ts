import { Double, Int32 } from 'bson';
import fc from 'fast-check';
import type { Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import type { EmbeddedMongo } from '../index';
import { startEmbeddedMongo } from '../index';

let server: EmbeddedMongo;
let client: MongoClient;
beforeAll(async () => {
  server = await startEmbeddedMongo({ temporary: true });
  client = await new MongoClient(server.uri).connect();
});
afterAll(async () => {
  await client?.close();
  await server?.stop();
});

const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -4, max: 4 }).map((n) => new Int32(n)) },
  fc.constantFrom(-1.5, 0, 0.5, 2, 1e300, -Infinity).map((n) => new Double(n)),
  fc.constantFrom<unknown>(null, true, false, 'a', 'ab', 'b', '', 'x'.repeat(1_500), `${'x'.repeat(1_500)}y`),
  fc.constantFrom(0, 1, -1).map((n) => new Date(n)),
);
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ c: scalar }) },
);
const doc = fc.record(
  { a: value, b: fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: fc.record({ c: scalar }) }) },
  { requiredKeys: [] },
);
const comparison = fc
  .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte'), scalar)
  .map(([name, operand]): Document => ({ [name]: operand }));
const condition = fc.oneof(
  comparison,
  fc.tuple(comparison, comparison).map(([one, other]): Document => ({ ...one, ...other })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((operands): Document => ({ $in: operands })),
  fc.constant<Document>({ $exists: true }),
);
const filter = fc.dictionary(fc.constantFrom('a', 'b', 'a.c', '_id'), condition, { maxKeys: 2, noNullPrototype: true });
const direction = fc.constantFrom<1 | -1>(1, -1);
const sort = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'a.c'), direction), { maxLength: 2 })
  .map((fields) => Object.fromEntries([...fields, ['_id', 1 as const]]));
const index = fc.tuple(
  fc.constantFrom(['a'], ['b'], ['a', 'b'], ['b', 'a'], ['a.c'], ['a.c', 'b']),
  fc.array(direction, { minLength: 2, maxLength: 2 }),
  fc.constantFrom({}, {}, { sparse: true }, { partialFilterExpression: { a: { $exists: true } } }),
);

it('finds by any plan what a scan of the whole collection finds, in the same order', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(doc, { minLength: 1, maxLength: 25 }),
      fc.array(index, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(filter, sort), { minLength: 6, maxLength: 6 }),
      async (docs, indexes, queries) => {
        const collection = client.db('plans').collection<{ _id: number }>(`c${(run += 1)}`);
        const made = docs.map((found, _id) => ({ ...found, _id }));
        await collection.insertMany(made.slice(0, 10));
        for (const [i, [names, directions, options]] of indexes.entries()) {
          await collection
            .createIndex(Object.fromEntries(names.map((name, at) => [name, directions[at] ?? 1])), {
              ...options,
              name: `i${i}`,
            })
            .catch((error: { code?: number }) => expect([85, 171]).toContain(error.code));
        }
        if (made.length > 10) await collection.insertMany(made.slice(10));
        await collection
          .updateMany({ _id: { $lt: 3 } }, [{ $set: { a: '$b', b: '$a' } }])
          .catch((error: { code?: number }) => expect(error.code).toBe(171));
        await collection.deleteOne({ _id: 4 });
        for (const [wanted, order] of queries) {
          const ids = async (options: Document) =>
            (
              await collection
                .find(wanted as Document, options)
                .sort(order)
                .toArray()
                .catch((error: { code?: number }) => [{ _id: error.code }])
            ).map(({ _id }) => _id);
          const byPlan = await ids({});
          expect({ wanted, order, found: byPlan }).toEqual({
            wanted,
            order,
            found: await ids({ hint: { $natural: 1 } }),
          });
        }
        expect(await client.db('plans').command({ validate: collection.collectionName })).toMatchObject({
          valid: true,
          errors: [],
        });
        await collection.drop();
      },
    ),
    { numRuns: 80 },
  );
}, 60_000);
