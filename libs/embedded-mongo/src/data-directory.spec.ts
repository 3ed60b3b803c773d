import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deserialize } from 'bson';
import { MongoClient } from 'mongodb';
import { backupData, exportData, restoreData } from './backup';
import type { EmbeddedMongo } from './index';
import { DataDirectoryError, startEmbeddedMongo } from './index';

interface Row {
  _id: number;
  name: string;
}

let folder: string;
let server: EmbeddedMongo | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-data-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const inside = (name: string) => path.join(folder, name);

/** Runs against a server on the directory, which goes on until the test's end or the next call. */
async function serve<T>(dataDir: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  await server?.stop();
  server = await startEmbeddedMongo({ dataDir });
  const client = await new MongoClient(server.uri).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

const fill = (client: MongoClient) =>
  client
    .db('offices')
    .collection<Row>('rows')
    .insertMany(Array.from({ length: 2_000 }, (_, _id) => ({ _id, name: `row ${_id}` })));

it('is backed up while a server writes, and restored into an empty directory only', async () => {
  await serve(inside('data'), async (client) => {
    const rows = client.db('offices').collection<Row>('rows');
    await rows.createIndex({ name: 1 }, { unique: true });
    await fill(client);
    let last = 2_000;
    let writing = true;
    const writes = (async () => {
      while (writing) await rows.insertOne({ _id: last, name: `row ${last++}` });
    })();
    const report = await backupData(inside('data'), inside('backup'));
    writing = false;
    await writes;
    expect(report).toMatchObject({ collections: 1 });
    expect(report.documents).toBeGreaterThanOrEqual(2_000);
    await expect(backupData(inside('data'), inside('backup'))).rejects.toThrow(DataDirectoryError);
    expect(() => restoreData(inside('backup'), inside('data'))).toThrow(/in use by process/);
  });
  restoreData(inside('backup'), inside('restored'));
  expect(() => restoreData(inside('backup'), inside('restored'))).toThrow(/already holds data/);
  await serve(inside('restored'), async (client) => {
    expect(await client.db('offices').command({ validate: 'rows' })).toMatchObject({ valid: true });
    expect(await client.db('offices').collection('rows').countDocuments({})).toBeGreaterThanOrEqual(2_000);
  });
});

it("is exported in mongorestore's layout", async () => {
  await serve(inside('data'), async (client) => {
    await fill(client);
    await client.db('offices').collection<Row>('rows').createIndex({ name: -1 }, { unique: true, name: 'by_name' });
  });
  expect(await exportData(inside('data'), inside('dump'))).toEqual({
    to: inside('dump'),
    collections: 1,
    documents: 2_000,
  });
  const bytes = readFileSync(inside('dump/offices/rows.bson'));
  const ids: number[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at)) {
    ids.push(deserialize(bytes.subarray(at, at + bytes.readInt32LE(at)))['_id'] as number);
  }
  expect(ids).toEqual(Array.from({ length: 2_000 }, (_, i) => i));
  const metadata = JSON.parse(readFileSync(inside('dump/offices/rows.metadata.json'), 'utf8')) as unknown;
  expect(metadata).toMatchObject({
    collectionName: 'rows',
    type: 'collection',
    indexes: [
      { name: '_id_', key: { _id: { $numberInt: '1' } } },
      { name: 'by_name', key: { name: { $numberInt: '-1' } }, unique: true },
    ],
  });
});

it('that is cut short is refused before LMDB can trip over it', async () => {
  await serve(inside('data'), fill);
  await server?.stop();
  server = undefined;
  const file = inside('data/data.mdb');
  truncateSync(file, statSync(file).size - 4_096);
  await expect(startEmbeddedMongo({ dataDir: inside('data') })).rejects.toThrow(/is cut short/);
  writeFileSync(file, 'something else altogether'.repeat(1_000));
  await expect(startEmbeddedMongo({ dataDir: inside('data') })).rejects.toThrow(/is not a data file of this server/);
  expect(existsSync(inside('data/server.lock'))).toBe(false);
});

it('is taken over from a process that is gone, also if its number lives on in another', async () => {
  await serve(inside('data'), fill);
  await server?.stop();
  for (const holder of ['999999999 1', `${process.pid} 1`]) {
    writeFileSync(inside('data/server.lock'), `${holder}\n`);
    server = await startEmbeddedMongo({ dataDir: inside('data') });
    expect(readFileSync(inside('data/server.lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    await server.stop();
  }
  server = undefined;
});

it('removes what an interrupted index build left', async () => {
  await serve(inside('data'), async (client) => {
    await fill(client);
    // The server stops while the index is being built: the command fails, and the next start cleans up.
    const building = client.db('offices').collection('rows').createIndex({ name: 1 });
    const stopped = server?.stop();
    server = undefined;
    await Promise.allSettled([building, stopped]);
  });
  await serve(inside('data'), async (client) => {
    const report = await client.db('offices').command({ validate: 'rows' });
    expect(report).toMatchObject({ valid: true, nrecords: 2_000 });
  });
});
