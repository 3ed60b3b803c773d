import { err, invariant } from '@bangfu/kernel';
import type { Result } from '@bangfu/kernel';
import { jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { VerificationKeys } from './keys';
import type { Principal } from './principal';
import { INTERNAL_TOKEN_TYPE, fromClaims } from './token-claims';
import type { TokenVerifier } from './token-claims';
import { refused } from './token-refusal';
import type { TokenRefusal } from './token-refusal';

/** What asymmetric signatures are taken from an issuer unless told otherwise. HMAC and `none` are never taken. */
export const CALLER_ALGORITHMS = ['EdDSA', 'ES256', 'PS256', 'RS256'] as const;

/** How callers' tokens are verified. */
export interface CallerTokenSettings {
  readonly issuer: string;
  /** The name under which the issuer knows this product. */
  readonly audience: string;
  readonly keys: VerificationKeys;
  /** Asymmetric algorithms only. */
  readonly algorithms?: readonly string[];
  /** How far the issuer's clock may be off, in seconds; 5 unless given. */
  readonly clockToleranceSeconds?: number;
  readonly now?: () => Date;
  /**
   * Who a verified caller is. Unless given, our own claims are read, as the local issuer writes them; an issuer that
   * knows only people's names needs a look-up of their offices here.
   */
  readonly principalOf?: (claims: JWTPayload) => Promise<Result<Principal, TokenRefusal>>;
}

const ASYMMETRIC = /^(EdDSA|Ed25519|(ES|PS|RS)(256|384|512))$/;

/**
 * Makes the verifier of callers' tokens (OIDC access tokens in the form of a JWT): signature by a key of the issuer,
 * algorithm, issuer, audience and time. Give it the token, without `Bearer`.
 * @throws InvariantViolation when an algorithm is `none` or symmetric: the public key would become the secret.
 */
export function callerTokenVerifier({
  issuer,
  audience,
  keys,
  algorithms = CALLER_ALGORITHMS,
  clockToleranceSeconds = 5,
  now = () => new Date(),
  principalOf = (claims) => Promise.resolve(fromClaims(claims)),
}: CallerTokenSettings): TokenVerifier {
  invariant(
    algorithms.length > 0 && algorithms.every((algorithm) => ASYMMETRIC.test(algorithm)),
    `callers' tokens are signed by asymmetric algorithms, not by one of ${algorithms.join(', ')}`,
  );
  return async (token) => {
    if (token === undefined || token === '') return err('MISSING');
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: clockToleranceSeconds,
        currentDate: now(),
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      return protectedHeader.typ === INTERNAL_TOKEN_TYPE ? err('WRONG_TYPE') : await principalOf(payload);
    } catch (fault) {
      return refused(fault);
    }
  };
}

/** The token of an `Authorization: Bearer …` header; undefined when the header is something else. */
export const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer ([\w.~+/=-]+)$/i.exec(header ?? '')?.[1];
