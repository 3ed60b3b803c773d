import { divisionCode } from '@bangfu/kernel';
import { exportSPKI, importJWK } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { bearerToken, callerTokenVerifier, changingKeys, givenKeys, grant, person, scopes } from './index';
import { INTERNAL_TOKEN_TYPE, MOST_GRANTS, toClaims } from './token-claims';
import { aPersonId } from './testing/builders';
import { aClock, aKey, forged, unsigned, withClaims } from './testing/token-bench';
import type { TestKey } from './testing/token-bench';

const ISSUER = 'https://issuer.example/realm';
const AUDIENCE = 'bangfu-graph';
const clock = aClock();
const seconds = () => Math.floor(clock.now().getTime() / 1000);
const caller = person(aPersonId('caller'), [grant('TOWN_OFFICIAL', scopes.division(divisionCode('440233100')))]);

let key: TestKey;
let other: TestKey;
let verify: ReturnType<typeof callerTokenVerifier>;
beforeAll(async () => {
  [key, other] = await Promise.all([aKey('k1'), aKey('k2')]);
  verify = callerTokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: givenKeys({ keys: [key.publicJwk] }),
    now: clock.now,
  });
});

const claims = (change: Readonly<Record<string, unknown>> = {}): JWTPayload => ({
  ...toClaims(caller),
  iss: ISSUER,
  aud: AUDIENCE,
  iat: seconds(),
  exp: seconds() + 300,
  ...change,
});
const signed = (change: Readonly<Record<string, unknown>> = {}, header = {}) =>
  forged(claims(change), { alg: 'EdDSA', kid: 'k1', ...header }, key.privateKey);
const refusal = (error: string) => ({ ok: false, error });

