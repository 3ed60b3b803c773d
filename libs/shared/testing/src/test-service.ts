import type { RequestContext } from '@bangfu/graphql';
import { startSubgraph } from '@bangfu/service';
import type { BuildApp } from '@bangfu/service';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import type { Connection } from 'mongoose';
import { postGraphQL } from './graphql-client';
import type { GraphQLAnswer } from './graphql-client';

/** A department's service as tests see it: over real HTTP, on a real database, after its real import. */
export interface TestService {
  readonly url: string;
  readonly connection: Connection;
  query(
    document: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<GraphQLAnswer>;
  /** The names of the database commands (`find`, `count`, `aggregate` …) that were sent while `run` was under way. */
  commandsDuring(run: () => Promise<unknown>): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Starts a service for a test with a database of its own, on an embedded server unless one is given. */
export async function startTestService<Context extends RequestContext>(
  buildApp: BuildApp<Context>,
  { synthetic, database }: { readonly synthetic: boolean; readonly database?: TestDatabase },
): Promise<TestService> {
  const server = database ?? (await startTestDatabase());
  const commands: string[] = [];
  let connection: Connection | undefined;
  const observed: BuildApp<Context> = (made, options) => {
    connection = made;
    made.getClient().on('commandStarted', ({ commandName }) => commands.push(commandName));
    return buildApp(made, options);
  };
  const service = await startSubgraph(observed, {
    HOST: '127.0.0.1',
    PORT: 0,
    LOG_LEVEL: 'silent',
    MONGODB_URI: server.uri,
    DATABASE: server.databaseName(synthetic ? 'with_synthetic' : 'documents_only'),
    SYNTHETIC: synthetic,
  });
  const made = connection;
  if (!made) throw new Error('the service was not built');
  return {
    url: service.url,
    connection: made,
    query: (document, variables, headers) => postGraphQL(service.url, document, variables, headers),
    async commandsDuring(run) {
      const before = commands.length;
      await run();
      return commands.slice(before);
    },
    async stop() {
      if (database) await made.dropDatabase();
      await service.close();
      if (!database) await server.stop();
    },
  };
}
