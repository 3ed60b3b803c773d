import { MalformedValue, err, idOf, ok } from '@bangfu/kernel';
import type { Result } from '@bangfu/kernel';
import type { JWTPayload } from 'jose';
import { MalformedGrant, grantText, readGrant } from './grant';
import type { ActedFor, Actor, Principal } from './principal';
import type { TokenRefusal } from './token-refusal';

/** Takes a token, without `Bearer`, and answers whose it is. */
export type TokenVerifier = (token: string | undefined) => Promise<Result<Principal, TokenRefusal>>;

/** The type in the header of an internal token: no token of another kind passes for one. */
export const INTERNAL_TOKEN_TYPE = 'bangfu-internal+jwt';

/** A principal as our tokens carry it. */
export interface PrincipalClaims {
  /** `person:person_01F7…` or `client:…`. */
  readonly sub: string;
  /** The grants as texts; what is not listed is not granted. */
  readonly grants: readonly string[];
  /** Null: for itself. */
  readonly acted_for: { readonly person: string; readonly delegation: string } | null;
}

/** More grants would make a header that servers refuse; nobody holds so many offices. */
export const MOST_GRANTS = 120;

const CLIENT_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const toClaims = ({ actor, actedFor, grants }: Principal): PrincipalClaims => ({
  sub: `${actor.kind === 'PERSON' ? 'person' : 'client'}:${actor.id}`,
  grants: grants.map(grantText),
  acted_for: actedFor && { person: actedFor.personId, delegation: actedFor.delegationId },
});

/** Reads a principal from verified claims. One grant that is none refuses the whole token. */
export function fromClaims(claims: JWTPayload): Result<Principal, TokenRefusal> {
  try {
    const { grants } = claims;
    if (!isTexts(grants) || grants.length > MOST_GRANTS) return err('MALFORMED');
    const principal: Principal = {
      actor: readActor(claims.sub ?? ''),
      actedFor: readActedFor(claims['acted_for']),
      grants: grants.map(readGrant),
    };
    return principal.actedFor !== null && principal.actor.kind === 'CLIENT' ? err('MALFORMED') : ok(principal);
  } catch (fault) {
    if (fault instanceof MalformedValue || fault instanceof MalformedGrant) return err('MALFORMED');
    throw fault;
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Reads `sub`. @throws MalformedGrant or MalformedValue when it is neither a person nor a client. */
export function readActor(sub: string): Actor {
  const [kind, id = ''] = sub.split(':', 2);
  if (kind === 'person') return { kind: 'PERSON', id: idOf('Person', id) };
  if (kind === 'client' && CLIENT_ID.test(id)) return { kind: 'CLIENT', id };
  throw new MalformedGrant('sub is neither a person nor a client');
}

function readActedFor(value: unknown): ActedFor | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object' || !('person' in value) || !('delegation' in value)) {
    throw new MalformedGrant('acted_for names a person and a delegation');
  }
  const { person, delegation } = value;
  if (typeof person !== 'string' || typeof delegation !== 'string' || delegation === '') {
    throw new MalformedGrant('acted_for names a person and a delegation');
  }
  return { personId: idOf('Person', person), delegationId: delegation };
}
