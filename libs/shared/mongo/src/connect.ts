import mongoose from 'mongoose';
import type { Connection } from 'mongoose';

/** How a service reaches its own database. */
export interface DatabaseAddress {
  /** A MongoDB connection string; a replica set, since transactions are used. */
  readonly uri: string;
  /** The service's own database: no other service reads or writes it. */
  readonly database: string;
}

/**
 * Connects a service to its database with the guarantees that the product needs, in code and not in settings:
 * acknowledged by the majority and journaled, read from the majority.
 * @throws MongooseServerSelectionError when no server answers within 10 seconds.
 */
export async function connect({ uri, database }: DatabaseAddress): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      dbName: database,
      autoIndex: false, // indexes are made by `prepareCollections`, before the service is ready
      monitorCommands: true, // counted by tests, and by metrics
      serverSelectionTimeoutMS: 10_000,
      writeConcern: { w: 'majority', j: true, wtimeoutMS: 10_000 },
      readConcern: { level: 'majority' },
    })
    .asPromise();
}

/** Makes the collections and indexes of all models of a connection; what exists already stays. */
export async function prepareCollections(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
