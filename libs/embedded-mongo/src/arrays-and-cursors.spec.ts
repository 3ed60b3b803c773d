import type { Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import type { EmbeddedMongo } from './index';
import { startEmbeddedMongo } from './index';

interface Row extends Document {
  _id: number;
}

describe('arrays within arrays, rows of one array, and what happens between the batches of a cursor', () => {
  let server: EmbeddedMongo;
  let client: MongoClient;
  const rows = () => client.db('test').collection<Row>('rows');
  const ids = async (filter: Document) => (await rows().find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);

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
  });

  it('tests an element of $elemMatch as the one value it is, without entering it', async () => {
    await rows().insertMany([
      { _id: 1, a: [[6]] },
      { _id: 2, a: [6] },
    ]);
    expect(await ids({ a: { $elemMatch: { $gt: 5 } } })).toEqual([2]);
    expect(await ids({ a: { $elemMatch: { $not: { $gt: 5 } } } })).toEqual([1]);
    expect(await ids({ a: { $elemMatch: { $elemMatch: { $gt: 5 } } } })).toEqual([1]);
    await expect(ids({ a: { $elemMatch: { $expr: { $gt: ['$x', 1] } } } })).rejects.toMatchObject({ code: 2 });
  });

  it('enters an element that is an array when $pull compares it, and never takes it for a document', async () => {
    await rows().insertOne({ _id: 1, a: [[6], [1]], b: [[5], { x: 1 }] });
    await rows().updateOne({ _id: 1 }, { $pull: { a: { $gt: 5 }, b: {} } as Document });
    expect(await rows().findOne()).toEqual({ _id: 1, a: [[1]], b: [[5]] });
  });

  it('sorts by the fields of one element, not by the best of each field', async () => {
    const docs = [
      {
        _id: 1,
        a: [
          { b: 1, c: 5 },
          { b: 2, c: 0 },
        ],
      },
      { _id: 2, a: [{ b: 1, c: 3 }] },
    ];
    await rows().insertMany(docs);
    const sorted = async () => (await rows().find().sort({ 'a.b': 1, 'a.c': 1 }).toArray()).map(({ _id }) => _id);
    expect(await sorted()).toEqual([2, 1]);
    await rows().createIndex({ 'a.b': 1, 'a.c': 1 });
    expect(await sorted()).toEqual([2, 1]);
    await rows().insertOne({ _id: 3, x: [1], y: [2] });
    await expect(rows().find().sort({ x: 1, y: 1 }).toArray()).rejects.toMatchObject({ code: 2 });
  });

  it('makes one key of a compound index for each element, so that only equal elements collide', async () => {
    await rows().createIndex({ 'a.b': 1, 'a.c': 1 }, { unique: true });
    await rows().insertOne({
      _id: 1,
      a: [
        { b: 1, c: 1 },
        { b: 2, c: 2 },
      ],
    });
    await rows().insertOne({ _id: 2, a: [{ b: 1, c: 2 }] });
    await expect(rows().insertOne({ _id: 3, a: [{ b: 2, c: 2 }] })).rejects.toMatchObject({ code: 11000 });
    expect(await ids({ 'a.b': 1, 'a.c': 2 })).toEqual([1, 2]);
    expect(await ids({ 'a.b': 2, 'a.c': { $lt: 2 } })).toEqual([1]);
    await rows().deleteOne({ _id: 1 });
    await rows().insertOne({ _id: 3, a: [{ b: 2, c: 2 }] });
    expect(await ids({ 'a.b': 2 })).toEqual([3]);
  });

  it('answers the error of a path that could mean an index and a field name, for an index as for a sort', async () => {
    await rows().insertOne({ _id: 1, a: [{ '0': 1 }] });
    await expect(rows().find().sort({ 'a.0': 1 }).toArray()).rejects.toMatchObject({ code: 16746 });
    await expect(rows().createIndex({ 'a.0': 1 })).rejects.toMatchObject({ code: 16746 });
    expect(await ids({ 'a.0': 1 })).toEqual([1]);
  });

  it('refuses $pull and $pop below a value that holds no fields, as $set does', async () => {
    await rows().insertOne({ _id: 1, n: 5, list: [1] });
    for (const path of ['n.x', 'list.x']) {
      await expect(rows().updateOne({}, { $pull: { [path]: 1 } } as Document)).rejects.toMatchObject({ code: 28 });
      await expect(rows().updateOne({}, { $pop: { [path]: 1 } } as Document)).rejects.toMatchObject({ code: 28 });
    }
    expect(await rows().updateOne({}, { $unset: { 'n.x': 1 } })).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
    expect(await rows().updateOne({}, { $pull: { 'none.x': 1 } } as Document)).toMatchObject({ modifiedCount: 0 });
  });

  it('takes the place for $ from the one array that the filter matches, and from no negation', async () => {
    await rows().insertOne({ _id: 1, a: [1, 2, 3], b: [7, 8, 9] });
    await rows().updateOne({ a: 2 }, { $set: { 'b.$': 0 } });
    await rows().updateOne({ a: { $gt: 2, $ne: 9 } }, { $set: { 'a.$': 4 } });
    expect(await rows().findOne()).toEqual({ _id: 1, a: [1, 2, 4], b: [7, 0, 9] });
    await expect(rows().updateOne({ a: { $ne: 9 } }, { $set: { 'a.$': 0 } })).rejects.toMatchObject({ code: 2 });
    await expect(rows().updateOne({ _id: 1 }, { $set: { 'a.$': 0 } })).rejects.toMatchObject({ code: 2 });
  });

  it('refuses the hint of the natural order backwards', async () => {
    await rows().insertOne({ _id: 1 });
    await expect(
      rows()
        .find({}, { hint: { $natural: -1 } })
        .toArray(),
    ).rejects.toMatchObject({ code: 115 });
    expect(
      await rows()
        .find({}, { hint: { $natural: 1 } })
        .toArray(),
    ).toEqual([{ _id: 1 }]);
  });

  it('starts an upserted document with the fields of the filter in the order of their paths', async () => {
    await rows().updateOne({ z: 1, 'c.d': 2, _id: 7, b: 3 }, { $set: { a: 4 } }, { upsert: true });
    expect(Object.keys((await rows().findOne()) ?? {})).toEqual(['_id', 'b', 'c', 'z', 'a']);
  });

  it('ends a cursor with error 175 when its collection, or the index it reads, is dropped', async () => {
    const fill = () => rows().insertMany(Array.from({ length: 9 }, (_, _id) => ({ _id, n: _id })));
    await fill();
    const whole = rows().find({}, { batchSize: 2 });
    await whole.next();
    await rows().drop();
    await whole.next();
    await expect(whole.next()).rejects.toMatchObject({ code: 175, codeName: 'QueryPlanKilled' });
    await fill();
    await rows().createIndex({ n: 1 }, { name: 'byN' });
    const indexed = rows().find({ n: { $gte: 0 } }, { batchSize: 2, hint: 'byN' });
    await indexed.next();
    await rows().dropIndex('byN');
    await indexed.next();
    await expect(indexed.next()).rejects.toMatchObject({ code: 175 });
  });

  it('leaves out of later batches what was changed so that the query no longer asks for it', async () => {
    await rows().insertMany(Array.from({ length: 9 }, (_, _id) => ({ _id, n: -_id, open: true })));
    const cursor = rows().find({ open: true }, { batchSize: 2 }).sort({ n: 1 });
    await cursor.next();
    await rows().updateMany({ _id: { $lt: 5 } }, { $set: { open: false } });
    expect((await cursor.toArray()).map(({ _id }) => _id)).toEqual([7, 6, 5]);
  });
});
