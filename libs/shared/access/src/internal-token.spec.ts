import { divisionCode } from '@bangfu/kernel';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import {
  INTERNAL_TOKEN_SECONDS,
  callerTokenVerifier,
  givenKeys,
  grant,
  internalTokenVerifier,
  mintInternalToken,
  person,
  scopes,
} from './index';
import type { Principal } from './index';
import { INTERNAL_TOKEN_TYPE } from './token-claims';
import { aPersonId } from './testing/builders';
import { aClock, aKey, forged, unsigned, withClaims } from './testing/token-bench';
import type { MovableClock, TestKey } from './testing/token-bench';

const principal: Principal = {
  ...person(aPersonId('deputy'), [grant('TOWN_OFFICIAL', scopes.division(divisionCode('440233100')))]),
  actedFor: { personId: aPersonId('away'), delegationId: 'delegation-1' },
};

let key: TestKey;
let stranger: TestKey;
let clock: MovableClock;
beforeAll(async () => {
  [key, stranger] = await Promise.all([aKey('g1'), aKey('g1')]);
});
beforeEach(() => {
  clock = aClock();
});

const verifierOf = (subgraph: string, clockToleranceSeconds = 0) =>
  internalTokenVerifier({
    subgraph,
    keys: givenKeys({ keys: [key.publicJwk] }),
    clockToleranceSeconds,
    now: clock.now,
  });
const mint = (subgraph = 'personnel') => mintInternalToken({ principal, subgraph, now: clock.now() }, key);
const refusal = (error: string) => ({ ok: false, error });

describe('an internal token', () => {
  it('tells the subgraph who asks, for whom and by what right', async () => {
    expect(await verifierOf('personnel')(await mint())).toEqual({ ok: true, value: principal });
  });

  it('is signed by EdDSA and lives sixty seconds', async () => {
    const token = await mint();
    const { iat = 0, exp = 0, aud, jti } = decodeJwt(token);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', kid: 'g1', typ: INTERNAL_TOKEN_TYPE });
    expect([exp - iat, aud]).toEqual([60, 'personnel']);
    expect(jti).not.toBe(decodeJwt(await mint()).jti);
  });

  it('of one subgraph is refused by another', async () => {
    expect(await verifierOf('funds')(await mint('personnel'))).toEqual(refusal('WRONG_AUDIENCE'));
  });

  it.each([0, 5])('sent again after sixty seconds is refused, whatever the tolerance (%d s)', async (tolerance) => {
    const token = await mint();
    const verify = verifierOf('personnel', tolerance);
    clock.passSeconds(INTERNAL_TOKEN_SECONDS - 1);
    expect((await verify(token)).ok).toBe(true);
    clock.passSeconds(1);
    expect(await verify(token)).toEqual(refusal('EXPIRED'));
  });

  it('of a gateway whose clock is ahead is taken within the tolerance only', async () => {
    const token = await mint();
    clock.passSeconds(-3);
    expect(await verifierOf('personnel')(token)).toEqual(refusal('NOT_YET_VALID'));
    expect((await verifierOf('personnel', 5)(token)).ok).toBe(true);
  });

  it('whose claims were changed is refused', async () => {
    const token = withClaims(await mint(), (claims) => ({ ...claims, acted_for: null }));
    expect(await verifierOf('personnel')(token)).toEqual(refusal('BAD_SIGNATURE'));
  });

  it('of somebody who is not the gateway is refused', async () => {
    const token = await mintInternalToken({ principal, subgraph: 'personnel', now: clock.now() }, stranger);
    expect(await verifierOf('personnel')(token)).toEqual(refusal('BAD_SIGNATURE'));
    expect(await verifierOf('personnel')(unsigned(decodeJwt(token), { typ: INTERNAL_TOKEN_TYPE }))).toEqual(
      refusal('ALGORITHM_NOT_ALLOWED'),
    );
    expect(await verifierOf('personnel')(undefined)).toEqual(refusal('MISSING'));
  });

  it('that lives longer than sixty seconds is refused, even with the right signature', async () => {
    const claims = decodeJwt(await mint());
    const header = { alg: 'EdDSA', kid: 'g1', typ: INTERNAL_TOKEN_TYPE };
    const token = await forged({ ...claims, exp: (claims.exp ?? 0) + 1 }, header, key.privateKey);
    expect(await verifierOf('personnel')(token)).toEqual(refusal('LIVES_TOO_LONG'));
  });

  it.each(['exp', 'nbf', 'iat', 'jti', 'sub', 'iss', 'aud'])('without %s is refused', async (claim) => {
    const claims = { ...decodeJwt(await mint()), [claim]: undefined };
    const header = { alg: 'EdDSA', kid: 'g1', typ: INTERNAL_TOKEN_TYPE };
    expect(await verifierOf('personnel')(await forged(claims, header, key.privateKey))).toEqual(refusal('MALFORMED'));
  });

  it("does not pass for a caller's token, nor a caller's for it, even under one key", async () => {
    const settings = {
      issuer: 'bangfu-gateway',
      audience: 'personnel',
      keys: givenKeys({ keys: [key.publicJwk] }),
      now: clock.now,
    };
    const internal = await mint();
    expect(await callerTokenVerifier(settings)(internal)).toEqual(refusal('WRONG_TYPE'));
    const callers = await forged(decodeJwt(internal), { alg: 'EdDSA', kid: 'g1', typ: 'at+jwt' }, key.privateKey);
    expect((await callerTokenVerifier(settings)(callers)).ok).toBe(true);
    expect(await verifierOf('personnel')(callers)).toEqual(refusal('WRONG_TYPE'));
  });

  it('carries at most as many grants as a header holds', async () => {
    const [first] = principal.grants;
    const many = {
      ...principal,
      grants: Array.from({ length: 121 }, () => first ?? grant('SUPERVISOR', scopes.division(divisionCode('440200')))),
    };
    await expect(mintInternalToken({ principal: many, subgraph: 'personnel', now: clock.now() }, key)).rejects.toThrow(
      'at most 120',
    );
  });
});
