import { Binary, Int32, Long, UUID } from 'bson';
import type { ClientSession, Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import type { EmbeddedMongo } from './index';
import { startEmbeddedMongo } from './index';
import { RawClient } from '../durability/raw-client';
import { Store } from './storage/store';
import { expireDocuments } from './ttl';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Row {
  _id: number;
  n?: number;
  at?: Date | string;
  tags?: number[];
}

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
beforeEach(() => client.db('rows').dropDatabase());
const rows = () => client.db('rows').collection<Row>('rows');
const many = (count: number) => Array.from({ length: count }, (_, _id): Row => ({ _id, n: _id % 10 }));

async function inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = client.startSession();
  try {
    session.startTransaction();
    return await work(session);
  } finally {
    await session.endSession();
  }
}

describe('transactions', () => {
  it('read one moment, whatever is written meanwhile', async () => {
    await rows().insertMany(many(3));
    await inTransaction(async (session) => {
      expect(await rows().countDocuments({}, { session })).toBe(3);
      await rows().insertOne({ _id: 9 });
      await rows().updateOne({ _id: 1 }, { $set: { n: 100 } });
      expect(await rows().find({}, { session }).sort({ _id: 1 }).toArray()).toEqual(many(3));
    });
  });

  it('read their own writes in every order and through every index, and nobody else does', async () => {
    await rows().createIndex({ n: 1 });
    await rows().insertMany(many(5));
    await inTransaction(async (session) => {
      await rows().deleteOne({ _id: 1 }, { session });
      await rows().insertOne({ _id: 7, n: 2 }, { session });
      await rows().updateOne({ _id: 0 }, { $set: { n: 3 } }, { session });
      const found = await rows()
        .find({ n: { $gte: 2 } }, { session })
        .sort({ n: -1, _id: 1 })
        .toArray();
      expect(found.map(({ _id }) => _id)).toEqual([4, 0, 3, 2, 7]);
      expect(await rows().find().sort({ n: 1 }).toArray()).toEqual(many(5));
      await session.abortTransaction();
    });
    expect(await rows().find().toArray()).toEqual(many(5));
  });

  it('lose against one that wrote the same document first', async () => {
    await rows().insertMany(many(2));
    await inTransaction(async (first) => {
      await rows().updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first });
      await inTransaction(async (second) => {
        await expect(rows().updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: second })).rejects.toMatchObject({
          code: 112,
          errorLabels: ['TransientTransactionError'],
        });
      });
      await first.commitTransaction();
    });
    expect(await rows().findOne({ _id: 1 })).toEqual({ _id: 1, n: 2 });
  });

  it('lose against a write that came after their snapshot', async () => {
    await rows().insertMany(many(2));
    await inTransaction(async (session) => {
      await rows().findOne({ _id: 0 }, { session });
      await rows().updateOne({ _id: 1 }, { $inc: { n: 5 } });
      await expect(rows().updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })).rejects.toMatchObject({ code: 112 });
    });
  });

  it('lose over a unique key that another took', async () => {
    await rows().createIndex({ n: 1 }, { unique: true });
    await inTransaction(async (first) => {
      await rows().insertOne({ _id: 1, n: 5 }, { session: first });
      await inTransaction(async (second) => {
        await expect(rows().insertOne({ _id: 2, n: 5 }, { session: second })).rejects.toMatchObject({ code: 112 });
      });
      await first.commitTransaction();
    });
    await expect(rows().insertOne({ _id: 3, n: 5 })).rejects.toMatchObject({ code: 11000 });
  });

  it('make a writer outside wait until they end, or until its maxTimeMS', async () => {
    await rows().insertOne({ _id: 1, n: 0 });
    await inTransaction(async (session) => {
      await rows().updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
      await expect(rows().findOneAndUpdate({ _id: 1 }, { $inc: { n: 10 } }, { maxTimeMS: 50 })).rejects.toMatchObject({
        code: 50,
      });
      const waiting = rows().updateMany({}, { $inc: { n: 10 } });
      await session.commitTransaction();
      expect(await waiting).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    });
    expect(await rows().findOne()).toEqual({ _id: 1, n: 11 });
  });

  it('take back the collections and indexes they made', async () => {
    await inTransaction(async (session) => {
      await client.db('rows').createCollection('made', { session });
      await client.db('rows').collection('made').createIndex({ a: 1 }, { session });
      await client.db('rows').collection('implied').insertOne({ a: 1 }, { session });
      await session.abortTransaction();
    });
    expect(await client.db('rows').listCollections().toArray()).toEqual([]);
  });

  it('end at an error, and say so afterwards', async () => {
    await rows().insertOne({ _id: 1 });
    await inTransaction(async (session) => {
      await rows().insertOne({ _id: 2 }, { session });
      await expect(rows().insertOne({ _id: 1 }, { session })).rejects.toMatchObject({ code: 11000 });
      await expect(rows().insertOne({ _id: 3 }, { session })).rejects.toMatchObject({
        code: 251,
        errorLabels: ['TransientTransactionError'],
      });
    });
    expect(await rows().find().toArray()).toEqual([{ _id: 1 }]);
  });

  it('refuse what MongoDB refuses inside them', async () => {
    await inTransaction(async (session) => {
      await expect(client.db('rows').command({ count: 'rows' }, { session })).rejects.toMatchObject({ code: 263 });
    });
  });
});

