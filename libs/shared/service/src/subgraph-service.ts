import { expressMiddleware } from '@as-integrations/express5';
import type { RequestContext, Subgraph } from '@bangfu/graphql';
import { connect, importOnChange, migrate, prepareCollections } from '@bangfu/mongo';
import type { Migration } from '@bangfu/mongo';
import express from 'express';
import type { Connection } from 'mongoose';
import type { SubgraphEnvironment } from './environment';
import { graphqlServer } from './graphql-endpoint';
import { httpApplication, listen, requestFaultHandler } from './http-host';
import type { Listening } from './http-host';
import { logger } from './logger';
import { requestContext } from './request';

/** What a department's service is, apart from the process it runs in: its graph, its data, its imports. */
export interface SubgraphApp<Context extends RequestContext> {
  readonly name: string;
  readonly subgraph: Subgraph;
  readonly migrations: readonly Migration[];
  /** SHA-256 over the facts it imports: a start re-imports when it changed. */
  readonly factsFingerprint: string;
  readonly importFacts: () => Promise<void>;
  /** Adds to the request what the service's resolvers need: stores and loaders, new for each request. */
  readonly context: (request: RequestContext) => Context;
}

/** Builds a service's app on its database. Tests call the same function as `main.ts`. */
export type BuildApp<Context extends RequestContext> = (
  connection: Connection,
  options: { readonly synthetic: boolean },
) => SubgraphApp<Context>;

/** From the gateway a request may be large: `_entities` for a whole province of towns. */
const MOST_BODY_BYTES = '16mb';

/** Starts a department's service: connects, migrates, imports changed facts, and listens. Ready when it returns. */
export async function startSubgraph<Context extends RequestContext>(
  buildApp: BuildApp<Context>,
  environment: SubgraphEnvironment,
): Promise<Listening> {
  const connection = await connect({ uri: environment.MONGODB_URI, database: environment.DATABASE });
  try {
    const app = buildApp(connection, { synthetic: environment.SYNTHETIC });
    const log = logger(app.name, environment.LOG_LEVEL);
    await prepareCollections(connection);
    await migrate(connection, app.migrations);
    const imported = await importOnChange(connection, app.factsFingerprint, app.importFacts);
    log.info({ imported }, 'data are up to date');

    const graphql = graphqlServer<Context>({ schema: app.subgraph.schema }, log);
    await graphql.start();
    const http = httpApplication(() => isReachable(connection));
    http.use(
      '/graphql',
      express.json({ limit: MOST_BODY_BYTES }),
      expressMiddleware(graphql, {
        context: ({ req }) => Promise.resolve(app.context(requestContext(req.headers, new Date()))),
      }),
    );
    http.use(requestFaultHandler(log));
    const listening = await listen(http, environment.HOST, environment.PORT);
    return {
      url: `${listening.url}/graphql`,
      close: async () => {
        await listening.close();
        await graphql.stop();
        await connection.close();
      },
    };
  } catch (fault) {
    await connection.close();
    throw fault;
  }
}

/** Whether the database answers within two seconds. */
async function isReachable(connection: Connection): Promise<boolean> {
  const answer = connection.db?.command({ ping: 1 }, { timeoutMS: 2_000 });
  return (await answer)?.['ok'] === 1;
}
