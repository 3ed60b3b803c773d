import type { PlainDate } from '@bangfu/kernel';
import { invariant } from '@bangfu/kernel';
import { nextState } from './lifecycle';
import type { SubmissionState } from './lifecycle';
import { DECISIONS, ownHand } from './history';
import type { SubmissionActor, SubmissionEvent } from './history';
import { frozenCopy, sameJson } from './plain-json';

/** A submission as it is stored: plain JSON, field for field. */
export interface SubmissionRecord<Content> {
  readonly id: string;
  /** Rises by one with each act; 1 is the draft as first written. */
  readonly version: number;
  readonly state: SubmissionState;
  readonly content: Content;
  /** Of the canonical form of the content; the caller computes it. */
  readonly contentHash: string;
  /** What was last approved, and the version that approved it. */
  readonly approved: { readonly version: number; readonly content: Content; readonly contentHash: string } | null;
  /** Every act, oldest first. */
  readonly history: readonly SubmissionEvent[];
}

declare const MADE: unique symbol;

/**
 * Something handed in for review: a reading, a report. Made by {@link draft} and the acts, or read back by
 * {@link readSubmission}; never put together by hand.
 */
export type Submission<Content> = SubmissionRecord<Content> & { readonly [MADE]: true };

/** A new draft. The content is copied. */
export const draft = <Content>(
  {
    id,
    content,
    contentHash,
    by,
  }: { readonly id: string; readonly content: Content; readonly contentHash: string; readonly by: SubmissionActor },
  { today }: { readonly today: PlainDate },
): Submission<Content> =>
  readSubmission({
    id,
    version: 1,
    state: 'DRAFT',
    content,
    contentHash,
    approved: null,
    history: [
      { version: 1, action: 'CREATE', by, on: today, from: null, to: 'DRAFT', contentHash, reason: null, until: null },
    ],
  });

/**
 * Reads a stored submission and holds it to its own history: its state, version, content hash and approval must be what
 * its acts lead to, and nobody may have decided about what they had written.
 * @throws InvariantViolation naming the submission and the first thing that does not fit.
 */
export function readSubmission<Content>(record: SubmissionRecord<Content>): Submission<Content> {
  const { id, version, state, content, contentHash, approved, history } = record;
  const demand = (condition: boolean, message: string): void => invariant(condition, `submission ${id}: ${message}`);

  history.forEach((event, place) => {
    const before = history[place - 1];
    demand(event.version === place + 1, `event ${place + 1} made version ${event.version}`);
    demand(
      leadsOn(before, event),
      `version ${event.version}: ${event.action} does not lead from ${before?.to ?? 'nothing'} to ${event.to}`,
    );
    demand(
      !before || event.action === 'REVISE' || before.contentHash === event.contentHash,
      `version ${event.version}: ${event.action} changed the content`,
    );
    const own = DECISIONS.includes(event.action) ? ownHand(history.slice(0, place), event.by) : null;
    demand(own === null, `version ${event.version}: ${event.action} by ${own?.personId ?? ''}, whose own it is`);
    demand(
      event.reason === null || event.reason.trim() !== '',
      `version ${event.version}: ${event.action} without a reason`,
    );
  });

  const last = history.at(-1);
  demand(last?.version === version, `it is version ${version}, its history ends with ${last?.version ?? 'nothing'}`);
  demand(last?.to === state, `it is ${state}, its history ends in ${last?.to ?? 'nothing'}`);
  demand(last?.contentHash === contentHash, 'its content hash is not the one of its last act');

  const approval = history.findLast(({ action }) => action === 'APPROVE');
  demand(approval?.version === approved?.version, 'the approval kept is not the last one of its history');
  demand(approval?.contentHash === approved?.contentHash, 'the hash of the approved content is not the one approved');
  if (approved !== null) {
    const same = sameJson(approved.content, content);
    demand(same || (state !== 'APPROVED' && state !== 'LOCKED'), `it is ${state} with a content that nobody approved`);
    demand(same || approved.contentHash !== contentHash, 'another content has the hash of the approved one');
  }
  return frozenCopy({ id, version, state, content, contentHash, approved, history }) as Submission<Content>;
}

const leadsOn = (before: SubmissionEvent | undefined, { action, from, to }: SubmissionEvent): boolean =>
  action === 'CREATE'
    ? before === undefined && from === null && to === 'DRAFT'
    : before !== undefined && from === before.to && nextState(from, action) === to;
