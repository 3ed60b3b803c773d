import { MongoClient, Timestamp } from 'mongodb';
import type { EmbeddedMongo } from '../index';
import { startEmbeddedMongo } from '../index';

describe('rules that hold for every command', () => {
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

  it('under apiStrict lets only the commands of API version 1 through', async () => {
    const strict = await new MongoClient(server.uri, { serverApi: { version: '1', strict: true } }).connect();
    try {
      await strict.db('test').collection('rows').insertOne({ n: 1 });
      expect(await strict.db('test').collection('rows').countDocuments()).toBe(1);
      await expect(strict.db('test').collection('rows').distinct('n')).rejects.toMatchObject({
        code: 323,
        codeName: 'APIStrictError',
      });
    } finally {
      await strict.close();
    }
    await expect(client.db('test').command({ ping: 1, apiStrict: true })).rejects.toMatchObject({ code: 322 });
  });

  it('answers what MongoDB does not know with its errors, rather than to overlook it', async () => {
    const db = client.db('test');
    await expect(db.command({ find: 'rows', autocommit: true })).rejects.toMatchObject({ code: 72 });
    await expect(db.command({ explain: { find: 'rows' }, verbosity: 'all' })).rejects.toMatchObject({ code: 2 });
    await expect(db.command({ distinct: 'rows', key: 'n', hint: 'none' })).rejects.toMatchObject({ code: 40415 });
  });

  it('refuses to store an empty timestamp, which MongoDB would fill in', async () => {
    const rows = client.db('test').collection<{ _id: number; at?: Timestamp; in?: { at: Timestamp } }>('stamps');
    const empty = new Timestamp({ t: 0, i: 0 });
    await expect(rows.insertOne({ _id: 1, at: empty })).rejects.toMatchObject({ code: 115 });
    await expect(rows.replaceOne({ _id: 1 }, { at: empty }, { upsert: true })).rejects.toMatchObject({ code: 115 });
    await rows.insertOne({ _id: 1, in: { at: empty } });
    await rows.updateOne({ _id: 1 }, { $set: { at: empty } });
    expect(await rows.findOne()).toEqual({ _id: 1, in: { at: empty }, at: empty });
  });

  it.each(['linearizable', 'available'] as const)('lets no transaction read at level %s', async (level) => {
    const session = client.startSession();
    try {
      session.startTransaction({ readConcern: { level } });
      await expect(client.db('test').collection('rows').findOne({}, { session })).rejects.toMatchObject({ code: 72 });
    } finally {
      await session.endSession();
    }
  });
});
