import { randomBytes } from 'node:crypto';
import { startEmbeddedMongo } from '@bangfu/embedded-mongo';

/** A database server for a test: the one that MONGODB_URI names, or an embedded one of the test's own. */
export interface TestDatabase {
  readonly uri: string;
  /** A database name that no other test uses. */
  databaseName(purpose: string): string;
  /** Ends the embedded server; a server named by MONGODB_URI goes on. */
  stop(): Promise<void>;
}

/** Starts a database for a test, or joins the one of MONGODB_URI, so that the same tests hold a real MongoDB to the same account. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const given = process.env['MONGODB_URI'];
  const run = randomBytes(4).toString('hex');
  const databaseName = (purpose: string) => `test_${purpose}_${run}`;
  if (given !== undefined && given !== '') return { uri: given, databaseName, stop: () => Promise.resolve() };
  const server = await startEmbeddedMongo({ temporary: true });
  return { uri: server.uri, databaseName, stop: () => server.stop() };
}
