import { addDays, plainDate } from '@bangfu/kernel';
import { approve, draft, exceptionsOf, lastDayToSubmit, refusalSentence, reopeningsOf, revise } from './index';
import type { Deadline, SubmissionAction, SubmissionFacts } from './index';
import {
  AT_LEISURE,
  AUTHOR,
  IN_STATE,
  REVIEWER,
  SUBMITTER,
  TODAY,
  aDraft,
  after,
  done,
  hashOf,
  refusalsOf,
  take,
} from './testing/builders';

const dueOn = (day: string): Deadline => ({ status: 'DATED', dueOn: plainDate(day) });
const facts = (some: Partial<SubmissionFacts>): SubmissionFacts => ({ ...AT_LEISURE, ...some });

describe('a draft', () => {
  it('begins as version 1, with its author in its history', () => {
    expect(aDraft()).toMatchObject({
      version: 1,
      state: 'DRAFT',
      approved: null,
      history: [{ version: 1, action: 'CREATE', by: AUTHOR, on: TODAY, from: null, to: 'DRAFT' }],
    });
  });

  it('keeps its own copy of the content, which nobody can change behind its back', () => {
    const content = { towns: 95 };
    const submission = draft({ id: 's', content, contentHash: hashOf(content), by: AUTHOR }, { today: TODAY });
    content.towns = 96;
    expect(submission.content).toEqual({ towns: 95 });
    expect(() => Object.assign(submission.content, { towns: 96 })).toThrow(TypeError);
    expect(() => Object.assign(submission, { state: 'APPROVED' })).toThrow(TypeError);
  });

  it.each([
    ['a date object', { at: new Date(0) }, '/at'],
    ['a map', { of: [new Map()] }, '/of/0'],
    ['not a number', { towns: NaN }, '/towns'],
    ['a function', { towns: () => 95 }, '/towns'],
  ])('whose content holds %s is a defect: content is plain JSON', (_what, content, at) => {
    expect(() => draft({ id: 's', content, contentHash: 'h', by: AUTHOR }, { today: TODAY })).toThrow(
      `at '/content${at}' is plain JSON`,
    );
  });

  it('cannot take another content under the same hash', () => {
    const act = { by: AUTHOR, version: 1, content: { towns: 96 }, contentHash: hashOf({ towns: 95 }) };
    expect(() => revise(aDraft(), act, AT_LEISURE)).toThrow('another content has the hash of the present one');
  });
});

describe('nobody reviews their own (N-11)', () => {
  const decisions: readonly SubmissionAction[] = ['RETURN', 'APPROVE', 'REOPEN', 'GRANT_EXCEPTION'];
  const inTheState = (action: SubmissionAction) => (action === 'REOPEN' ? IN_STATE.APPROVED() : IN_STATE.SUBMITTED());

  it.each(decisions)('who handed it in is refused to %s, and told in which version', (action) => {
    expect(take(inTheState(action), action, SUBMITTER)).toEqual({
      ok: false,
      error: { code: 'REVIEWER_IS_SUBMITTER', personId: 'submitter', inVersion: 2 },
    });
  });

  it.each(decisions)('who wrote it is refused to %s', (action) => {
    expect(take(inTheState(action), action, AUTHOR)).toEqual({
      ok: false,
      error: { code: 'REVIEWER_IS_AUTHOR', personId: 'author', inVersion: 1 },
    });
  });

  it('who acts for the submitter is refused, and so is the submitter acting for another', () => {
    for (const by of [
      { id: 'reviewer', actedForId: 'submitter' },
      { id: 'submitter', actedForId: 'reviewer' },
    ]) {
      expect(take(IN_STATE.SUBMITTED(), 'APPROVE', by)).toMatchObject({ error: { personId: 'submitter' } });
    }
  });

  it('on whose behalf it was handed in is refused as well', () => {
    const submission = done(take(aDraft(), 'SUBMIT', { id: 'clerk', actedForId: 'head' }));
    expect(take(submission, 'APPROVE', { id: 'head', actedForId: null })).toMatchObject({
      error: { code: 'REVIEWER_IS_SUBMITTER', personId: 'head' },
    });
  });

  it('who handed in an earlier version is refused, whoever handed in this one', () => {
    const submission = done(take(IN_STATE.RETURNED(), 'SUBMIT', { id: 'successor', actedForId: null }));
    expect(take(submission, 'APPROVE', SUBMITTER)).toMatchObject({
      error: { code: 'REVIEWER_IS_SUBMITTER', inVersion: 2 },
    });
    expect(take(submission, 'APPROVE', REVIEWER).ok).toBe(true);
  });
});

