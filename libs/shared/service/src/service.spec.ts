import { plainDate } from '@bangfu/kernel';
import { GraphQLError, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import {
  EnvironmentFault,
  PortTaken,
  graphqlServer,
  httpApplication,
  listen,
  logger,
  readSubgraphEnvironment,
  requestContext,
  requestFaultHandler,
} from './index';
import express from 'express';

const NOW = new Date('2022-12-31T16:30:00Z');

describe('the environment', () => {
  it('has a default for all but the database', () => {
    expect(
      readSubgraphEnvironment('funds', 4003, { MONGODB_URI: 'mongodb://127.0.0.1/?replicaSet=x', DATABASE: '' }),
    ).toEqual({
      HOST: '127.0.0.1',
      PORT: 4003,
      LOG_LEVEL: 'warn',
      MONGODB_URI: 'mongodb://127.0.0.1/?replicaSet=x',
      DATABASE: 'bangfu_funds',
      SYNTHETIC: true,
    });
  });

  it('that is at fault names every setting at fault at once', () => {
    const read = () => readSubgraphEnvironment('funds', 4003, { PORT: 'http', SYNTHETIC: 'yes', LOG_LEVEL: 'loud' });
    expect(read).toThrow(EnvironmentFault);
    for (const setting of ['PORT', 'SYNTHETIC', 'LOG_LEVEL', 'MONGODB_URI'])
      expect(read).toThrow(new RegExp(`${setting}: `));
  });
});

describe('a request', () => {
  it('is about today in the programme’s time zone unless it says otherwise', () => {
    expect(requestContext({}, NOW).asOf).toBe('2023-01-01');
    expect(requestContext({ 'x-as-of': '2021-06-04' }, NOW).asOf).toBe('2021-06-04');
  });

  it('keeps a request id that is one, and gets a new one otherwise', () => {
    expect(requestContext({ 'x-request-id': 'abc-1' }, NOW).requestId).toBe('abc-1');
    for (const id of ['', 'a b', 'x'.repeat(65), 'a\nb'])
      expect(requestContext({ 'x-request-id': id }, NOW).requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('an error', () => {
  const failing = (fault: Error) =>
    graphqlServer(
      {
        schema: new GraphQLSchema({
          query: new GraphQLObjectType({
            name: 'Query',
            fields: { broken: { type: GraphQLString, resolve: () => Promise.reject(fault) } },
          }),
        }),
      },
      logger('test', 'silent'),
    );
  const answered = async (fault: Error) => {
    const server = failing(fault);
    const contextValue = { requestId: 'test', asOf: plainDate('2022-01-01') };
    const { body } = await server.executeOperation({ query: '{ broken }' }, { contextValue });
    await server.stop();
    return body.kind === 'single' ? body.singleResult.errors?.[0] : undefined;
  };

  it('of an unreachable database says so, is retryable, and names no address', async () => {
    const fault = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:45563'), { name: 'MongoNetworkError' });
    expect(await answered(fault)).toMatchObject({
      message: "The service's database cannot be reached.",
      extensions: { code: 'STORE_UNAVAILABLE', retryable: true },
    });
  });

  it('that is a defect of ours tells nothing of it', async () => {
    const answer = await answered(new TypeError("Cannot read properties of undefined (reading 'secret')"));
    expect(answer?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false });
    expect(JSON.stringify(answer)).not.toMatch(/secret|undefined/);
  });

  it('with a code that the catalogue does not know is a defect of ours', async () => {
    const foreign = new GraphQLError('no', { extensions: { code: 'SOMETHING_ELSE' } });
    expect((await answered(foreign))?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });
});

describe('an HTTP host', () => {
  const log = logger('test', 'silent');

  it('says whether it is ready without saying why it is not', async () => {
    const host = await listen(
      httpApplication(() => Promise.reject(new Error('mongodb://secret'))),
      '127.0.0.1',
      0,
    );
    const [live, ready] = await Promise.all(['live', 'ready'].map((route) => fetch(`${host.url}/health/${route}`)));
    expect([live?.status, ready?.status, await ready?.text()]).toEqual([200, 503, '{"status":"not ready"}']);
    await host.close();
  });

  it('says in a sentence that its port is taken', async () => {
    const host = await listen(express(), '127.0.0.1', 0);
    const port = Number(new URL(host.url).port);
    await expect(listen(express(), '127.0.0.1', port)).rejects.toThrow(
      new PortTaken(`port ${port} of 127.0.0.1 is taken by another program`),
    );
    await host.close();
  });

  it('lets a request under way finish before it closes', async () => {
    const app = express();
    app.get('/slow', (_request, response) => {
      setTimeout(() => response.send('done'), 150);
    });
    const host = await listen(app, '127.0.0.1', 0);
    const answer = fetch(`${host.url}/slow`).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
    await host.close();
    expect(await answer).toBe('done');
  });

  it('answers a body that is no JSON, and one that is too large, from the catalogue', async () => {
    const app = express();
    app.use(express.json({ limit: 10 }));
    app.use(requestFaultHandler(log));
    const host = await listen(app, '127.0.0.1', 0);
    const post = async (body: string) => {
      const response = await fetch(host.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return [response.status, await response.json()] as const;
    };
    expect(await post('{')).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_REQUEST' } }] }]);
    expect(await post('"0123456789"')).toMatchObject([
      413,
      { errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] },
    ]);
    await host.close();
  });
});
