import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import type { EmbeddedMongo } from './index';
import { startEmbeddedMongo } from './index';

interface Town {
  _id: number;
  name?: string;
  kind?: string;
  towns?: number;
}

describe('the embedded server and the unmodified driver', () => {
  let server: EmbeddedMongo;
  let client: MongoClient;
  const towns = (db = 'organization') => client.db(db).collection<Town>('towns');

  beforeAll(async () => {
    server = await startEmbeddedMongo({ temporary: true });
    client = await new MongoClient(server.uri).connect();
  });
  afterAll(async () => {
    await client?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await client.db('organization').dropDatabase();
  });

  it('stores thousands of documents and finds them by filter, order and page', async () => {
    await towns().insertMany(Array.from({ length: 5_000 }, (_, i) => ({ _id: i, name: `t${i}`, towns: i % 10 })));
    const page = await towns()
      .find({ towns: { $gte: 8 } })
      .sort({ name: -1 })
      .skip(2)
      .limit(3)
      .project({ _id: 0, name: 1 })
      .toArray();
    expect(page).toEqual([{ name: 't99' }, { name: 't989' }, { name: 't988' }]);
    expect(await towns().find().toArray()).toHaveLength(5_000);
    expect(await towns().countDocuments({ towns: 3 })).toBe(500);
    expect(await towns().estimatedDocumentCount()).toBe(5_000);
    expect(await towns().distinct('towns', { _id: { $lt: 3 } })).toEqual([0, 1, 2]);
  });

  it('enforces a unique index, also one made over existing data', async () => {
    await towns().insertMany([
      { _id: 1, name: 'a' },
      { _id: 2, name: 'a' },
    ]);
    await expect(towns().createIndex({ name: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    await towns().deleteOne({ _id: 2 });
    await towns().createIndex({ name: 1 }, { unique: true });
    await expect(towns().insertOne({ _id: 3, name: 'a' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { name: 1 },
      keyValue: { name: 'a' },
    });
    await expect(towns().updateOne({ _id: 1 }, { $set: { name: 'b' } })).resolves.toMatchObject({ modifiedCount: 1 });
    await towns().insertOne({ _id: 3, name: 'a' });
  });

  it('rolls back what a failed transaction did, and keeps what a good one did', async () => {
    await towns().insertMany([
      { _id: 1, towns: 10 },
      { _id: 2, towns: 0 },
    ]);
    const move = (amount: number, fail: boolean) =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          await towns().updateOne({ _id: 1 }, { $inc: { towns: -amount } }, { session });
          await towns().updateOne({ _id: 2 }, { $inc: { towns: amount } }, { session });
          await client.db('organization').collection('moves').insertOne({ amount }, { session });
          if (fail) throw new Error('changed our mind');
        }),
      );
    await expect(move(7, true)).rejects.toThrow('changed our mind');
    expect(await client.db('organization').listCollections({}, { nameOnly: true }).toArray()).toEqual([
      { name: 'towns', type: 'collection' },
    ]);
    await move(4, false);
    expect(await towns().find().toArray()).toEqual([
      { _id: 1, towns: 6 },
      { _id: 2, towns: 4 },
    ]);
  });

  it("keeps concurrent transactions from losing each other's updates", async () => {
    await towns().insertOne({ _id: 1, towns: 0 });
    const add = () =>
      client.withSession((session) =>
        session.withTransaction(() => towns().findOneAndUpdate({ _id: 1 }, { $inc: { towns: 1 } }, { session })),
      );
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await towns().findOne()).toEqual({ _id: 1, towns: 20 });
  });

  it('keeps databases apart', async () => {
    await towns('funds').insertOne({ _id: 1 });
    expect(await towns().findOne()).toBeNull();
    await client.db('funds').dropDatabase();
  });

  it('serves Mongoose', async () => {
    const connection = await mongoose.createConnection(server.uri, { dbName: 'assessment' }).asPromise();
    const Reading = connection.model(
      'Reading',
      new mongoose.Schema({ subject: { type: String, unique: true }, value: Number }, { timestamps: true }),
    );
    await Reading.init();
    await Reading.create({ subject: 'a', value: 1 });
    await expect(Reading.create({ subject: 'a', value: 2 })).rejects.toMatchObject({ code: 11000 });
    await connection.transaction(async (session) => {
      const reading = await Reading.findOne({ subject: 'a' }).session(session).orFail();
      reading.value = 5;
      await reading.save({ session });
    });
    expect(await Reading.aggregate([{ $group: { _id: null, total: { $sum: '$value' } } }])).toEqual([
      { _id: null, total: 5 },
    ]);
    await connection.dropDatabase();
    await connection.close();
  });
});

describe('a data directory', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-spec-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('survives a restart', async () => {
    for (let round = 1; round <= 2; round += 1) {
      const server = await startEmbeddedMongo({ dataDir: directory });
      const client = await new MongoClient(server.uri).connect();
      const rounds = client.db('a').collection<{ _id: number }>('rounds');
      await rounds.createIndex({ at: 1 }, { unique: true, sparse: true });
      await rounds.insertOne({ _id: round });
      expect(await rounds.countDocuments({})).toBe(round);
      await client.close();
      await server.stop();
    }
  });

  it('is used by one server at a time', async () => {
    const server = await startEmbeddedMongo({ dataDir: directory });
    await expect(startEmbeddedMongo({ dataDir: directory })).rejects.toThrow(`in use by process ${process.pid}`);
    await server.stop();
    await (await startEmbeddedMongo({ dataDir: directory })).stop();
  });

  it('is removed when it was temporary', async () => {
    const before = await startEmbeddedMongo({ temporary: true });
    await before.stop();
    expect(existsSync(path.join(tmpdir(), `embedded-mongo-${before.port}`))).toBe(false);
  });
});

describe('the command', () => {
  it("prints one line when ready and ends on its parent's word", async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-command-'));
    const child = fork(path.join(__dirname, 'command.ts'), ['--data-dir', directory], {
      execArgv: ['-r', '@swc-node/register'],
      env: { ...process.env, TS_NODE_PROJECT: path.join(__dirname, '../../../tsconfig.base.json') },
      silent: true,
    });
    const line = await new Promise<string>((resolve) =>
      child.stdout?.once('data', (data: Buffer) => resolve(data.toString())),
    );
    const ready = JSON.parse(line) as { ready: boolean; uri: string };
    expect(ready.ready).toBe(true);
    const client = await new MongoClient(ready.uri).connect();
    await client.close();
    const exit = new Promise((resolve) => child.once('exit', resolve));
    child.send('stop');
    expect(await exit).toBe(0);
    expect(existsSync(path.join(directory, 'server.lock'))).toBe(false);
    rmSync(directory, { recursive: true, force: true });
  });
});
