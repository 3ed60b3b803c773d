import { Int32 } from 'bson';
import type { Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import type { EmbeddedMongo } from '../index';
import { startEmbeddedMongo } from '../index';

interface Row extends Document {
  _id: number | string;
}

describe('the stages that write, $out and $merge', () => {
  let server: EmbeddedMongo;
  let client: MongoClient;
  const rows = (name = 'rows') => client.db('test').collection<Row>(name);
  const run = (...pipeline: Document[]) => rows().aggregate(pipeline).toArray();

  beforeAll(async () => {
    server = await startEmbeddedMongo({ temporary: true });
    client = await new MongoClient(server.uri).connect();
  });
  afterAll(async () => {
    await client?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await client.db('test').dropDatabase();
    await rows().insertMany([
      { _id: 1, list: [1, 2] },
      { _id: 2, list: [3] },
    ]);
  });

  it('leave the collection that $out was to replace as it was, if a document cannot be written', async () => {
    await rows('target').createIndex({ n: 1 }, { unique: true });
    await rows('target').insertOne({ _id: 'kept', n: 5 });
    await expect(run({ $project: { _id: { $literal: 1 } } }, { $out: 'target' })).rejects.toMatchObject({
      code: 11000,
    });
    await expect(run({ $project: { n: { $literal: 1 } } }, { $out: 'target' })).rejects.toMatchObject({ code: 11000 });
    expect(await rows('target').find().toArray()).toEqual([{ _id: 'kept', n: 5 }]);
    await expect(run({ $project: { _id: '$list' } }, { $out: 'fresh' })).rejects.toMatchObject({ code: 53 });
    await expect(run({ $project: { _id: { $literal: 1 } } }, { $out: 'fresh' })).rejects.toMatchObject({ code: 11000 });
    expect((await client.db('test').listCollections().toArray()).map(({ name }) => name)).toEqual(['rows', 'target']);
  });

  it('keep the indexes of the collection that $out replaces', async () => {
    await rows('target').createIndex({ list: 1 });
    await rows('target').insertOne({ _id: 'gone' });
    await run({ $out: 'target' });
    expect(
      await rows('target')
        .find({ list: 2 }, { hint: { list: 1 } })
        .toArray(),
    ).toEqual([{ _id: 1, list: [1, 2] }]);
    expect(await rows('target').countDocuments()).toBe(2);
  });

  it('store no 64-bit integer that an expression made', async () => {
    const numbered = { $unwind: { path: '$list', includeArrayIndex: 'at' } };
    await expect(run(numbered, { $unset: '_id' }, { $out: 'target' })).rejects.toMatchObject({ code: 115 });
    await expect(run(numbered, { $unset: '_id' }, { $merge: 'target' })).rejects.toMatchObject({ code: 115 });
    await expect(run({ $project: { at: { $toLong: '$_id' } } }, { $merge: 'rows' })).rejects.toMatchObject({
      code: 115,
    });
  });

  it('match $merge on a path, refuse a document without it, and never change an _id', async () => {
    await rows('target').createIndex({ 'a.b': 1 }, { unique: true });
    await rows('target').insertOne({ _id: 'x', a: { b: 1 } });
    const merge = { $merge: { into: 'target', on: 'a.b' } };
    await run({ $project: { _id: 0, a: { b: '$_id' }, n: { $literal: 1 } } }, { $match: { 'a.b': 1 } }, merge);
    expect(await rows('target').findOne()).toEqual({ _id: 'x', a: { b: 1 }, n: 1 });
    await expect(run({ $project: { a: { b: '$_id' } } }, merge)).rejects.toMatchObject({ code: 66 });
    await expect(run({ $project: { _id: 0, n: { $literal: 1 } } }, merge)).rejects.toMatchObject({ code: 51132 });
  });

  it('take the smallest 32-bit integer for one', async () => {
    await rows().insertOne({ _id: 3, n: new Int32(-0x80000000) });
    await rows().updateOne({ _id: 3 }, { $inc: { n: 0 } });
    expect(await rows().findOne({ _id: 3 })).toEqual({ _id: 3, n: -0x80000000 });
  });
});
