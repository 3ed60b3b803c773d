import { createHash, timingSafeEqual } from 'node:crypto';
import { addDays, civilDateOf } from '@bangfu/kernel';
import { newSecret, secretFile } from '@bangfu/key-folder';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { SignJWT } from 'jose';
import { isProduction } from './environment';
import type { SigningKeys } from './keys';
import { actFor } from './principal';
import type { Principal } from './principal';
import { ROLE } from './roles';
import { sampleClients, samplePeople } from './sample-people';
import { toClaims } from './token-claims';

/** Asked to run in production, where identities come from a real issuer. */
export class LocalIssuerRefused extends Error {
  override readonly name = 'LocalIssuerRefused';
}

/** What the local issuer needs. */
export interface LocalIssuerSettings {
  /** Its own address, as it stands in tokens: `http://127.0.0.1:4000/auth`. */
  readonly issuer: string;
  readonly audience: string;
  readonly keys: SigningKeys;
  /** The folder in which the secrets of the sample clients are kept. */
  readonly folder: string;
  readonly now?: () => Date;
}

/** How long a token of the local issuer lives, in seconds. */
export const LOCAL_TOKEN_SECONDS = 3600;

/** The grant type by which one becomes a sample person. */
export const SAMPLE_PERSON_GRANT = 'urn:bangfu:sample-person';

/** An issuer of the embedded default. */
export interface LocalIssuer {
  /** To be mounted at the path of `issuer`. It answers this machine only. */
  readonly router: Router;
  /** A token for a sample person, for the start script and the tests. */
  tokenOf(personKey: string): Promise<string>;
  /** The secret of a sample client, as it stands in the folder of keys. */
  clientSecret(clientId: string): Promise<string>;
}

/**
 * The issuer of the embedded default: sign-in as any sample person without a password, client credentials for sample
 * agencies, JWKS and discovery. Routes: `/.well-known/openid-configuration`, `/jwks`, `/people`, `/token`.
 * @throws LocalIssuerRefused when NODE_ENV is production; the routes and `tokenOf` refuse there as well.
 */
export function localIssuer(settings: LocalIssuerSettings): LocalIssuer {
  refuseProduction();
  const people = new Map(samplePeople().map((sample) => [sample.key, sample]));
  const clients = new Map(sampleClients().map((client) => [client.id, client]));
  const clientSecret = (id: string) => secretFile(settings.folder, `client-${id}.secret`, newSecret);
  const router = express.Router();
  router.use(thisMachineOnly);

  router.get('/.well-known/openid-configuration', (_request, response) => {
    response.json({
      issuer: settings.issuer,
      jwks_uri: `${settings.issuer}/jwks`,
      token_endpoint: `${settings.issuer}/token`,
      grant_types_supported: ['client_credentials', SAMPLE_PERSON_GRANT],
      id_token_signing_alg_values_supported: ['EdDSA'],
      response_types_supported: [],
      subject_types_supported: ['public'],
    });
  });
  router.get('/jwks', (_request, response, next) => {
    settings.keys.publicKeys().then((keys) => response.json(keys), next);
  });
  router.get('/people', (_request, response) => {
    response.json(
      [...people.values()].map(({ key, name, role, principal }) => ({
        key,
        name,
        role,
        roleName: ROLE[role].zh,
        scopes: principal.grants.map(({ scope }) => `${scope.relation}:${scope.value}`),
      })),
    );
  });

  const principalOf = async (request: Request): Promise<Principal | TokenError> => {
    const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
    if (text('grant_type') === 'client_credentials') {
      const [id, secret] = basicCredentials(request) ?? [text('client_id'), text('client_secret')];
      const client = clients.get(id);
      if (client === undefined || !isSame(secret, await clientSecret(id))) return 'invalid_client';
      return client.principal;
    }
    if (text('grant_type') !== SAMPLE_PERSON_GRANT) return 'unsupported_grant_type';
    const signedIn = people.get(text('person'))?.principal;
    if (signedIn === undefined) return 'invalid_grant';
    if (text('acting_for') === '') return signedIn;
    const other = people.get(text('acting_for'))?.principal;
    return other === undefined ? 'invalid_grant' : delegated(signedIn, other, settings.now?.() ?? new Date());
  };
  router.post('/token', express.urlencoded({ extended: false }), express.json(), (request, response, next) => {
    principalOf(request)
      .then(async (principal) => {
        response.set('cache-control', 'no-store');
        if (typeof principal === 'string') {
          response.status(principal === 'invalid_client' ? 401 : 400).json({ error: principal });
          return;
        }
        const token = await sign(principal, settings);
        response.json({ access_token: token, token_type: 'Bearer', expires_in: LOCAL_TOKEN_SECONDS });
      })
      .catch(next);
  });
  return {
    router,
    clientSecret,
    async tokenOf(personKey) {
      const sample = people.get(personKey);
      if (sample === undefined)
        throw new LocalIssuerRefused(`${personKey} is none of ${[...people.keys()].join(', ')}`);
      return sign(sample.principal, settings);
    },
  };
}

/** The errors of an OAuth token endpoint (RFC 6749, 5.2). */
type TokenError = 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type';

function refuseProduction(): void {
  if (isProduction()) {
    throw new LocalIssuerRefused('the local issuer signs anybody in: in production name a real issuer instead');
  }
}

async function sign(principal: Principal, { issuer, audience, keys, now }: LocalIssuerSettings): Promise<string> {
  refuseProduction();
  const { kid, privateKey } = await keys.current();
  const issuedAt = Math.floor((now?.() ?? new Date()).getTime() / 1000);
  return new SignJWT({ ...toClaims(principal), synthetic: true })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LOCAL_TOKEN_SECONDS)
    .sign(privateKey);
}

/** A sample person who acts for another one today, with all of the other's roles. */
function delegated(signedIn: Principal, other: Principal, now: Date): Principal | TokenError {
  if (signedIn.actor.kind !== 'PERSON' || other.actor.kind !== 'PERSON') return 'invalid_grant';
  const today = civilDateOf(now);
  const acting = actFor(
    signedIn,
    {
      id: 'sample-delegation',
      from: other.actor.id,
      to: signedIn.actor.id,
      roles: other.grants.map(({ role }) => role),
      validFrom: today,
      validTo: addDays(today, 1),
    },
    other.grants,
    today,
  );
  return acting.ok ? acting.value : 'invalid_grant';
}

/** Refuses other machines, and pages of other sites whose name was made to point here. */
const thisMachineOnly: RequestHandler = (request: Request, response: Response, next) => {
  const isLocal = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
  const isNamedLocal = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
  if (isLocal && isNamedLocal && !isProduction()) next();
  else response.status(403).json({ error: 'access_denied' });
};

function basicCredentials(request: Request): readonly [id: string, secret: string] | null {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : [decodeURIComponent(text.slice(0, colon)), decodeURIComponent(text.slice(colon + 1))];
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret));
