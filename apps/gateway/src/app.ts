import './environment';
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { expressMiddleware } from '@as-integrations/express5';
import { ERROR_CATALOGUE } from '@bangfu/graphql';
import type { RequestContext } from '@bangfu/graphql';
import { graphqlServer, httpApplication, listen, logger, requestContext, requestFaultHandler } from '@bangfu/service';
import type { Listening } from '@bangfu/service';
import express from 'express';
import type { GatewayEnvironment } from './environment';
import { operationLimits } from './operation-limits';
import { servePages } from './pages';
import { SubgraphDataSource } from './subgraph-data-source';

/** The largest request body that the gateway takes from outside. */
const MOST_BODY_BYTES = '64kb';

/** Starts the gateway: one graph over the departments' services. Services that are down cost their own fields only. */
export async function startGateway(environment: GatewayEnvironment): Promise<Listening> {
  const log = logger('gateway', environment.LOG_LEVEL);
  const sources = new Map(
    environment.SUBGRAPHS.map((subgraph) => [
      subgraph.name,
      new SubgraphDataSource(subgraph, environment.SUBGRAPH_TIMEOUT_MS),
    ]),
  );
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync(environment.SUPERGRAPH_FILE, 'utf8'),
    buildService: ({ name }) => {
      const source = sources.get(name);
      if (!source) throw new Error(`SUBGRAPHS does not say where the ${name} service is`);
      return source;
    },
    logger: log,
  });
  const graphql = graphqlServer<RequestContext>({ gateway, validationRules: [operationLimits] }, log);
  await graphql.start();

  const http = httpApplication(() => Promise.resolve(true));
  http.get('/health/parts', (_request, response, next) => {
    Promise.all([...sources].map(async ([name, source]) => ({ name, ready: await source.isReady() })))
      .then((parts) => response.json({ parts: [...parts, { name: 'gateway', ready: true }] }))
      .catch(next);
  });
  http.use(
    '/graphql',
    express.json({ limit: MOST_BODY_BYTES }),
    expressMiddleware(graphql, { context: ({ req }) => Promise.resolve(requestContext(req.headers, new Date())) }),
  );
  if (environment.CONSOLE_DIR !== null) servePages(http, environment.CONSOLE_DIR);
  http.use((_request, response) => {
    const { status, en, retryable } = ERROR_CATALOGUE.NOT_FOUND;
    response.status(status).json({ errors: [{ message: en, extensions: { code: 'NOT_FOUND', retryable } }] });
  });
  http.use(requestFaultHandler(log));
  const listening = await listen(http, environment.HOST, environment.PORT);
  return {
    url: listening.url,
    close: async () => {
      await listening.close();
      await graphql.stop();
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}
