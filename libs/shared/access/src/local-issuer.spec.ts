import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import {
  LOCAL_TOKEN_SECONDS,
  SAMPLE_PERSON_GRANT,
  callerTokenVerifier,
  localIssuer,
  openSigningKeys,
  remoteKeys,
  sampleClients,
  samplePeople,
} from './index';
import type { LocalIssuer, SigningKeys, TokenVerifier } from './index';
import { aClock, aFolder } from './testing/token-bench';

const AUDIENCE = 'bangfu-graph';
const clock = aClock();
let folder: Awaited<ReturnType<typeof aFolder>>;
let keys: SigningKeys;
let issuer: LocalIssuer;
let url: string;
let jwksRequests = 0;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await aFolder();
  keys = await openSigningKeys({
    folder: folder.path,
    name: 'issuer',
    overlapSeconds: LOCAL_TOKEN_SECONDS,
    now: clock.now,
  });
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/auth`;
  issuer = localIssuer({ issuer: url, audience: AUDIENCE, keys, folder: folder.path, now: clock.now });
  app.use('/auth/jwks', (_request, _response, next) => {
    jwksRequests += 1;
    next();
  });
  app.use('/auth', issuer.router);
  close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
});
afterAll(async () => {
  await close?.();
  await folder?.remove();
});

const verifier = (cooldownSeconds: number): TokenVerifier =>
  callerTokenVerifier({
    issuer: url,
    audience: AUDIENCE,
    keys: remoteKeys(new URL(`${url}/jwks`), cooldownSeconds),
    now: clock.now,
  });
const ask = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams(form), headers });
  const body = (await response.json()) as { access_token?: string; error?: string };
  return { status: response.status, ...body };
};

describe('the local issuer', () => {
  it.each(samplePeople())('signs in as $key', async ({ key, principal }) => {
    const { access_token } = await ask({ grant_type: SAMPLE_PERSON_GRANT, person: key });
    expect(await verifier(30)(access_token)).toEqual({ ok: true, value: principal });
    expect(await verifier(30)(await issuer.tokenOf(key))).toEqual({ ok: true, value: principal });
  });

  it('signs a machine of an agency in by its secret, in the body or in the header', async () => {
    const [client] = sampleClients();
    const id = client?.id ?? '';
    const secret = await issuer.clientSecret(id);
    const grant_type = 'client_credentials';
    const basic = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
    for (const answer of [
      await ask({ grant_type, client_id: id, client_secret: secret }),
      await ask({ grant_type }, basic),
    ]) {
      expect(await verifier(30)(answer.access_token)).toEqual({ ok: true, value: client?.principal });
    }
  });

  it.each([
    [
      'a client with a wrong secret',
      401,
      'invalid_client',
      { grant_type: 'client_credentials', client_id: 'sample-civil-affairs', client_secret: 'x' },
    ],
    [
      'a client without a secret',
      401,
      'invalid_client',
      { grant_type: 'client_credentials', client_id: 'sample-civil-affairs' },
    ],
    [
      'an unknown client',
      401,
      'invalid_client',
      { grant_type: 'client_credentials', client_id: '../issuer.keys', client_secret: 'x' },
    ],
    ['a person who is no sample', 400, 'invalid_grant', { grant_type: SAMPLE_PERSON_GRANT, person: 'constructor' }],
    ['a password', 400, 'unsupported_grant_type', { grant_type: 'password', username: 'a', password: 'b' }],
    ['nothing', 400, 'unsupported_grant_type', {}],
    [
      'a person acting for themself',
      400,
      'invalid_grant',
      { grant_type: SAMPLE_PERSON_GRANT, person: 'captain', acting_for: 'captain' },
    ],
  ])('refuses %s', async (_case, status, error, form) => {
    expect(await ask(form as Record<string, string>)).toEqual({ status, error });
  });

  it('signs a person in for another, and both are recorded', async () => {
    const form = { grant_type: SAMPLE_PERSON_GRANT, person: 'team-member', acting_for: 'town-party-secretary' };
    const [member, secretary] = ['team-member', 'town-party-secretary'].map((key) =>
      samplePeople().find((sample) => sample.key === key),
    );
    expect(await verifier(30)((await ask(form)).access_token)).toMatchObject({
      ok: true,
      value: {
        actor: member?.principal.actor,
        actedFor: { personId: secretary?.principal.actor.id },
        grants: secretary?.principal.grants,
      },
    });
  });

  it('tells where its keys are and whom one can be', async () => {
    const discovery = await fetch(`${url}/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({
      issuer: url,
      jwks_uri: `${url}/jwks`,
      token_endpoint: `${url}/token`,
    });
    const people = (await (await fetch(`${url}/people`)).json()) as { name: string }[];
    expect(people).toHaveLength(samplePeople().length);
    expect(people.every(({ name }) => name.includes('模拟'))).toBe(true);
  });

  it('rotates its keys without refusing a token under way; a key not yet known is looked for', async () => {
    const verify = verifier(0);
    const underWay = await issuer.tokenOf('captain');
    expect((await verify(underWay)).ok).toBe(true);
    await keys.rotate();
    expect((await verify(await issuer.tokenOf('captain'))).ok).toBe(true);
    expect((await verify(underWay)).ok).toBe(true);
  });

  it('is not asked again for every forged key', async () => {
    const verify = verifier(30);
    await verify(await issuer.tokenOf('captain'));
    const before = jwksRequests;
    await keys.rotate();
    const unknown = await issuer.tokenOf('captain');
    for (let times = 0; times < 5; times += 1)
      expect(await verify(unknown)).toEqual({ ok: false, error: 'UNKNOWN_KEY' });
    expect(jwksRequests).toBe(before);
  });

  it('answers no page that reaches this machine under another name', async () => {
    const { port } = new URL(url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      void import('node:http').then(({ get }) =>
        get({ host: '127.0.0.1', port, path: '/auth/people', headers: { host: 'attacker.example' } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).on('error', reject),
      );
    });
    expect(status).toBe(403);
  });

  describe('in production', () => {
    const before = process.env['NODE_ENV'];
    beforeEach(() => {
      process.env['NODE_ENV'] = 'production';
    });
    afterEach(() => {
      process.env['NODE_ENV'] = before;
    });

    it('refuses to start', () => {
      expect(() => localIssuer({ issuer: url, audience: AUDIENCE, keys, folder: folder.path })).toThrow(
        'the local issuer signs anybody in',
      );
    });

    it('signs nobody in, even when it was started before', async () => {
      await expect(issuer.tokenOf('captain')).rejects.toThrow('the local issuer signs anybody in');
      expect(await ask({ grant_type: SAMPLE_PERSON_GRANT, person: 'captain' })).toMatchObject({ status: 403 });
    });
  });
});
