import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPLICA_SET } from './commands/admin';
import { removeIndexes } from './commands/indexes';
import type { ServerState } from './commands/context';
import { dispatch } from './commands/dispatch';
import { Cursors } from './cursors';
import { purgeRetryRecords, Sessions } from './sessions/sessions';
import { checkDataFile, takeDirectory } from './storage/directory';
import { Store } from './storage/store';
import { sweepDropped } from './storage/sweep';
import { expireDocuments } from './ttl';
import { serveConnection } from './wire/connection';

/** Where the data live, and where the server listens. */
export type EmbeddedMongoOptions = {
  /** The port on 127.0.0.1; a free one by default. */
  readonly port?: number;
} & (
  | {
      /** The data directory; it is created if it is not there. */ readonly dataDir: string;
      readonly temporary?: false;
    }
  | {
      /** Data in a folder of their own that is removed by `stop`, without waiting for the disk. */ readonly temporary: true;
      readonly dataDir?: undefined;
    }
);

/** A running server. */
export interface EmbeddedMongo {
  /** For the `mongodb` driver and Mongoose; it has no database name. */
  readonly uri: string;
  readonly port: number;
  /** Ends connections, finishes what is being written, and gives the data directory back. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const EXPIRY_INTERVAL_MS = 10_000;
/** MongoDB's own interval: a document may outlive its time by as much. */
const TTL_INTERVAL_MS = 60_000;

/**
 * Starts the server on the loopback address. Throws `DataDirectoryError` if the data directory cannot be used, and
 * Node's own error (`EADDRINUSE`) if the port is taken.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const directory =
    options.temporary === true ? mkdtempSync(path.join(tmpdir(), 'embedded-mongo-')) : path.resolve(options.dataDir);
  const giveBack = takeDirectory(directory);
  const cleanUp = () => {
    giveBack();
    if (options.temporary === true) rmSync(directory, { recursive: true, force: true });
  };
  try {
    checkDataFile(directory);
    const store = Store.open(directory, options.temporary === true ? 'temporary' : 'durable');
    try {
      await recover(store);
      const listening = await listen(store, options.port ?? 0);
      return {
        uri: `mongodb://${HOST}:${listening.port}/?replicaSet=${REPLICA_SET}`,
        port: listening.port,
        stop: async () => {
          await listening.close();
          await store.close();
          cleanUp();
        },
      };
    } catch (error) {
      await store.close();
      throw error;
    }
  } catch (error) {
    cleanUp();
    throw error;
  }
}

/** Finishes what a crash interrupted: half-built indexes are removed, and so is the rest of what was dropped. */
async function recover(store: Store): Promise<void> {
  const halfBuilt = store.catalog.list().filter(({ indexes }) => indexes.some(({ building }) => building));
  if (halfBuilt.length > 0) {
    await store.submit((writer) => {
      for (const collection of halfBuilt) removeIndexes(writer, collection, ({ building }) => building);
    });
  }
  for (let swept = false; !swept;) swept = await store.submit(sweepDropped);
}

async function listen(store: Store, port: number): Promise<{ port: number; close(): Promise<void> }> {
  const state: ServerState = { store, sessions: new Sessions(store), cursors: new Cursors(), startedAt: new Date() };
  const sockets = new Set<Socket>();
  const report = (error: unknown) => process.emitWarning(error instanceof Error ? error : new Error(String(error)));
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(socket, (body, address) => dispatch(state, body, address, report));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const timer = setInterval(() => {
    state.cursors.expire(Date.now());
    for (const id of state.sessions.expire(Date.now())) state.cursors.killSession(id);
  }, EXPIRY_INTERVAL_MS);
  timer.unref();
  let expiring: Promise<unknown> = Promise.resolve();
  const ttl = setInterval(() => {
    expiring = expireDocuments(store, new Date())
      .then(() => purgeRetryRecords(store, new Date()))
      .catch(report);
  }, TTL_INTERVAL_MS);
  ttl.unref();
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      clearInterval(timer);
      clearInterval(ttl);
      await expiring;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      state.sessions.abortAll();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
