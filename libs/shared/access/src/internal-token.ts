import { randomUUID } from 'node:crypto';
import { err, invariant } from '@bangfu/kernel';
import { SignJWT, jwtVerify } from 'jose';
import type { SigningKey, VerificationKeys } from './keys';
import type { Principal } from './principal';
import { INTERNAL_TOKEN_TYPE, MOST_GRANTS, fromClaims, toClaims } from './token-claims';
import type { TokenVerifier } from './token-claims';
import { refused } from './token-refusal';

const ISSUER = 'bangfu-gateway';
const ALGORITHM = 'EdDSA';

/** The longest that an internal token may live, in seconds. */
export const INTERNAL_TOKEN_SECONDS = 60;

/** For whom, and for which subgraph, the gateway makes a token. */
export interface InternalTokenRequest {
  readonly principal: Principal;
  /** The one service that takes the token. */
  readonly subgraph: string;
  readonly now: Date;
}

/**
 * Makes the token by which a subgraph knows who asks, and that it is the gateway that forwards: EdDSA, 60 seconds.
 * @throws InvariantViolation when the principal has more grants than a header holds.
 */
export async function mintInternalToken(
  { principal, subgraph, now }: InternalTokenRequest,
  key: SigningKey,
): Promise<string> {
  invariant(principal.grants.length <= MOST_GRANTS, `a principal has at most ${MOST_GRANTS} grants`);
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ...toClaims(principal) })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: INTERNAL_TOKEN_TYPE })
    .setIssuer(ISSUER)
    .setAudience(subgraph)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + INTERNAL_TOKEN_SECONDS)
    .sign(key.privateKey);
}

/** How a subgraph verifies. */
export interface InternalTokenSettings {
  /** The subgraph's own name. */
  readonly subgraph: string;
  /** The gateway's public keys. */
  readonly keys: VerificationKeys;
  /** How far the gateway's clock may be ahead, in seconds; 0 unless given, right for one machine. Never prolongs a token. */
  readonly clockToleranceSeconds?: number;
  readonly now?: () => Date;
}

/** Makes a subgraph's verifier: it takes the gateway's tokens for this subgraph and nothing else. */
export function internalTokenVerifier({
  subgraph,
  keys,
  clockToleranceSeconds = 0,
  now = () => new Date(),
}: InternalTokenSettings): TokenVerifier {
  return async (token) => {
    if (token === undefined || token === '') return err('MISSING');
    try {
      const currentDate = now();
      const { payload } = await jwtVerify(token, keys, {
        issuer: ISSUER,
        audience: subgraph,
        algorithms: [ALGORITHM],
        typ: INTERNAL_TOKEN_TYPE,
        clockTolerance: clockToleranceSeconds,
        currentDate,
        requiredClaims: ['exp', 'nbf', 'iat', 'sub', 'jti'],
      });
      const { exp = 0, iat = 0 } = payload;
      if (exp - iat > INTERNAL_TOKEN_SECONDS) return err('LIVES_TOO_LONG');
      if (currentDate.getTime() / 1000 >= exp) return err('EXPIRED');
      return fromClaims(payload);
    } catch (fault) {
      return refused(fault);
    }
  };
}
