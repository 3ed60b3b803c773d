import { Decimal128, Double, Int32, Long, MaxKey, MinKey } from 'bson';
import type { Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import type { EmbeddedMongo } from './index';
import { startEmbeddedMongo } from './index';

let server: EmbeddedMongo;
let client: MongoClient;
beforeAll(async () => {
  server = await startEmbeddedMongo({ temporary: true });
  client = await new MongoClient(server.uri).connect();
  await client
    .db('refused')
    .collection<{ _id: number }>('rows')
    .insertMany([{ _id: 1 }, { _id: 2 }]);
});
afterAll(async () => {
  await client?.close();
  await server?.stop();
});

const run = (command: Document, db = 'refused') => client.db(db).command(command);
const aggregate = (...pipeline: Document[]) => ({ aggregate: 'rows', pipeline, cursor: {} });
const update = (u: Document | Document[]) => ({ update: 'rows', updates: [{ q: {}, u }] });
const MESSAGE = /is not supported by the embedded server; set MONGODB_URI$/;

/** The code and message of a command's failure, or of its first write error. */
async function failure(command: Document, db?: string): Promise<{ code: number; message: string }> {
  try {
    const reply = await run(command, db);
    const [first] = (reply['writeErrors'] ?? []) as { code: number; errmsg: string }[];
    return first ? { code: first.code, message: first.errmsg } : { code: 0, message: 'it was accepted' };
  } catch (error) {
    return error as { code: number; message: string };
  }
}

it.each<[string, Document]>([
  ['a Long', { _id: Long.fromNumber(5) }],
  ['a Decimal128', { n: Decimal128.fromString('1.5') }],
  ['a Long in an array', { n: [{ deep: Long.fromNumber(1) }] }],
  ['a MinKey', { n: new MinKey() }],
  ['a MaxKey', { n: new MaxKey() }],
])('%s is not stored', async (_what, document) => {
  for (const command of [
    { insert: 'rows', documents: [document] },
    update({ $set: { x: (document['n'] ?? document['_id']) as unknown } }),
  ]) {
    expect(await failure(command)).toMatchObject({ code: 115, message: expect.stringMatching(MESSAGE) as string });
  }
});

it('an int32 that would become a Long is not stored', async () => {
  await run({ insert: 'counters', documents: [{ _id: 1, n: new Int32(2_147_483_647), d: new Double(2_147_483_647) }] });
  expect(await failure({ update: 'counters', updates: [{ q: {}, u: { $inc: { n: 1 } } }] })).toMatchObject({
    code: 115,
    message: expect.stringMatching(MESSAGE) as string,
  });
  expect(await failure({ update: 'counters', updates: [{ q: {}, u: { $inc: { d: 1 } } }] })).toMatchObject({ code: 0 });
});

it.each<[string, Document]>([
  ...['$where', '$text', '$near', '$nearSphere', '$jsonSchema', '$bitsAllSet', '$sampleRate', '$alwaysTrue'].map(
    (name): [string, Document] => [`the query operator ${name}`, { find: 'rows', filter: { [name]: 1 } }],
  ),
  ...['$geoWithin', '$geoIntersects', '$near', '$bitsAnySet', '$foo'].map((name): [string, Document] => [
    `the query operator ${name}`,
    { find: 'rows', filter: { a: { [name]: 1 } } },
  ]),
  ...[
    '$function',
    '$accumulator',
    '$rand',
    '$meta',
    '$zip',
    '$dateFromString',
    '$dateFromParts',
    '$toDecimal',
    '$bitAnd',
    '$foo',
  ].map((name): [string, Document] => [`the expression ${name}`, aggregate({ $project: { x: { [name]: 1 } } })]),
  ...[
    '$graphLookup',
    '$redact',
    '$geoNear',
    '$bucketAuto',
    '$setWindowFields',
    '$densify',
    '$fill',
    '$indexStats',
    '$collStats',
    '$search',
    '$foo',
  ].map((name): [string, Document] => [`the aggregation stage ${name}`, aggregate({ [name]: {} })]),
  ...['$stdDevPop', '$topN', '$bottom', '$firstN', '$median', '$accumulator'].map((name): [string, Document] => [
    `the accumulator ${name}`,
    aggregate({ $group: { _id: null, x: { [name]: '$a' } } }),
  ]),
  ['the update operator $foo', update({ $foo: { a: 1 } })],
  ['a collation', { find: 'rows', collation: { locale: 'en' } }],
  ['a text index', { createIndexes: 'rows', indexes: [{ key: { a: 'text' }, name: 'a' }] }],
  ['a geo index', { createIndexes: 'rows', indexes: [{ key: { a: '2dsphere' }, name: 'a' }] }],
  ['a hashed index', { createIndexes: 'rows', indexes: [{ key: { a: 'hashed' }, name: 'a' }] }],
  ['a wildcard index', { createIndexes: 'rows', indexes: [{ key: { '$**': 1 }, name: 'a' }] }],
  ['a hidden index', { createIndexes: 'rows', indexes: [{ key: { a: 1 }, name: 'a', hidden: true }] }],
  ['a capped collection', { create: 'capped', capped: true, size: 1000 }],
  ['a time series', { create: 'series', timeseries: { timeField: 't' } }],
  ['a view', { create: 'view', viewOn: 'rows', pipeline: [] }],
  ['a validator', { create: 'validated', validator: { a: 1 } }],
  ['a tailable cursor', { find: 'rows', tailable: true }],
  ['sorting backwards by $natural', { find: 'rows', sort: { $natural: -1 } }],
  ['a regex that JavaScript reads otherwise', { find: 'rows', filter: { a: { $regex: '\\Aa' } } }],
  ['a number beyond 2^53', { find: 'rows', filter: { a: Long.MAX_VALUE } }],
  ['a Decimal128 in a filter', { find: 'rows', filter: { a: Decimal128.fromString('1') } }],
  [
    '$lookup into another database',
    aggregate({ $lookup: { from: { db: 'x', coll: 'y' }, localField: 'a', foreignField: 'b', as: 'c' } }),
  ],
  ['snapshot reads outside transactions', { find: 'rows', readConcern: { level: 'snapshot' } }],
])('%s is refused with code 115', async (_what, command) => {
  expect(await failure(command)).toMatchObject({ code: 115, message: expect.stringMatching(MESSAGE) as string });
});

it.each([
  'configureFailPoint',
  'shardCollection',
  'saslStart',
  'createUser',
  'mapReduce',
  'eval',
  'currentOp',
  'serverStatus',
  'bulkWrite',
  'collMod',
])('the unknown command %s is refused with code 59', async (name) => {
  expect(await failure({ [name]: 1 }, 'admin')).toMatchObject({ code: 59, message: `no such command: '${name}'` });
});

it('change streams are refused with code 40573', async () => {
  const stream = client.db('refused').collection('rows').watch();
  await expect(stream.next()).rejects.toMatchObject({ code: 40573 });
  await stream.close();
});

it.each<[string, Document, number]>([
  ['an unknown field of a command', { find: 'rows', foo: 1 }, 40415],
  ['an unknown field of a statement', { update: 'rows', updates: [{ q: {}, u: {}, sort: { a: 1 } }] }, 40415],
  ['a negative limit', { find: 'rows', limit: -1 }, 51024],
  ['a bad hint', { find: 'rows', hint: 'nowhere' }, 2],
  ['mixed projection', { find: 'rows', projection: { a: 1, b: 0 } }, 31254],
  ['two updates of one path', update({ $set: { a: 1 }, $inc: { 'a.b': 1 } }), 40],
  ['a changed _id', update({ $set: { _id: 9 } }), 66],
  ['a replacement of many', { update: 'rows', updates: [{ q: {}, u: { a: 1 }, multi: true }] }, 9],
  ['a path through a number', { update: 'rows', updates: [{ q: { _id: 1 }, u: { $set: { '_id.a': 1 } } }] }, 28],
  ['an empty pipeline stage', aggregate({}), 40323],
  ['$out before the end', aggregate({ $out: 'x' }, { $match: {} }), 40601],
  ['an unknown variable', aggregate({ $project: { x: '$$nope' } }), 17276],
  ['counting in a pipeline without a name', aggregate({ $count: '' }), 40156],
  ['an array as _id', { insert: 'rows', documents: [{ _id: [1] }] }, 53],
])("%s is MongoDB's own error", async (_what, command, code) => {
  expect((await failure(command)).code).toBe(code);
});