describe('a retryable write', () => {
  const session = () => ({ id: new Binary(new UUID().buffer, 4) });
  // The driver would send a session and a number of its own.
  let raw: RawClient;
  beforeAll(async () => {
    raw = await RawClient.open(server.port);
  });
  afterAll(() => raw.close());
  const send = async (command: Document): Promise<Document> => {
    const reply = await raw.send(command, 'rows');
    if (reply['ok'] !== 1) throw Object.assign(new Error(String(reply['errmsg'])), reply);
    return reply;
  };

  it('that is sent twice happens once, and answers the same', async () => {
    const retry = { lsid: session(), txnNumber: Long.fromNumber(1) };
    const insert = {
      insert: 'rows',
      documents: [
        { _id: 1, n: 0 },
        { _id: 2, n: 0 },
      ],
      ...retry,
    };
    expect(await send(insert)).toMatchObject({ n: 2 });
    expect(await send(insert)).toMatchObject({ n: 2, retriedStmtIds: [0, 1] });
    const change = {
      update: 'rows',
      updates: [
        { q: { _id: 1 }, u: { $inc: { n: 1 } } },
        { q: { _id: 7 }, u: { $set: { n: 7 } }, upsert: true },
      ],
      ...retry,
      txnNumber: Long.fromNumber(2),
    };
    const first = await send(change);
    expect(first).toMatchObject({ n: 2, nModified: 1, upserted: [{ index: 1, _id: 7 }] });
    expect(await send(change)).toMatchObject({ n: 2, nModified: 1, upserted: [{ index: 1, _id: 7 }] });
    const take = {
      findAndModify: 'rows',
      query: { _id: 1 },
      update: { $inc: { n: 1 } },
      new: true,
      ...retry,
      txnNumber: Long.fromNumber(3),
    };
    expect((await send(take))['value']).toEqual({ _id: 1, n: 2 });
    expect((await send(take))['value']).toEqual({ _id: 1, n: 2 });
    await expect(send(change)).rejects.toMatchObject({ code: 225 });
  });

  it('does again only the statements that failed', async () => {
    await rows().insertOne({ _id: 2 });
    const insert = {
      insert: 'rows',
      documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
      ordered: false,
      lsid: session(),
      txnNumber: Long.fromNumber(1),
    };
    expect(await send(insert)).toMatchObject({
      n: 2,
      writeErrors: [{ index: 1, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 2 } }],
    });
    await rows().deleteOne({ _id: 2 });
    expect(await send(insert)).toMatchObject({ n: 3, retriedStmtIds: [0, 2] });
  });
});

