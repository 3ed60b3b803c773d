import { invariant, plainDate } from '@bangfu/kernel';
import {
  allowedActions,
  approve,
  draft,
  grantException,
  lock,
  reopen,
  returnWithReason,
  revise,
  submit,
} from '../index';
import type {
  SubmissionActor,
  Submission,
  SubmissionAction,
  SubmissionFacts,
  SubmissionResult,
  SubmissionState,
} from '../index';

/** What is handed in here: a number and a note. */
export interface Figures {
  readonly towns: number;
  readonly note?: string;
}

export const AUTHOR: SubmissionActor = { id: 'author', actedForId: null };
export const SUBMITTER: SubmissionActor = { id: 'submitter', actedForId: null };
export const REVIEWER: SubmissionActor = { id: 'reviewer', actedForId: null };

export const TODAY = plainDate('2022-04-08');
/** Nothing presses: no deadline, an open period. */
export const AT_LEISURE: SubmissionFacts = { today: TODAY, deadline: null, periodLockedOn: null };

/** Stands in for a hash: the tests need it to tell contents apart, no more. */
export const hashOf = (figures: Figures): string => `hash of ${JSON.stringify(figures)}`;

export const aDraft = (content: Figures = { towns: 95 }): Submission<Figures> =>
  draft({ id: 'submission_1', content, contentHash: hashOf(content), by: AUTHOR }, { today: TODAY });

/** The value of an act that must happen. */
export function done(result: SubmissionResult<Figures>): Submission<Figures> {
  invariant(result.ok, `the act happens: ${JSON.stringify(result)}`);
  return result.value;
}

/** An act that lacks nothing in itself, on the version given or the present one. */
export function take(
  submission: Submission<Figures>,
  action: SubmissionAction,
  by: SubmissionActor,
  {
    facts = AT_LEISURE,
    version = submission.version,
    reason = '数据有误',
    until = facts.today,
    content = { towns: submission.content.towns + 1 },
  }: {
    facts?: SubmissionFacts;
    version?: number;
    reason?: string;
    until?: SubmissionFacts['today'];
    content?: Figures;
  } = {},
): SubmissionResult<Figures> {
  switch (action) {
    case 'REVISE':
      return revise(submission, { by, version, content, contentHash: hashOf(content) }, facts);
    case 'SUBMIT':
      return submit(submission, { by, version }, facts);
    case 'RETURN':
      return returnWithReason(submission, { by, version, reason, until }, facts);
    case 'APPROVE':
      return approve(submission, { by, version }, facts);
    case 'LOCK':
      return lock(submission, { by, version }, facts);
    case 'REOPEN':
      return reopen(submission, { by, version, reason, until }, facts);
    case 'GRANT_EXCEPTION':
      return grantException(submission, { by, version, reason, until }, facts);
  }
}

/** Who takes an action when nothing stands against it. */
export const ACTOR_OF = {
  REVISE: AUTHOR,
  SUBMIT: SUBMITTER,
  RETURN: REVIEWER,
  APPROVE: REVIEWER,
  LOCK: REVIEWER,
  REOPEN: REVIEWER,
  GRANT_EXCEPTION: REVIEWER,
} as const satisfies Record<SubmissionAction, SubmissionActor>;

/** A submission that has gone through actions one after another. */
export const after = (...actions: readonly SubmissionAction[]): Submission<Figures> =>
  actions.reduce((submission, action) => done(take(submission, action, ACTOR_OF[action])), aDraft());

/** The shortest way to each state. */
export const IN_STATE: Readonly<Record<SubmissionState, () => Submission<Figures>>> = {
  DRAFT: () => aDraft(),
  SUBMITTED: () => after('SUBMIT'),
  RETURNED: () => after('SUBMIT', 'RETURN'),
  APPROVED: () => after('SUBMIT', 'APPROVE'),
  LOCKED: () => after('SUBMIT', 'APPROVE', 'LOCK'),
};

/** What stands against one action. */
export const refusalsOf = (
  submission: Submission<Figures>,
  action: SubmissionAction,
  actor: SubmissionActor,
  facts: SubmissionFacts = AT_LEISURE,
) => allowedActions(submission, actor, facts).find((offer) => offer.action === action)?.refusals ?? [];
