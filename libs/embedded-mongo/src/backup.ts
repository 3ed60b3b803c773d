import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  closeSync,
  fsyncSync,
  openSync,
  writeSync,
  writeFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { EJSON, Int32 } from 'bson';
import { afterPrefix } from './bson/key-encoding';
import { checkDataFile, DATA_FILE, DataDirectoryError, takeDirectory } from './storage/directory';
import { prefixOf } from './storage/prefix';
import type { Reader } from './storage/store';
import { Store } from './storage/store';

interface Contents {
  readonly collections: number;
  readonly documents: number;
}

/** What was written, and where. */
export interface CopyReport extends Contents {
  readonly to: string;
}

/**
 * Copies the data as they stand at one moment into an empty directory, also while a server is writing to them.
 * Throws `DataDirectoryError` if there is nothing to copy, or the target is not empty.
 */
export async function backupData(dataDir: string, to: string): Promise<CopyReport> {
  return withStore(dataDir, to, async (store) => {
    await store.copyTo(to);
    sync(path.join(to, DATA_FILE));
    // What is reported is what the copy holds: the original has gone on since.
    const copy = Store.open(to, 'read only');
    const held = contents(copy);
    await copy.close();
    rmSync(path.join(to, 'lock.mdb'), { force: true });
    return held;
  });
}

/** Puts a backup into a data directory that has no data yet. Throws `DataDirectoryError` if it has, or is in use. */
export function restoreData(from: string, dataDir: string): void {
  const source = path.join(from, DATA_FILE);
  if (!existsSync(source)) throw new DataDirectoryError(`There is no backup in ${from}.`);
  checkDataFile(from);
  const giveBack = takeDirectory(dataDir);
  try {
    const target = path.join(dataDir, DATA_FILE);
    if (existsSync(target))
      throw new DataDirectoryError(`The data directory ${dataDir} already holds data; restore into an empty one.`);
    copyFileSync(source, `${target}.part`);
    sync(`${target}.part`);
    renameSync(`${target}.part`, target);
  } finally {
    giveBack();
  }
}

/**
 * Writes all databases in the layout of `mongodump`, as they stand at one moment, for `mongorestore --dir`: one folder a
 * database, and for each collection its documents (`.bson`) and its indexes (`.metadata.json`).
 */
export async function exportData(dataDir: string, to: string): Promise<CopyReport> {
  return withStore(dataDir, to, (store) => {
    const snapshot = store.snapshot();
    try {
      const held = contents(snapshot);
      for (const collection of snapshot.catalog.list()) {
        const folder = path.join(to, collection.db);
        mkdirSync(folder, { recursive: true });
        const base = path.join(folder, encodeURIComponent(collection.name));
        const file = openSync(`${base}.bson`, 'w', 0o600);
        const prefix = prefixOf(collection.id);
        for (const { value } of snapshot.range('documents', prefix, afterPrefix(prefix))) writeSync(file, value);
        fsyncSync(file);
        closeSync(file);
        const indexes = [
          { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' },
          ...collection.indexes.filter(({ building }) => !building).map(({ spec }) => spec),
        ];
        const metadata = {
          options: collection.options,
          indexes,
          uuid: collection.uuid.toHexString(false),
          collectionName: collection.name,
          type: 'collection',
        };
        writeFileSync(`${base}.metadata.json`, EJSON.stringify(metadata, { relaxed: false }), { mode: 0o600 });
      }
      return Promise.resolve(held);
    } finally {
      snapshot.close();
    }
  });
}

async function withStore(dataDir: string, to: string, work: (store: Store) => Promise<Contents>): Promise<CopyReport> {
  if (!existsSync(path.join(dataDir, DATA_FILE))) throw new DataDirectoryError(`There are no data in ${dataDir}.`);
  mkdirSync(to, { recursive: true });
  if (readdirSync(to).length > 0) throw new DataDirectoryError(`The directory ${to} is not empty.`);
  checkDataFile(dataDir);
  const store = Store.open(dataDir, 'read only');
  try {
    return { to, ...(await work(store)) };
  } finally {
    await store.close();
  }
}

function contents(reader: Pick<Reader, 'catalog' | 'count'>): Contents {
  const collections = reader.catalog.list();
  return {
    collections: collections.length,
    documents: collections.reduce((total, { id }) => total + reader.count(id), 0),
  };
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
