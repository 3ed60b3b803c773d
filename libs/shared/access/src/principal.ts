import { err, holdsOn, ok } from '@bangfu/kernel';
import type { PersonId, PlainDate, Result, Validity } from '@bangfu/kernel';
import type { Grant } from './grant';
import type { Role } from './roles';

/** Who sends a request: a person, or the machine of an agency. */
export type Actor =
  { readonly kind: 'PERSON'; readonly id: PersonId } | { readonly kind: 'CLIENT'; readonly id: string };

/** For whom a person acts, and by which delegation: both stand in every record of what was done. */
export interface ActedFor {
  readonly personId: PersonId;
  readonly delegationId: string;
}

/** Who asks, for whom, and by what right. The grants are those of the day on which the token was made. */
export interface Principal {
  readonly actor: Actor;
  /** Null: for itself. Otherwise the grants are the delegated ones of the person acted for, and no others. */
  readonly actedFor: ActedFor | null;
  readonly grants: readonly Grant[];
}

/** A person who acts with the person's own rights. */
export const person = (id: PersonId, grants: readonly Grant[]): Principal => ({
  actor: { kind: 'PERSON', id },
  actedFor: null,
  grants,
});

/** The machine of an agency. */
export const agencyClient = (id: string, grants: readonly Grant[]): Principal => ({
  actor: { kind: 'CLIENT', id },
  actedFor: null,
  grants,
});

/** A dated transfer of some roles to another person (委托). Signatures are never among what it gives. */
export interface Delegation extends Validity {
  readonly id: string;
  readonly from: PersonId;
  readonly to: PersonId;
  readonly roles: readonly Role[];
  /** A delegation always ends. */
  readonly validTo: PlainDate;
}

/** Why nobody may act by a delegation. */
export type DelegationRefusal =
  'NOT_THE_DELEGATE' | 'TO_ONESELF' | 'ALREADY_ACTING_FOR_ANOTHER' | 'NOT_IN_FORCE' | 'NOTHING_DELEGATED';

/**
 * A person acting for another: with the delegated roles that the other still holds, and without the person's own, so
 * that what was done tells by whose right. Delegations do not chain.
 * @param grantsOfDelegator what the person acted for holds on the day.
 */
export function actFor(
  actor: Principal,
  delegation: Delegation,
  grantsOfDelegator: readonly Grant[],
  day: PlainDate,
): Result<Principal, DelegationRefusal> {
  if (actor.actedFor !== null) return err('ALREADY_ACTING_FOR_ANOTHER');
  if (delegation.from === delegation.to) return err('TO_ONESELF');
  if (actor.actor.kind !== 'PERSON' || actor.actor.id !== delegation.to) return err('NOT_THE_DELEGATE');
  if (!holdsOn(delegation, day)) return err('NOT_IN_FORCE');
  const grants = grantsOfDelegator.filter(({ role }) => delegation.roles.includes(role));
  if (grants.length === 0) return err('NOTHING_DELEGATED');
  return ok({ actor: actor.actor, actedFor: { personId: delegation.from, delegationId: delegation.id }, grants });
}

/** Whose right it is that is used: the person acted for, else the actor; null for a machine. */
export const personInRight = ({ actor, actedFor }: Principal): PersonId | null =>
  actedFor?.personId ?? (actor.kind === 'PERSON' ? actor.id : null);
