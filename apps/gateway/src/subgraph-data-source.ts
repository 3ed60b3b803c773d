import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { AS_OF_HEADER, REQUEST_ID_HEADER, requestFault } from '@bangfu/graphql';
import type { RequestContext } from '@bangfu/graphql';
import { Pool, errors } from 'undici';
import type { SubgraphAddress } from './environment';

type SubgraphResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;

/**
 * Calls one department's service over a pool of connections that stay open. Only what is listed here passes on from the
 * caller's request: the day, the request id. A service that cannot be reached or takes too long becomes an error of the
 * catalogue that names the service and nothing else of it.
 */
export class SubgraphDataSource implements GraphQLDataSource<RequestContext> {
  private readonly pool: Pool;
  private readonly path: string;

  constructor(
    private readonly subgraph: SubgraphAddress,
    private readonly timeoutMs: number,
  ) {
    const { origin, pathname } = new URL(subgraph.url);
    this.path = pathname;
    this.pool = new Pool(origin, { connections: 64, connect: { timeout: timeoutMs } });
  }

  async process({ request, context }: GraphQLDataSourceProcessOptions<RequestContext>): Promise<SubgraphResponse> {
    const { requestId, asOf } = context as RequestContext;
    const { query, variables, operationName } = request;
    try {
      const { body } = await this.pool.request({
        path: this.path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          [REQUEST_ID_HEADER]: requestId,
          [AS_OF_HEADER]: asOf,
        },
        body: JSON.stringify({ query, variables, operationName }),
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      const answer: unknown = await body.json();
      if (isResponse(answer)) return answer;
      throw new Error('not a GraphQL response');
    } catch (fault) {
      throw this.faultOf(fault);
    }
  }

  /** Whether the service answers its health route within two seconds. */
  async isReady(): Promise<boolean> {
    try {
      const { statusCode, body } = await this.pool.request({
        path: '/health/ready',
        method: 'GET',
        signal: AbortSignal.timeout(2_000),
      });
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  /** Lets calls under way finish, then closes the connections. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private faultOf(fault: unknown): Error {
    const timedOut = fault instanceof errors.ConnectTimeoutError || nameOf(fault) === 'TimeoutError';
    const { name } = this.subgraph;
    return timedOut
      ? requestFault('SUBGRAPH_TIMEOUT', `the ${name} service did not answer in time`, { service: name })
      : requestFault('SUBGRAPH_UNAVAILABLE', `the ${name} service cannot be reached`, { service: name });
  }
}

/** `AbortSignal.timeout` rejects with a DOMException, which is no Error in every realm. */
const nameOf = (fault: unknown): unknown =>
  fault !== null && typeof fault === 'object' && 'name' in fault ? fault.name : undefined;

/** A body that is no GraphQL response counts as a service that cannot be reached. */
const isResponse = (body: unknown): body is SubgraphResponse =>
  body !== null && typeof body === 'object' && ('data' in body || 'errors' in body);