describe('an act decided on a version that is no longer current', () => {
  it.each([1, 3])('is refused with both versions: read %d, current 2', (version) => {
    expect(approve(IN_STATE.SUBMITTED(), { by: REVIEWER, version }, AT_LEISURE)).toEqual({
      ok: false,
      error: { code: 'STALE_VERSION', readVersion: version, currentVersion: 2 },
    });
  });
});

describe('a reason', () => {
  it.each([
    ['RETURN', 'SUBMITTED'],
    ['REOPEN', 'APPROVED'],
    ['REOPEN', 'LOCKED'],
    ['GRANT_EXCEPTION', 'DRAFT'],
  ] as const)('is asked for by %s in %s; blanks are none', (action, state) => {
    expect(take(IN_STATE[state](), action, REVIEWER, { reason: ' \n　' })).toEqual({
      ok: false,
      error: { code: 'REASON_MISSING', received: '' },
    });
  });

  it('and a day that has passed allows nothing', () => {
    const until = addDays(TODAY, -1);
    expect(take(IN_STATE.SUBMITTED(), 'RETURN', REVIEWER, { until })).toEqual({
      ok: false,
      error: { code: 'DAY_ALREADY_PAST', until, today: TODAY },
    });
  });
});

describe('the deadline', () => {
  it('includes its last day', () => {
    expect(take(aDraft(), 'SUBMIT', SUBMITTER, { facts: facts({ deadline: dueOn('2022-04-08') }) }).ok).toBe(true);
  });

  it('refuses what is handed in after it, with the days', () => {
    expect(take(aDraft(), 'SUBMIT', SUBMITTER, { facts: facts({ deadline: dueOn('2022-04-05') }) })).toEqual({
      ok: false,
      error: { code: 'DEADLINE_PASSED', lastDay: '2022-04-05', today: '2022-04-08', daysLate: 3 },
    });
  });

  it.each<Deadline>([
    { status: 'WAITING_EVENT', dueOn: null, event: '预算通过' },
    { status: 'DUE_BEFORE_ISSUE', dueOn: plainDate('2021-05-31'), issuedOn: plainDate('2021-06-30') },
    { status: 'NO_DATA', dueOn: null, unknownDay: plainDate('2026-12-29') },
    { status: 'NONE_PRINTED', dueOn: null },
  ])('refuses nothing while it is $status', (deadline) => {
    expect(take(aDraft(), 'SUBMIT', SUBMITTER, { facts: facts({ deadline }) }).ok).toBe(true);
  });

  it('does not keep anybody from reviewing', () => {
    expect(
      take(IN_STATE.SUBMITTED(), 'APPROVE', REVIEWER, { facts: facts({ deadline: dueOn('2022-04-05') }) }).ok,
    ).toBe(true);
  });

  it.each(['GRANT_EXCEPTION', 'RETURN', 'REOPEN'] as const)('moves to the day that %s sets, for a reason', (action) => {
    const deadline = dueOn('2022-04-05');
    const until = addDays(TODAY, 2);
    const before = { GRANT_EXCEPTION: 'DRAFT', RETURN: 'SUBMITTED', REOPEN: 'APPROVED' } as const;
    const extended = done(take(IN_STATE[before[action]](), action, REVIEWER, { until }));
    expect(lastDayToSubmit(extended, deadline)).toBe(until);
    expect(refusalsOf(extended, 'SUBMIT', SUBMITTER, facts({ deadline, today: until }))).toEqual([]);
    expect(refusalsOf(extended, 'SUBMIT', SUBMITTER, facts({ deadline, today: addDays(until, 1) }))).toEqual([
      { code: 'DEADLINE_PASSED', lastDay: until, today: addDays(until, 1), daysLate: 1 },
    ]);
  });

  it('is never made earlier by an exception', () => {
    const extended = done(take(aDraft(), 'GRANT_EXCEPTION', REVIEWER));
    expect(lastDayToSubmit(extended, dueOn('2022-06-30'))).toBe('2022-06-30');
  });
});

