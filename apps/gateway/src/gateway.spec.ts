import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { getIntrospectionQuery, graphql, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { Listening } from '@bangfu/service';
import { at, postGraphQL } from '@bangfu/testing';
import { startGateway } from './app';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const PLACES = parse(
  `${LINK} type Query { town: Town headers: [String!]! } type Town @key(fields: "code") { code: ID! name: String! }`,
);
const MONEY = parse(`${LINK} type Query { broken: Int } type Town @key(fields: "code") { code: ID! funding: String }`);

type Handle = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** A small HTTP server of a test's own on a free port of the loopback interface. */
async function serve(handle: Handle): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => (request.url === '/graphql' ? handle(request, body, response) : response.end('{}')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
}

const execute =
  (schema: GraphQLSchema): Handle =>
  (request, body, response) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    void graphql({ schema, source: query, variableValues: variables, contextValue: request.headers }).then((result) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(result));
    });
  };

describe('the gateway', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-gateway-'));
  let gateway: Listening;
  let places: Awaited<ReturnType<typeof serve>>;
  let money: Awaited<ReturnType<typeof serve>>;
  let moneyHandle: Handle;

  const moneySchema = buildSubgraphSchema([
    {
      typeDefs: MONEY,
      resolvers: {
        Query: { broken: () => Promise.reject(new Error('secret of http://127.0.0.1:4003')) },
        Town: { __resolveReference: ({ code }: { code: string }) => ({ code, funding: '20000000.00' }) },
      } as never,
    },
  ]);

  beforeAll(async () => {
    const headers = (_: unknown, __: unknown, received: Record<string, string>) =>
      Object.entries(received)
        .filter(([name]) => !['host', 'connection', 'content-length'].includes(name))
        .map(([name, value]) => `${name}: ${value}`);
    places = await serve(
      execute(
        buildSubgraphSchema([
          {
            typeDefs: PLACES,
            resolvers: { Query: { town: () => ({ code: '440233105', name: '回龙镇' }), headers } } as never,
          },
        ]),
      ),
    );
    moneyHandle = execute(moneySchema);
    money = await serve((...call) => moneyHandle(...call));
    const { supergraphSdl } = composeServices([
      { name: 'organization', url: 'http://organization.invalid', typeDefs: PLACES },
      { name: 'funds', url: 'http://funds.invalid', typeDefs: MONEY },
    ]);
    const supergraph = path.join(folder, 'supergraph.graphql');
    writeFileSync(supergraph, supergraphSdl ?? '');
    writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>页面</title>');
    gateway = await startGateway({
      HOST: '127.0.0.1',
      PORT: 0,
      LOG_LEVEL: 'silent',
      SUBGRAPHS: [
        { name: 'organization', url: places.url },
        { name: 'funds', url: money.url },
      ],
      SUPERGRAPH_FILE: supergraph,
      CONSOLE_DIR: folder,
      SUBGRAPH_TIMEOUT_MS: 400,
    });
  });

  afterEach(() => {
    moneyHandle = execute(moneySchema);
  });

  afterAll(async () => {
    await Promise.allSettled([gateway?.close()]);
    for (const { server } of [places, money]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (query: string, headers?: Record<string, string>) =>
    postGraphQL(`${gateway.url}/graphql`, query, {}, headers);

  it('answers one question from two services', async () => {
    expect((await ask('{ town { name funding } }')).data).toEqual({ town: { name: '回龙镇', funding: '20000000.00' } });
  });

  const FAULTS: readonly (readonly [string, Handle, string])[] = [
    ['drops the connection', (request) => void request.socket.destroy(), 'SUBGRAPH_UNAVAILABLE'],
    ['never answers', () => undefined, 'SUBGRAPH_TIMEOUT'],
    [
      'answers garbage',
      (_request, _body, response) => void response.end('<html>502 Bad Gateway at 10.0.0.7</html>'),
      'SUBGRAPH_UNAVAILABLE',
    ],
    [
      'answers JSON that is no GraphQL response',
      (_request, _body, response) => void response.end('[]'),
      'SUBGRAPH_UNAVAILABLE',
    ],
  ];
  it.each(FAULTS)(
    'gives the rest of the answer and names the missing part when a service %s',
    async (_fault, handle, code) => {
      moneyHandle = handle;
      const answer = await ask('{ town { name funding } }');
      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ town: { name: '回龙镇', funding: null } });
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors[0]?.extensions).toMatchObject({ code, service: 'funds', retryable: true });
      expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|10\.0\.0\.7|stack|invalid/);
    },
  );

  it('tells nothing of a defect inside a service', async () => {
    const answer = await ask('{ broken }');
    expect(answer.errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false, service: 'funds' });
    expect(JSON.stringify(answer)).not.toMatch(/secret|127\.0\.0\.1/);
  });

  it('passes the day and a request id on to the services, and nothing else that a caller sends', async () => {
    const answer = await ask('{ headers }', {
      'x-as-of': '2022-05-01',
      'x-request-id': 'abc',
      'x-scopes': 'admin',
      cookie: 'a=b',
      authorization: 'Bearer x',
    });
    const passed = at(answer, 'headers') as string[];
    expect(passed).toEqual(expect.arrayContaining(['x-as-of: 2022-05-01', 'x-request-id: abc']));
    expect(passed.join()).not.toMatch(/x-scopes|cookie|authorization/);
  });

  it('settles the day once for all services when none is asked for', async () => {
    expect((at(await ask('{ headers }'), 'headers') as string[]).join()).toMatch(/x-as-of: \d{4}-\d{2}-\d{2}/);
  });

  it('refuses a day that does not exist before any service is asked', async () => {
    const answer = await ask('{ town { name } }', { 'x-as-of': '2023-02-29' });
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([400, 'INVALID_DATE']);
  });

  it('refuses a body of 10 MB', async () => {
    const answer = await ask(`{ town { name } } #${'x'.repeat(10_000_000)}`);
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([413, 'REQUEST_TOO_LARGE']);
  });

  it('refuses a document of more tokens than it reads', async () => {
    const answer = await ask(`{ town { ${'a '.repeat(6_000)} } }`);
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
  });

  const nested = (depth: number) =>
    `${'town { next: '.repeat(depth)} town { name } ${'}'.repeat(depth)}`.replaceAll('next: ', '');
  it.each([
    ['plainly', (depth: number) => `{ ${nested(depth)} }`],
    ['through fragments', (depth: number) => `{ ...A } fragment A on Query { ... on Query { ${nested(depth)} } }`],
  ])('refuses an operation that is nested too deeply, %s, and says how deep it may be', async (_how, operation) => {
    const answer = await ask(operation(30));
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toContain('OPERATION_TOO_COMPLEX');
  });

  it('refuses fragments that double at each step, without writing them out', async () => {
    const step = (place: number) => `fragment F${place} on Query { ...F${place + 1} ...F${place + 1} }`;
    const document = `{ ...F0 } ${Array.from({ length: 60 }, (_, place) => step(place)).join(' ')} fragment F60 on Query { town { name } }`;
    const answer = await ask(document);
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ message }) => message)).toContain('the operation has more than 5000 fields');
  });

  it('answers a fragment that contains itself with the fault it is', async () => {
    const answer = await ask('{ ...A } fragment A on Query { town { name } ...A }');
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('answers the introspection of the explorer, which is deep', async () => {
    const answer = await ask(getIntrospectionQuery());
    expect(answer.errors).toEqual([]);
  });

  const raw = async (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };
  it.each([
    ['is not JSON', '{', 'BAD_REQUEST'],
    ['is a JSON string', '"{ town { name } }"', 'BAD_REQUEST'],
    ['has no query', '{}', 'BAD_REQUEST'],
    [
      'names an operation that is not there',
      '{"query":"query A { town { name } }","operationName":"B"}',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'names none of several operations',
      '{"query":"query A { __typename } query B { __typename }"}',
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('answers 400 when the body %s', async (_what, body, code) => {
    const { status, text } = await raw(body);
    expect([
      status,
      (JSON.parse(text) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code,
    ]).toEqual([400, code]);
  });

  it('serves the pages under a policy that lets nothing come from elsewhere', async () => {
    const page = await fetch(`${gateway.url}/`);
    expect(await page.text()).toContain('页面');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const missing = await fetch(`${gateway.url}/nothing-here`);
    expect([missing.status, await missing.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  it('is live and ready, and tells which parts are', async () => {
    const health = async (route: string) => (await fetch(`${gateway.url}/health/${route}`)).status;
    expect([await health('live'), await health('ready'), await health('parts')]).toEqual([200, 200, 200]);
  });

  it('never reports to anybody', () => {
    expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('1');
  });
});
