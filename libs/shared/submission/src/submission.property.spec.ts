import { addDays, valuesOf } from '@bangfu/kernel';
import fc from 'fast-check';
import { NEXT_STATE, SUBMISSION_ACTION, allowedActions, readSubmission } from './index';
import type {
  SubmissionActor,
  Submission,
  SubmissionAction,
  SubmissionEvent,
  SubmissionFacts,
  SubmissionRecord,
} from './index';
import { TODAY, aDraft, take } from './testing/builders';
import type { Figures } from './testing/builders';

const ACTIONS = valuesOf(SUBMISSION_ACTION);
const WRITERS = ['author', 'submitter'] as const;
const WRITING: readonly SubmissionAction[] = ['REVISE', 'SUBMIT'];
const anyActor: fc.Arbitrary<SubmissionActor> = fc.record({
  id: fc.constantFrom(...WRITERS, 'reviewer', 'auditor', 'county', 'city'),
  actedForId: fc.constantFrom(null, null, null, null, null, null, 'submitter', 'county'),
});
const anyDay = fc.integer({ min: -5, max: 40 }).map((days) => addDays(TODAY, days));

/** Something somebody tries: well or badly founded, on the current or another version, in or out of time. */
const anyAttempt = fc.record({
  actor: anyActor,
  /** Mostly chooses a possible action, and writing only for writers, so that the walks get anywhere. */
  choice: fc.nat(),
  blindly: fc.integer({ min: 0, max: 3 }).map((draw) => draw === 0),
  staleBy: fc.constantFrom(0, 0, 0, 0, 0, 1, -1),
  reason: fc.constantFrom('数据有误', '补充材料', '补充材料', ' '),
  until: anyDay,
  daysLater: fc.integer({ min: 0, max: 3 }),
  towns: fc.integer({ min: 1, max: 3 }),
});
const anyFacts: fc.Arbitrary<Omit<SubmissionFacts, 'today'>> = fc.record({
  deadline: fc.option(anyDay.map((dueOn) => ({ status: 'DATED' as const, dueOn }))),
  periodLockedOn: fc.option(anyDay),
});

interface Walked {
  readonly before: Submission<Figures>;
  readonly result: ReturnType<typeof take>;
}

/** Takes attempts one after another; a refused one leaves the submission where it was. */
function walk(
  attempts: readonly (typeof anyAttempt extends fc.Arbitrary<infer A> ? A : never)[],
  given: Omit<SubmissionFacts, 'today'>,
): readonly Walked[] {
  let submission = aDraft();
  let today = TODAY;
  return attempts.map(({ actor, choice, blindly, staleBy, daysLater, towns, ...act }) => {
    today = addDays(today, daysLater);
    const facts = { ...given, today };
    const possible = allowedActions(submission, actor, facts).flatMap(({ action, refusals }) =>
      refusals.length === 0 ? [action] : [],
    );
    const fitting = possible.filter((action) => WRITING.includes(action) === WRITERS.some((id) => id === actor.id));
    const among = blindly || fitting.length === 0 ? ACTIONS : fitting;
    const action = among[choice % among.length] ?? 'REVISE';
    const before = submission;
    const result = take(before, action, actor, {
      ...act,
      facts,
      version: before.version + staleBy,
      content: { towns },
    });
    if (result.ok) submission = result.value;
    return { before, result };
  });
}

const holds = (property: (steps: readonly Walked[]) => void): void =>
  fc.assert(
    fc.property(fc.array(anyAttempt, { maxLength: 40, size: 'max' }), anyFacts, (attempts, given) =>
      property(walk(attempts, given)),
    ),
    { numRuns: 150 },
  );

const personsOf = ({ by }: SubmissionEvent): readonly string[] => [by.id, by.actedForId ?? by.id];

describe('whatever is tried, in whatever order', () => {
  it('an approved content never changes without passing through reopening', () => {
    holds((steps) => {
      for (const { before, result } of steps) {
        if (!result.ok) continue;
        const after = result.value;
        const action = after.history.at(-1)?.action;
        if (before.state === 'APPROVED' || before.state === 'LOCKED') {
          expect(after.content).toEqual(before.content);
          if (action !== 'REOPEN') expect(['APPROVED', 'LOCKED']).toContain(after.state);
        }
        if (action !== 'APPROVE') expect(after.approved).toEqual(before.approved);
      }
      const actions = steps.at(-1)?.before.history.map(({ action }) => action) ?? [];
      actions.forEach((action, place) => {
        const approval = actions.lastIndexOf('APPROVE', place);
        if (action === 'REVISE' && approval >= 0) expect(actions.slice(approval, place)).toContain('REOPEN');
      });
    });
  });

  it('a submission is never decided about by somebody who wrote or submitted it', () => {
    holds((steps) => {
      const history = steps.at(-1)?.before.history ?? [];
      history.forEach((event, place) => {
        if (!['RETURN', 'APPROVE', 'REOPEN', 'GRANT_EXCEPTION'].includes(event.action)) return;
        const hands = history.slice(0, place).filter(({ action }) => ['CREATE', 'REVISE', 'SUBMIT'].includes(action));
        expect(hands.flatMap(personsOf).filter((person) => personsOf(event).includes(person))).toEqual([]);
      });
    });
  });

  it('the version rises by one with each act and stays with each refusal, which leaves everything as it was', () => {
    fc.assert(
      fc.property(fc.array(anyAttempt, { maxLength: 40, size: 'max' }), anyFacts, (attempts, given) => {
        const texts: string[] = [];
        for (const [place, { before, result }] of walk(attempts, given).entries()) {
          texts.push(JSON.stringify(before));
          if (result.ok) {
            expect(result.value.version).toBe(before.version + 1);
            expect(result.value.history.map(({ version }) => version)).toEqual(
              Array.from({ length: result.value.version }, (_, version) => version + 1),
            );
          }
          expect(JSON.stringify(before)).toBe(texts[place]);
        }
        // Every value, read again at the end, is what it was when it was made: no act wrote into an earlier one.
        expect(walk(attempts, given).map(({ before }) => JSON.stringify(before))).toEqual(texts);
      }),
      { numRuns: 100 },
    );
  });

  it('what was made can be stored and read back', () => {
    holds((steps) => {
      for (const { result } of steps.slice(-1)) {
        if (!result.ok) continue;
        const stored = JSON.parse(JSON.stringify(result.value)) as SubmissionRecord<Figures>;
        expect(readSubmission(stored)).toEqual(result.value);
      }
    });
  });

  it('the actions offered are those that happen, and the refusals shown are those met', () => {
    fc.assert(
      fc.property(
        fc.array(anyAttempt, { maxLength: 25, size: 'max' }),
        anyFacts,
        anyActor,
        anyDay,
        (attempts, given, actor, day) => {
          const today = day < TODAY ? TODAY : day;
          const submission = walk(attempts, given).at(-1)?.before ?? aDraft();
          const facts = { ...given, today };
          for (const { action, refusals } of allowedActions(submission, actor, facts)) {
            const result = take(submission, action, actor, { facts });
            const [first = null] = refusals;
            expect([action, result.ok ? null : result.error]).toEqual([action, first]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('the walks take every step of the table', () => {
    const taken = new Set<string>();
    holds((steps) => {
      for (const { from, action, to } of steps.at(-1)?.before.history ?? []) taken.add(`${from} ${action} ${to}`);
    });
    const table = Object.entries(NEXT_STATE).flatMap(([from, steps]) =>
      Object.entries(steps).map(([action, to]) => `${from} ${action} ${to}`),
    );
    expect(table.filter((step) => !taken.has(step))).toEqual([]);
  });
});
