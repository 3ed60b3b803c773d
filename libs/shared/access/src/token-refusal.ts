import { err } from '@bangfu/kernel';
import { errors } from 'jose';

/** Why a token is not taken. Callers learn only that it was not; the reason is for the log. */
export type TokenRefusal =
  | 'MISSING'
  | 'MALFORMED'
  | 'ALGORITHM_NOT_ALLOWED'
  | 'UNKNOWN_KEY'
  | 'BAD_SIGNATURE'
  | 'WRONG_TYPE'
  | 'WRONG_ISSUER'
  | 'WRONG_AUDIENCE'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'LIVES_TOO_LONG'
  | 'KEYS_UNAVAILABLE';

const CLAIM_REFUSALS: Readonly<Record<string, TokenRefusal>> = {
  typ: 'WRONG_TYPE',
  iss: 'WRONG_ISSUER',
  aud: 'WRONG_AUDIENCE',
  nbf: 'NOT_YET_VALID',
  iat: 'NOT_YET_VALID',
};

/** What a failed verification means. Anything unexpected refuses the token too. */
export function refused(fault: unknown): { readonly ok: false; readonly error: TokenRefusal } {
  if (fault instanceof errors.JWTExpired) return err('EXPIRED');
  if (fault instanceof errors.JWTClaimValidationFailed) {
    return err(fault.reason === 'missing' ? 'MALFORMED' : (CLAIM_REFUSALS[fault.claim] ?? 'MALFORMED'));
  }
  if (fault instanceof errors.JOSEAlgNotAllowed || fault instanceof errors.JOSENotSupported) {
    return err('ALGORITHM_NOT_ALLOWED');
  }
  if (fault instanceof errors.JWKSNoMatchingKey || fault instanceof errors.JWKSMultipleMatchingKeys) {
    return err('UNKNOWN_KEY');
  }
  if (fault instanceof errors.JWSSignatureVerificationFailed) return err('BAD_SIGNATURE');
  if (fault instanceof errors.JWTInvalid || fault instanceof errors.JWSInvalid) return err('MALFORMED');
  return err('KEYS_UNAVAILABLE');
}