describe('cursors', () => {
  it('come in batches and end', async () => {
    await rows().insertMany(many(1_000));
    for (const sort of [{}, { n: 1, _id: 1 }] as Document[]) {
      const cursor = rows().find({}, { batchSize: 99 }).sort(sort);
      expect((await cursor.toArray()).length).toBe(1_000);
    }
    expect(await rows().find({}, { batchSize: 10 }).skip(5).limit(25).toArray()).toHaveLength(25);
  });

  it('die when they are killed, with their session, and are refused to another session', async () => {
    await rows().insertMany(many(10));
    const find = { find: 'rows', batchSize: 2 };
    const one = client.startSession();
    const { cursor } = (await client.db('rows').command(find, { session: one })) as { cursor: { id: Long } };
    const more = { getMore: cursor.id, collection: 'rows' };
    const other = client.startSession();
    await expect(client.db('rows').command(more, { session: other })).rejects.toMatchObject({ code: 50738 });
    await other.endSession();
    await client.db('rows').command({ killCursors: 'rows', cursors: [cursor.id] }, { session: one });
    await expect(client.db('rows').command(more, { session: one })).rejects.toMatchObject({ code: 43 });
    await one.endSession();
    const session = client.startSession();
    const open = (await client.db('rows').command({ find: 'rows', batchSize: 2 }, { session })) as {
      cursor: { id: Long };
    };
    await session.endSession();
    await client.db('admin').command({ endSessions: [session.id] });
    await expect(
      client.db('rows').command({ getMore: open.cursor.id, collection: 'rows' }, { session: client.startSession() }),
    ).rejects.toMatchObject({ code: 43 });
  });

  it('go on after the place where they stopped, whatever happens behind them', async () => {
    await rows().insertMany(many(30));
    const cursor = rows().find({}, { batchSize: 10 });
    for (let i = 0; i < 10; i += 1) expect((await cursor.next())?._id).toBe(i);
    await rows().deleteMany({ _id: { $lt: 15 } });
    expect((await cursor.next())?._id).toBe(15);
    await cursor.close();
  });
});

describe('plans', () => {
  const stage = async (filter: Document, sort: Document = {}) => {
    const plan = (await rows().find(filter).sort(sort).explain()) as {
      queryPlanner: { winningPlan: Document };
      executionStats: Document;
    };
    const names: string[] = [];
    for (
      let at: Document | undefined = plan.queryPlanner.winningPlan;
      at;
      at = at['inputStage'] as Document | undefined
    )
      names.push(at['stage'] as string);
    return {
      names: names.join(),
      docs: plan.executionStats['totalDocsExamined'] as number,
      keys: plan.executionStats['totalKeysExamined'] as number,
    };
  };

  it('use the index that fits, and say what they looked at', async () => {
    await rows().insertMany(many(100));
    await rows().createIndex({ n: 1, _id: -1 });
    expect(await stage({ _id: 5 })).toEqual({ names: 'IDHACK', docs: 1, keys: 1 });
    expect(await stage({ n: 3 })).toEqual({ names: 'FETCH,IXSCAN', docs: 10, keys: 10 });
    expect(await stage({ n: { $in: [1, 2] } })).toEqual({ names: 'FETCH,IXSCAN', docs: 20, keys: 20 });
    expect(await stage({ n: { $gt: 7 } })).toMatchObject({ names: 'FETCH,IXSCAN', docs: 20 });
    expect(await stage({ n: 3 }, { _id: -1 })).toEqual({ names: 'FETCH,IXSCAN', docs: 10, keys: 10 });
    expect(await stage({}, { n: -1 })).toMatchObject({ names: 'FETCH,IXSCAN' });
    expect(await stage({ at: 'x' })).toEqual({ names: 'COLLSCAN', docs: 100, keys: 0 });
    expect(await stage({}, { at: 1 })).toMatchObject({ names: 'SORT,COLLSCAN' });
    expect(await stage({ n: 3 }, { at: 1 })).toMatchObject({ names: 'SORT,FETCH,IXSCAN', docs: 10 });
  });
});