describe("a caller's token", () => {
  it('tells who asks and by what right', async () => {
    expect(await verify(await signed())).toEqual({ ok: true, value: caller });
  });

  it('tells for whom, when a person acts for another', async () => {
    const acted_for = { person: aPersonId('away'), delegation: 'delegation-1' };
    expect(await verify(await signed({ acted_for }))).toEqual({
      ok: true,
      value: { ...caller, actedFor: { personId: aPersonId('away'), delegationId: 'delegation-1' } },
    });
  });

  it.each<[string, () => Promise<string | undefined>, string]>([
    ['that is missing', () => Promise.resolve(undefined), 'MISSING'],
    ['that is empty', () => Promise.resolve(''), 'MISSING'],
    ['that is no token', () => Promise.resolve('not.a-token'), 'MALFORMED'],
    ['that has expired', () => signed({ iat: seconds() - 400, exp: seconds() - 10 }), 'EXPIRED'],
    ['that is not yet valid', () => signed({ nbf: seconds() + 60 }), 'NOT_YET_VALID'],
    ['that never expires', () => signed({ exp: undefined }), 'MALFORMED'],
    ['of another issuer', () => signed({ iss: 'https://elsewhere.example' }), 'WRONG_ISSUER'],
    ['for another audience', () => signed({ aud: 'another-product' }), 'WRONG_AUDIENCE'],
    ['for no audience', () => signed({ aud: undefined }), 'MALFORMED'],
    ['of nobody', () => signed({ sub: undefined }), 'MALFORMED'],
    ['of somebody who is neither person nor client', () => signed({ sub: 'root' }), 'MALFORMED'],
    ['without grants listed', () => signed({ grants: undefined }), 'MALFORMED'],
    ['with one grant that is none', () => signed({ grants: ['TOWN_OFFICIAL@DIVISION:440233'] }), 'MALFORMED'],
    [
      'with more grants than anybody holds',
      () => signed({ grants: Array.from({ length: MOST_GRANTS + 1 }, () => 'SUPERVISOR@DIVISION:440200') }),
      'MALFORMED',
    ],
    [
      'of a machine that acts for a person',
      () => signed({ sub: 'client:agency', acted_for: { person: aPersonId('away'), delegation: 'd' } }),
      'MALFORMED',
    ],
    ['whose delegation names nobody', () => signed({ acted_for: { delegation: 'd' } }), 'MALFORMED'],
    ['under an unknown key', () => forged(claims(), { alg: 'EdDSA', kid: 'k2' }, other.privateKey), 'UNKNOWN_KEY'],
    [
      "signed by another key under the issuer's name",
      () => forged(claims(), { alg: 'EdDSA', kid: 'k1' }, other.privateKey),
      'BAD_SIGNATURE',
    ],
    ['of the internal kind', () => signed({}, { typ: INTERNAL_TOKEN_TYPE }), 'WRONG_TYPE'],
    ['without a signature', () => Promise.resolve(unsigned(claims())), 'ALGORITHM_NOT_ALLOWED'],
    [
      'without a signature, under a known key',
      () => Promise.resolve(unsigned(claims(), { kid: 'k1' })),
      'ALGORITHM_NOT_ALLOWED',
    ],
  ])('%s is refused', async (_case, token, error) => {
    expect(await verify(await token())).toEqual(refusal(error));
  });

  it('whose claims were changed is refused', async () => {
    const token = withClaims(await signed(), (given) => ({ ...given, grants: ['PROVINCE_OFFICIAL@DIVISION:440000'] }));
    expect(await verify(token)).toEqual(refusal('BAD_SIGNATURE'));
  });

  it('whose signature was taken away is refused', async () => {
    expect((await verify((await signed()).replace(/[^.]+$/, ''))).ok).toBe(false);
  });

  it.each(['spki', 'raw'])('signed by HMAC with the public key as the secret is refused (%s)', async (form) => {
    const publicKey = (await importJWK(key.publicJwk, 'EdDSA')) as CryptoKey;
    const secret =
      form === 'spki' ? Buffer.from(await exportSPKI(publicKey)) : Buffer.from(key.publicJwk.x ?? '', 'base64url');
    const token = await forged(claims(), { alg: 'HS256', kid: 'k1' }, new Uint8Array(secret));
    expect(await verify(token)).toEqual(refusal('ALGORITHM_NOT_ALLOWED'));
  });

  it('is taken within the tolerance for clocks, and not beyond it', async () => {
    expect((await verify(await signed({ exp: seconds() - 4 }))).ok).toBe(true);
    expect((await verify(await signed({ exp: seconds() - 5 }))).ok).toBe(false);
  });

  it('under a new key is taken once the issuer has published it', async () => {
    let published = [key.publicJwk];
    const rotating = callerTokenVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: changingKeys(() => Promise.resolve({ keys: published })),
      now: clock.now,
    });
    const [old, fresh] = [await signed(), await forged(claims(), { alg: 'EdDSA', kid: 'k2' }, other.privateKey)];
    expect((await rotating(old)).ok).toBe(true);
    expect(await rotating(fresh)).toEqual(refusal('UNKNOWN_KEY'));
    published = [other.publicJwk, key.publicJwk];
    expect((await rotating(fresh)).ok).toBe(true);
    expect((await rotating(old)).ok).toBe(true);
  });

  it('is refused, not let pass, while the keys cannot be had', async () => {
    const broken = callerTokenVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: () => Promise.reject(new Error('connection refused')),
      now: clock.now,
    });
    expect(await broken(await signed())).toEqual(refusal('KEYS_UNAVAILABLE'));
  });

  it.each([['none'], ['HS256'], ['HS512'], ['ES256', 'HS256'], []])('is never verified by %s', (...algorithms) => {
    expect(() =>
      callerTokenVerifier({ issuer: ISSUER, audience: AUDIENCE, keys: givenKeys({ keys: [] }), algorithms }),
    ).toThrow('signed by asymmetric algorithms');
  });

  it('of another asymmetric algorithm is taken when it is allowed, and refused when it is not', async () => {
    const es = await aKey('es', 'ES256');
    const settings = { issuer: ISSUER, audience: AUDIENCE, keys: givenKeys({ keys: [es.publicJwk] }), now: clock.now };
    const token = await forged(claims(), { alg: 'ES256', kid: 'es' }, es.privateKey);
    expect((await callerTokenVerifier(settings)(token)).ok).toBe(true);
    expect(await callerTokenVerifier({ ...settings, algorithms: ['EdDSA'] })(token)).toEqual(
      refusal('ALGORITHM_NOT_ALLOWED'),
    );
  });
});

describe('the Authorization header', () => {
  it.each([
    ['Bearer abc.def-ghi_j', 'abc.def-ghi_j'],
    ['bearer abc', 'abc'],
    ['Basic abc', undefined],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    ['Bearer a, Bearer b', undefined],
    [undefined, undefined],
  ])('%j carries the token %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });
});