describe('a closed period', () => {
  const locked = facts({ periodLockedOn: plainDate('2022-04-01') });

  it.each([
    ['REVISE', 'DRAFT'],
    ['SUBMIT', 'RETURNED'],
    ['APPROVE', 'SUBMITTED'],
    ['REOPEN', 'LOCKED'],
  ] as const)('refuses to %s in %s, with the day of its closing', (action, state) => {
    const by = { REVISE: AUTHOR, SUBMIT: SUBMITTER, APPROVE: REVIEWER, REOPEN: REVIEWER }[action];
    expect(take(IN_STATE[state](), action, by, { facts: locked })).toEqual({
      ok: false,
      error: { code: 'PERIOD_LOCKED', lockedOn: '2022-04-01', today: '2022-04-08' },
    });
  });

  it('still lets what is pending be returned and what is approved be locked', () => {
    expect(take(IN_STATE.SUBMITTED(), 'RETURN', REVIEWER, { facts: locked }).ok).toBe(true);
    expect(take(IN_STATE.APPROVED(), 'LOCK', REVIEWER, { facts: locked }).ok).toBe(true);
  });

  it('refuses nothing before the day of its closing', () => {
    expect(refusalsOf(aDraft(), 'SUBMIT', SUBMITTER, facts({ periodLockedOn: addDays(TODAY, 1) }))).toEqual([]);
  });

  it('is opened for one submission by an exception, up to its last day, reopened and locked again', () => {
    const opened = done(
      take(IN_STATE.LOCKED(), 'GRANT_EXCEPTION', REVIEWER, { facts: locked, until: addDays(TODAY, 3) }),
    );
    const corrected = (['REOPEN', 'REVISE', 'SUBMIT', 'APPROVE', 'LOCK'] as const).reduce(
      (submission, action) =>
        done(
          take(submission, action, { REVISE: AUTHOR, SUBMIT: SUBMITTER }[action as string] ?? REVIEWER, {
            facts: locked,
          }),
        ),
      opened,
    );
    expect(corrected).toMatchObject({ state: 'LOCKED', content: { towns: 96 }, version: 10 });
    expect(refusalsOf(opened, 'REOPEN', REVIEWER, { ...locked, today: addDays(TODAY, 4) })).toMatchObject([
      { code: 'PERIOD_LOCKED' },
    ]);
  });

  it('is not opened by an exception that was granted before it closed', () => {
    const late = done(take(aDraft(), 'GRANT_EXCEPTION', REVIEWER, { until: addDays(TODAY, 30) }));
    const closed = { today: addDays(TODAY, 9), deadline: null, periodLockedOn: addDays(TODAY, 5) };
    expect(refusalsOf(late, 'SUBMIT', SUBMITTER, closed)).toMatchObject([{ code: 'PERIOD_LOCKED' }]);
  });
});

describe('the history', () => {
  it('answers for exceptions and reopenings: who, when, why, up to when', () => {
    const submission = after('SUBMIT', 'APPROVE', 'LOCK', 'GRANT_EXCEPTION', 'REOPEN');
    expect(exceptionsOf(submission)).toMatchObject([
      { version: 5, by: REVIEWER, on: TODAY, reason: '数据有误', until: TODAY },
    ]);
    expect(reopeningsOf(submission)).toMatchObject([
      { version: 6, by: REVIEWER, on: TODAY, reason: '数据有误', until: TODAY },
    ]);
  });
});

describe('a refusal in a sentence', () => {
  it.each([
    [{ code: 'STALE_VERSION', readVersion: 3, currentVersion: 5 }, '所依据的是第3版，现为第5版，请重新查看后再办理。'],
    [
      { code: 'NOT_APPROVED', state: 'DRAFT', possibleIn: ['APPROVED', 'LOCKED'] },
      '现为“草稿”，仅“已审定”“已锁定”时可以办理。',
    ],
    [
      { code: 'REVIEWER_IS_SUBMITTER', personId: 'p', inVersion: 2 },
      '办理人曾在第2版提交本件，不得审核本人提交的内容。',
    ],
    [{ code: 'REVIEWER_IS_AUTHOR', personId: 'p', inVersion: 1 }, '办理人曾在第1版填写本件，不得审核本人填写的内容。'],
    [
      { code: 'PERIOD_LOCKED', lockedOn: plainDate('2022-04-01'), today: TODAY },
      '报告期已于2022-04-01锁定，2022-04-08没有有效的例外批准。',
    ],
    [
      { code: 'DEADLINE_PASSED', lastDay: plainDate('2022-04-05'), today: TODAY, daysLate: 3 },
      '最后期限为2022-04-05，2022-04-08已逾期3天。',
    ],
    [{ code: 'REASON_MISSING', received: '' }, '须说明理由。'],
    [
      { code: 'DAY_ALREADY_PAST', until: plainDate('2022-04-07'), today: TODAY },
      '所定日期2022-04-07早于办理日2022-04-08。',
    ],
  ] as const)('%o', (refusal, sentence) => {
    expect(refusalSentence(refusal)).toBe(sentence);
  });
});