describe('indexes', () => {
  it('unique, sparse and partial ones hold what they should', async () => {
    await rows().createIndex({ n: 1 }, { unique: true, partialFilterExpression: { at: 'now' }, name: 'partial' });
    await rows().insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
      { _id: 3, n: 1, at: 'now' },
    ]);
    await expect(rows().updateOne({ _id: 1 }, { $set: { at: 'now' } })).rejects.toMatchObject({ code: 11000 });
    await rows().createIndex({ tags: 1 }, { unique: true, sparse: true });
    await rows().updateOne({ _id: 1 }, { $set: { tags: [1, 2, 2] } });
    await expect(rows().updateOne({ _id: 2 }, { $set: { tags: [2, 3] } })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { tags: 1 },
    });
    expect(await client.db('rows').command({ validate: 'rows' })).toMatchObject({
      valid: true,
      keysPerIndex: { _id_: 3, partial: 1, tags_1: 2 },
    });
  });

  it('are built over thousands of documents while others write', async () => {
    await rows().insertMany(many(4_000));
    const building = rows().createIndex({ n: 1 });
    await Promise.all([
      rows().updateMany({ _id: { $lt: 500 } }, { $set: { n: 77 } }),
      rows().deleteMany({ _id: { $gte: 3_900 } }),
      rows().insertOne({ _id: 9_000, n: 77 }),
      building,
    ]);
    expect(await rows().countDocuments({ n: 77 })).toBe(501);
    expect(await client.db('rows').command({ validate: 'rows' })).toMatchObject({ valid: true, nrecords: 3_901 });
  });
});

it('TTL removes what is over, and nothing else', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-ttl-'));
  let store: Store | undefined;
  try {
    const first = await startEmbeddedMongo({ dataDir: directory });
    const own = await new MongoClient(first.uri).connect();
    const collection = own.db('rows').collection<Row>('rows');
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    await collection.insertMany([
      { _id: 1, at: new Date(0) },
      { _id: 2, at: new Date(100_000) },
      { _id: 3, at: '1970' },
      { _id: 4 },
    ]);
    await own.close();
    await first.stop();
    store = Store.open(directory, 'durable');
    expect(await expireDocuments(store, new Date(120_000))).toBe(1);
    expect(await expireDocuments(store, new Date(160_000))).toBe(1);
    expect(store.count(store.catalog.find('rows', 'rows')?.id ?? 0)).toBe(2);
  } finally {
    await store?.close();
    rmSync(directory, { recursive: true });
  }
});

describe('time', () => {
  it('is given back by maxTimeMS', async () => {
    await rows().insertMany(many(3_000));
    await expect(
      rows()
        .aggregate([{ $lookup: { from: 'rows', localField: 'n', foreignField: 'n', as: 'others' } }], { maxTimeMS: 20 })
        .toArray(),
    ).rejects.toMatchObject({ code: 50 });
  });

  it('does not stand still for others during a long scan', async () => {
    await rows().insertMany(many(20_000));
    let done = false;
    const long = rows()
      .aggregate([{ $group: { _id: '$n', n: { $sum: 1 } } }])
      .toArray()
      .then(() => (done = true));
    let pings = 0;
    while (!done) {
      await client.db('admin').command({ ping: 1 });
      pings += 1;
    }
    await long;
    expect(pings).toBeGreaterThan(1);
  });
});

