import { err, invariant, ok, valuesOf } from '@bangfu/kernel';
import type { PlainDate, Result } from '@bangfu/kernel';
import { standingRefusals } from './checks';
import type { SubmissionFacts } from './checks';
import type { SubmissionActor, Step } from './history';
import { SUBMISSION_ACTION, nextState } from './lifecycle';
import type { SubmissionAction } from './lifecycle';
import type { SubmissionRefusal } from './refusal';
import { sameJson } from './plain-json';
import { readSubmission } from './submission';
import type { Submission, SubmissionRecord } from './submission';

/** An act: who, and on which version it was decided. */
export interface Act {
  readonly by: SubmissionActor;
  readonly version: number;
}

/** An act that gives another content, with the hash of its canonical form. */
export interface Revision<Content> extends Act {
  readonly content: Content;
  readonly contentHash: string;
}

/** An act that says why. `until`: the last day for handing in again; null leaves the deadline as it is. */
export interface ReasonedAct extends Act {
  readonly reason: string;
  readonly until: PlainDate | null;
}

/** An exception: why, and the last day it allows. */
export interface ExceptionGrant extends ReasonedAct {
  readonly until: PlainDate;
}

/** What an act makes of a submission, or the first reason why it does not happen. */
export type SubmissionResult<Content> = Result<Submission<Content>, SubmissionRefusal>;

/**
 * Replaces the content of a draft or of what was returned.
 * @throws InvariantViolation when another content comes with the hash of the present one.
 */
export const revise = <Content>(
  submission: Submission<Content>,
  { by, version, content, contentHash }: Revision<Content>,
  facts: SubmissionFacts,
): SubmissionResult<Content> => {
  const { id, content: present, contentHash: presentHash } = submission;
  invariant(
    contentHash !== presentHash || sameJson(content, present),
    `submission ${id}: another content has the hash of the present one`,
  );
  return perform(submission, { by, version }, facts, { action: 'REVISE', ...NO_REASON }, { content, contentHash });
};

/** Hands it in for review. */
export const submit = <Content>(
  submission: Submission<Content>,
  act: Act,
  facts: SubmissionFacts,
): SubmissionResult<Content> => perform(submission, act, facts, { action: 'SUBMIT', ...NO_REASON });

/** Sends it back to be changed, for a reason. */
export const returnWithReason = <Content>(
  submission: Submission<Content>,
  act: ReasonedAct,
  facts: SubmissionFacts,
): SubmissionResult<Content> => perform(submission, act, facts, { action: 'RETURN', ...groundsOf(act) });

/** Accepts it; from now on this content is the approved one. */
export const approve = <Content>(
  submission: Submission<Content>,
  act: Act,
  facts: SubmissionFacts,
): SubmissionResult<Content> => {
  const { content, contentHash } = submission;
  const approved = { version: submission.version + 1, content, contentHash };
  return perform(submission, act, facts, { action: 'APPROVE', ...NO_REASON }, { approved });
};

/** Closes what was approved. */
export const lock = <Content>(
  submission: Submission<Content>,
  act: Act,
  facts: SubmissionFacts,
): SubmissionResult<Content> => perform(submission, act, facts, { action: 'LOCK', ...NO_REASON });

/** Makes what was approved or locked a draft again, for a reason. What was approved is kept beside it. */
export const reopen = <Content>(
  submission: Submission<Content>,
  act: ReasonedAct,
  facts: SubmissionFacts,
): SubmissionResult<Content> => perform(submission, act, facts, { action: 'REOPEN', ...groundsOf(act) });

/** Allows, for a reason and up to a last day, what the deadline or the closed period forbids. */
export const grantException = <Content>(
  submission: Submission<Content>,
  act: ExceptionGrant,
  facts: SubmissionFacts,
): SubmissionResult<Content> =>
  perform(submission, act, facts, { action: 'GRANT_EXCEPTION', reason: act.reason.trim(), until: act.until });

/** An action, and what stands against it; empty when the actor may take it now. */
export interface ActionOffer {
  readonly action: SubmissionAction;
  readonly refusals: readonly SubmissionRefusal[];
}

/**
 * Every action with the refusals that an actor would meet now, in the order of the vocabulary; without those that depend
 * on what the actor is still to write (the reason, a day). Whether the actor's role may act at all is the permission
 * table's answer, not this one.
 */
export const allowedActions = (
  submission: Submission<unknown>,
  actor: SubmissionActor,
  facts: SubmissionFacts,
): readonly ActionOffer[] =>
  valuesOf(SUBMISSION_ACTION).map((action) => ({
    action,
    refusals: standingRefusals({ action, submission, actor, facts }),
  }));

const NO_REASON = { reason: null, until: null } as const;

const groundsOf = ({ reason, until }: ReasonedAct) => ({ reason: reason.trim(), until });

function perform<Content>(
  submission: Submission<Content>,
  { by, version }: Act,
  facts: SubmissionFacts,
  step: Step,
  change: Partial<Pick<SubmissionRecord<Content>, 'content' | 'contentHash' | 'approved'>> = {},
): SubmissionResult<Content> {
  const [refusal] = [
    ...staleVersion(submission, version),
    ...standingRefusals({ action: step.action, submission, actor: by, facts }),
    ...unfounded(step, facts),
  ];
  if (refusal) return err(refusal);
  const { state: from, history } = submission;
  const to = nextState(from, step.action);
  invariant(to, `the checks of ${step.action} include that it leads on from ${from}`);
  const next = { ...submission, ...change, version: version + 1, state: to };
  const { contentHash } = next;
  const event = { version: next.version, by, on: facts.today, from, to, contentHash, ...step };
  return ok(readSubmission<Content>({ ...next, history: [...history, event] }));
}

const staleVersion = (
  { version: currentVersion }: Submission<unknown>,
  readVersion: number,
): readonly SubmissionRefusal[] =>
  readVersion === currentVersion ? [] : [{ code: 'STALE_VERSION', readVersion, currentVersion }];

/** What is missing in a step that must say why, and may set a day. */
const unfounded = ({ reason, until }: Step, { today }: SubmissionFacts): readonly SubmissionRefusal[] => [
  ...(reason === '' ? [{ code: 'REASON_MISSING', received: reason } as const] : []),
  ...(until !== null && until < today ? [{ code: 'DAY_ALREADY_PAST', until, today } as const] : []),
];
