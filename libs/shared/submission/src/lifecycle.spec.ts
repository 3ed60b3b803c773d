import { valuesOf } from '@bangfu/kernel';
import { NEXT_STATE, SUBMISSION_ACTION, SUBMISSION_STATE, nextState } from './index';
import type { SubmissionState } from './index';
import { ACTOR_OF, IN_STATE, done, take } from './testing/builders';

const STATES = valuesOf(SUBMISSION_STATE);
const ACTIONS = valuesOf(SUBMISSION_ACTION);
const STEPS = STATES.flatMap((from) => ACTIONS.map((action) => ({ from, action, to: nextState(from, action) })));

/** The states that can be reached from one, in any number of steps. */
function reachedFrom(start: SubmissionState): ReadonlySet<SubmissionState> {
  const reached = new Set([start]);
  for (const state of reached) ACTIONS.forEach((action) => reached.add(nextState(state, action) ?? state));
  return reached;
}

describe('the table of states', () => {
  it('is the one that was agreed', () => {
    expect(NEXT_STATE).toEqual({
      DRAFT: { REVISE: 'DRAFT', SUBMIT: 'SUBMITTED', GRANT_EXCEPTION: 'DRAFT' },
      SUBMITTED: { RETURN: 'RETURNED', APPROVE: 'APPROVED', GRANT_EXCEPTION: 'SUBMITTED' },
      RETURNED: { REVISE: 'RETURNED', SUBMIT: 'SUBMITTED', GRANT_EXCEPTION: 'RETURNED' },
      APPROVED: { LOCK: 'LOCKED', REOPEN: 'DRAFT', GRANT_EXCEPTION: 'APPROVED' },
      LOCKED: { REOPEN: 'DRAFT', GRANT_EXCEPTION: 'LOCKED' },
    });
  });

  it('reaches every state from a draft, and from every state every other: none is a dead end', () => {
    for (const state of STATES) expect(reachedFrom(state)).toEqual(new Set(STATES));
  });

  it('ends in LOCKED: only reopening leads out of it', () => {
    const leaving = STEPS.filter(({ from, to }) => from === 'LOCKED' && to !== null && to !== from);
    expect(leaving).toEqual([{ from: 'LOCKED', action: 'REOPEN', to: 'DRAFT' }]);
  });

  it('uses every action', () => {
    expect(ACTIONS.filter((action) => !STEPS.some((step) => step.action === action && step.to !== null))).toEqual([]);
  });

  it('changes the content in a draft and in what was returned, nowhere else', () => {
    expect(STATES.filter((state) => nextState(state, 'REVISE') !== null)).toEqual(['DRAFT', 'RETURNED']);
  });

  it('leads to APPROVED from SUBMITTED alone', () => {
    const approving = STEPS.filter(({ from, to }) => to === 'APPROVED' && from !== 'APPROVED');
    expect(approving.map(({ from, action }) => `${from} ${action}`)).toEqual(['SUBMITTED APPROVE']);
  });
});

describe.each(STEPS)('$action in $from', ({ from, action, to }) => {
  const submission = IN_STATE[from]();
  const result = take(submission, action, ACTOR_OF[action]);

  if (to === null) {
    it('is refused, with the state it is in and those in which it is possible', () => {
      const possibleIn = STATES.filter((state) => nextState(state, action) !== null);
      expect(result).toMatchObject({ ok: false, error: { state: from, possibleIn } });
      expect(result.ok ? '' : result.error.code).toMatch(/^NOT_/);
    });
  } else {
    it(`leads to ${to}, makes the next version and is kept with who, when and why`, () => {
      const next = done(result);
      expect([next.state, next.version]).toEqual([to, submission.version + 1]);
      expect(next.history.slice(0, -1)).toEqual(submission.history);
      expect(next.history.at(-1)).toMatchObject({
        version: next.version,
        action,
        by: ACTOR_OF[action],
        on: '2022-04-08',
        from,
        to,
      });
    });
  }
});
