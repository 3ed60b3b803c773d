import { daysBetween, valuesOf } from '@bangfu/kernel';
import type { PlainDate } from '@bangfu/kernel';
import { bindingDay } from './deadline/deadline';
import type { Deadline } from './deadline/deadline';
import { exceptionsOf, ownHand } from './history';
import type { SubmissionActor } from './history';
import { SUBMISSION_STATE, nextState } from './lifecycle';
import type { SubmissionAction } from './lifecycle';
import type { SubmissionRefusal } from './refusal';
import type { Submission } from './submission';

/** What an act is judged by, besides the submission itself. */
export interface SubmissionFacts {
  /** The day of the act, in the programme's time zone. */
  readonly today: PlainDate;
  /** By when it is to be handed in; null where nothing is asked by a day. */
  readonly deadline: Deadline | null;
  /** Since when its period is closed; null while it is open. */
  readonly periodLockedOn: PlainDate | null;
}

/** An action that somebody would take. */
export interface Attempt {
  readonly action: SubmissionAction;
  readonly submission: Submission<unknown>;
  readonly actor: SubmissionActor;
  readonly facts: SubmissionFacts;
}

type Check = (attempt: Attempt) => SubmissionRefusal | null;

const notFromHere =
  (code: 'NOT_A_DRAFT' | 'NOT_SUBMITTED' | 'NOT_APPROVED'): Check =>
  ({ action, submission: { state } }) =>
    nextState(state, action) === null
      ? { code, state, possibleIn: valuesOf(SUBMISSION_STATE).filter((from) => nextState(from, action) !== null) }
      : null;

const ownWork: Check = ({ submission, actor }) => ownHand(submission.history, actor);

/** A closed period is open for one submission while an exception granted since its closing lasts. */
const periodLocked: Check = ({ submission, facts: { today, periodLockedOn } }) => {
  if (periodLockedOn === null || today < periodLockedOn) return null;
  const opened = exceptionsOf(submission).some(({ on, until }) => on >= periodLockedOn && today <= until);
  return opened ? null : { code: 'PERIOD_LOCKED', lockedOn: periodLockedOn, today };
};

const late: Check = ({ submission, facts: { today, deadline } }) => {
  const lastDay = lastDayToSubmit(submission, deadline);
  if (lastDay === null || today <= lastDay) return null;
  return { code: 'DEADLINE_PASSED', lastDay, today, daysLate: daysBetween(lastDay, today) };
};

/** What each action is held to, in the order in which an officer reads it. Returning and locking add nothing to a closed period. */
const CHECKS = {
  REVISE: [notFromHere('NOT_A_DRAFT'), periodLocked],
  SUBMIT: [notFromHere('NOT_A_DRAFT'), periodLocked, late],
  RETURN: [notFromHere('NOT_SUBMITTED'), ownWork],
  APPROVE: [notFromHere('NOT_SUBMITTED'), ownWork, periodLocked],
  LOCK: [notFromHere('NOT_APPROVED')],
  REOPEN: [notFromHere('NOT_APPROVED'), ownWork, periodLocked],
  GRANT_EXCEPTION: [ownWork],
} as const satisfies Readonly<Record<SubmissionAction, readonly Check[]>>;

/** Everything that stands against an action now; empty when nothing does. The acts refuse by it, `allowedActions` lists it. */
export const standingRefusals = (attempt: Attempt): readonly SubmissionRefusal[] =>
  CHECKS[attempt.action].flatMap((check: Check) => check(attempt) ?? []);

/**
 * The last day on which a submission may be handed in: the deadline's, or a later one that a return, a reopening or an
 * exception set. Null when no day binds: none is asked, its event has no date, or it is not counted (I-34).
 */
export function lastDayToSubmit(submission: Submission<unknown>, deadline: Deadline | null): PlainDate | null {
  const due = deadline && bindingDay(deadline);
  if (due === null) return null;
  return submission.history.reduce((latest, { until }) => (until !== null && until > latest ? until : latest), due);
}
