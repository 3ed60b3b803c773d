import { invariant } from '@bangfu/kernel';
import type { Result } from '@bangfu/kernel';
import type { Actor, AggregateReference } from './audit-entry';
import { canonicalJson, sha256 } from './canonical';

/** One act as it is asked for: what, by whom, for whom, why, when. */
export interface Act {
  /** The name of the mutation, such as `proposePosting`. */
  readonly act: string;
  /** The whole input of the mutation, the version read included and the idempotency key left out. */
  readonly input: unknown;
  /** Chosen by the caller, 8 to 200 characters, new for every intention and the same for every repetition of it. */
  readonly idempotencyKey: string;
  readonly actor: Actor;
  readonly actedFor: Actor | null;
  /** Why, in the words of the actor; it goes into the audit as it is and must name no person. */
  readonly reason: string | null;
  /** The instant of the act, from the clock of the request. */
  readonly at: Date;
}

/** The version that the caller read is not the current one: somebody else was first. */
export interface Conflict {
  readonly code: 'CONFLICT';
  readonly aggregate: AggregateReference;
  readonly expectedVersion: number;
  /** null = the thing is no longer there. */
  readonly currentVersion: number | null;
}

/** The idempotency key has been used by the same actor for another act or another body. */
export interface IdempotencyKeyReused {
  readonly code: 'IDEMPOTENCY_KEY_REUSED';
  /** The act for which the key was used first. */
  readonly firstAct: string;
  /** When it was used first, ISO 8601. */
  readonly firstUsedAt: string;
}

/** What any act may answer besides its own refusals. */
export type ActRefusal = Conflict | IdempotencyKeyReused;

/** What an act answers, the first time and every time that it is repeated. Answer and refusal are plain JSON. */
export type ActOutcome<Answer, Refusal> = Result<Answer, Refusal | ActRefusal>;

/** Thrown inside an act by a save or a load whose version is no longer the current one; `performAct` answers CONFLICT. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';

  constructor(readonly conflict: Conflict) {
    const { aggregate, expectedVersion, currentVersion } = conflict;
    super(
      currentVersion === null
        ? `${aggregate.kind} ${aggregate.id} is no longer there; version ${expectedVersion} was read`
        : `${aggregate.kind} ${aggregate.id} is at version ${currentVersion}; version ${expectedVersion} was read`,
    );
  }
}

/** How an act is told from others in storage: neither the key nor the body can be read or guessed from it. */
export interface ActDigest {
  /** Of actor and key: another actor's key never finds this actor's answer. */
  readonly key: string;
  /** Of everything asked for. The key is part of it, as a salt: a body of few possible values cannot be tried out. */
  readonly body: string;
}

/**
 * The digest of an act. What is asked for is the act, its input, whom it is done for and why; the instant is not.
 * @throws TypeError when the input holds what JSON does not know.
 */
export function digestOf({ act, input, idempotencyKey, actor, actedFor, reason }: Act): ActDigest {
  invariant(isIdempotencyKey(idempotencyKey), 'an idempotency key has 8 to 200 characters');
  const who = { kind: actor.kind, id: actor.id };
  return {
    key: sha256(canonicalJson([who, idempotencyKey])),
    body: sha256(canonicalJson([who, idempotencyKey, act, input ?? null, actedFor, reason])),
  };
}

/** Whether a text can be an idempotency key. */
export const isIdempotencyKey = (text: string): boolean => /^[\x21-\x7e]{8,200}$/.test(text);