describe('aggregation stages', () => {
  const towns = () => client.db('rows').collection<Document & { _id: number }>('towns');
  beforeEach(async () => {
    await towns().insertMany([
      { _id: 1, county: 'a', tags: [1, 2], sub: { x: 1 } },
      { _id: 2, county: 'b', tags: [] },
      { _id: 3, county: 'a' },
    ]);
    await client
      .db('rows')
      .collection<Document & { _id: string }>('counties')
      .insertMany([
        { _id: 'a', city: 'one' },
        { _id: 'b', city: 'two' },
      ]);
  });
  it.each<[string, Document[], Document[]]>([
    [
      '$match and $project',
      [{ $match: { county: 'a' } }, { $project: { _id: 0, c: '$county', 'sub.x': 1 } }],
      [{ c: 'a', sub: { x: 1 } }, { c: 'a' }],
    ],
    [
      '$addFields and $unset',
      [{ $addFields: { 'sub.y': '$_id' } }, { $unset: ['tags', 'county'] }],
      [
        { _id: 1, sub: { x: 1, y: 1 } },
        { _id: 2, sub: { y: 2 } },
        { _id: 3, sub: { y: 3 } },
      ],
    ],
    [
      '$group and $sort',
      [{ $group: { _id: '$county', n: { $count: {} }, ids: { $push: '$_id' } } }, { $sort: { _id: 1 } }],
      [
        { _id: 'a', n: 2, ids: [1, 3] },
        { _id: 'b', n: 1, ids: [2] },
      ],
    ],
    [
      '$unwind',
      [
        { $unwind: { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
        { $project: { tags: 1, i: 1 } },
      ],
      [
        { _id: 1, tags: 1, i: 0 },
        { _id: 1, tags: 2, i: 1 },
        { _id: 2, i: null },
        { _id: 3, i: null },
      ],
    ],
    [
      '$lookup by field',
      [
        { $match: { _id: 2 } },
        { $lookup: { from: 'counties', localField: 'county', foreignField: '_id', as: 'c' } },
        { $project: { c: 1 } },
      ],
      [{ _id: 2, c: [{ _id: 'b', city: 'two' }] }],
    ],
    [
      '$lookup by pipeline',
      [
        { $match: { _id: 1 } },
        {
          $lookup: {
            from: 'counties',
            let: { k: '$county' },
            pipeline: [{ $match: { $expr: { $ne: ['$_id', '$$k'] } } }],
            as: 'c',
          },
        },
        { $project: { c: 1 } },
      ],
      [{ _id: 1, c: [{ _id: 'b', city: 'two' }] }],
    ],
    ['$skip, $limit, $count', [{ $skip: 1 }, { $limit: 5 }, { $count: 'n' }], [{ n: 2 }]],
    [
      '$sortByCount',
      [{ $sortByCount: '$county' }],
      [
        { _id: 'a', count: 2 },
        { _id: 'b', count: 1 },
      ],
    ],
    [
      '$facet',
      [{ $facet: { all: [{ $count: 'n' }], b: [{ $match: { county: 'b' } }, { $project: { _id: 1 } }] } }],
      [{ all: [{ n: 3 }], b: [{ _id: 2 }] }],
    ],
    [
      '$replaceRoot and $replaceWith',
      [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: '$sub' } }, { $replaceWith: { y: '$x' } }],
      [{ y: 1 }],
    ],
    [
      '$unionWith',
      [
        { $match: { _id: 3 } },
        { $project: { _id: 1 } },
        { $unionWith: { coll: 'counties', pipeline: [{ $project: { city: 1, _id: 0 } }] } },
      ],
      [{ _id: 3 }, { city: 'one' }, { city: 'two' }],
    ],
    ['$sample', [{ $sample: { size: 2 } }, { $count: 'n' }], [{ n: 2 }]],
    [
      '$set',
      [{ $match: { _id: 3 } }, { $set: { county: '$$REMOVE', now: { $type: '$$NOW' } } }],
      [{ _id: 3, now: 'date' }],
    ],
  ])('%s', async (_name, pipeline, wanted) => {
    expect(await towns().aggregate(pipeline).toArray()).toEqual(wanted);
  });

  it('$out and $merge write', async () => {
    await towns()
      .aggregate([{ $project: { county: 1 } }, { $out: 'copied' }])
      .toArray();
    await towns()
      .aggregate([
        { $match: { _id: 1 } },
        { $project: { extra: 'x' } },
        { $merge: { into: 'copied', whenMatched: 'merge' } },
      ])
      .toArray();
    expect(await client.db('rows').collection('copied').find({}).toArray()).toEqual([
      { _id: 1, county: 'a', extra: 'x' },
      { _id: 2, county: 'b' },
      { _id: 3, county: 'a' },
    ]);
  });
});

it('keeps int32 and double apart through storage and updates', async () => {
  const raw = client.db('rows').collection('raw');
  await raw.insertOne({ i: new Int32(1), d: 1.5 });
  await raw.updateOne({}, [{ $set: { sum: { $add: ['$d', 0.5] }, i2: { $add: ['$i', 1] } } }]);
  const [types] = await raw
    .aggregate([
      { $project: { _id: 0, i: { $type: '$i' }, d: { $type: '$d' }, sum: { $type: '$sum' }, i2: { $type: '$i2' } } },
    ])
    .toArray();
  expect(types).toEqual({ i: 'int', d: 'double', sum: 'double', i2: 'int' });
});
