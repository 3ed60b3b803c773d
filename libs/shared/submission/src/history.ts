import type { PlainDate } from '@bangfu/kernel';
import type { SubmissionAction, SubmissionState } from './lifecycle';

/** Who acts. `actedForId` is the person on whose behalf, null when nobody's; both count as having acted. */
export interface SubmissionActor {
  readonly id: string;
  readonly actedForId: string | null;
}

interface EventFacts {
  /** The version the act made. */
  readonly version: number;
  readonly by: SubmissionActor;
  readonly on: PlainDate;
  /** Null for the first one. */
  readonly from: SubmissionState | null;
  readonly to: SubmissionState;
  readonly contentHash: string;
}

/** What was done and why. `until` is the last day it allows: for handing in again, or for an exception. */
export type Step =
  | {
      readonly action: Extract<SubmissionAction, 'REVISE' | 'SUBMIT' | 'APPROVE' | 'LOCK'>;
      readonly reason: null;
      readonly until: null;
    }
  | { readonly action: 'RETURN'; readonly reason: string; readonly until: PlainDate | null }
  | { readonly action: 'REOPEN'; readonly reason: string; readonly until: PlainDate | null }
  | { readonly action: 'GRANT_EXCEPTION'; readonly reason: string; readonly until: PlainDate };

/** One act as it is kept; the first is the creation of the draft. */
export type SubmissionEvent = EventFacts &
  (Step | { readonly action: 'CREATE'; readonly reason: null; readonly until: null });

/** The actions by which one person decides about what others wrote. */
export const DECISIONS: readonly SubmissionEvent['action'][] = ['RETURN', 'APPROVE', 'REOPEN', 'GRANT_EXCEPTION'];

/** A hand that somebody had in a submission: in which version first, and whether by handing it in or by writing it. */
export interface OwnHand {
  readonly code: 'REVIEWER_IS_SUBMITTER' | 'REVIEWER_IS_AUTHOR';
  readonly personId: string;
  readonly inVersion: number;
}

/**
 * Whether somebody who would decide about a submission had a hand in it, in whatever version: nobody reviews their own
 * (N-11). A person counts whether acting in person, for another, or through another. Null when not.
 */
export const ownHand = (history: readonly SubmissionEvent[], actor: SubmissionActor): OwnHand | null =>
  firstHand(history, actor, 'REVIEWER_IS_SUBMITTER', ['SUBMIT']) ??
  firstHand(history, actor, 'REVIEWER_IS_AUTHOR', ['CREATE', 'REVISE']);

function firstHand(
  history: readonly SubmissionEvent[],
  actor: SubmissionActor,
  code: OwnHand['code'],
  actions: readonly SubmissionEvent['action'][],
): OwnHand | null {
  for (const { action, by, version } of history) {
    const personId = personsOf(by).find((person) => personsOf(actor).includes(person));
    if (actions.includes(action) && personId !== undefined) return { code, personId, inVersion: version };
  }
  return null;
}

const personsOf = ({ id, actedForId }: SubmissionActor): readonly string[] =>
  actedForId === null ? [id] : [id, actedForId];

/** The exceptions granted, oldest first: by whom, when, why and up to which day. */
export const exceptionsOf = ({
  history,
}: {
  readonly history: readonly SubmissionEvent[];
}): readonly Extract<SubmissionEvent, { action: 'GRANT_EXCEPTION' }>[] =>
  history.filter((event) => event.action === 'GRANT_EXCEPTION');

/** The reopenings, oldest first: by whom, when and why. */
export const reopeningsOf = ({
  history,
}: {
  readonly history: readonly SubmissionEvent[];
}): readonly Extract<SubmissionEvent, { action: 'REOPEN' }>[] => history.filter((event) => event.action === 'REOPEN');
