import { readSubmission } from './index';
import type { SubmissionRecord } from './index';
import { IN_STATE, SUBMITTER, after, hashOf } from './testing/builders';
import type { Figures } from './testing/builders';

const approved = (): SubmissionRecord<Figures> => IN_STATE.APPROVED();
const submitted = (): SubmissionRecord<Figures> => IN_STATE.SUBMITTED();

describe('a stored submission', () => {
  it('is read back as it was, from JSON', () => {
    const submission = after('REVISE', 'SUBMIT', 'RETURN', 'REVISE', 'SUBMIT', 'APPROVE', 'LOCK', 'REOPEN', 'REVISE');
    const stored = JSON.parse(JSON.stringify(submission)) as SubmissionRecord<Figures>;
    expect(readSubmission(stored)).toEqual(submission);
  });

  it.each<[string, SubmissionRecord<Figures>, string]>([
    [
      'another state than its acts lead to',
      { ...submitted(), state: 'APPROVED' },
      'it is APPROVED, its history ends in SUBMITTED',
    ],
    ['another version than its acts made', { ...submitted(), version: 7 }, 'it is version 7, its history ends with 2'],
    ['no history', { ...submitted(), history: [] }, 'it is version 2, its history ends with nothing'],
    ['a missing act', { ...approved(), history: approved().history.toSpliced(1, 1) }, 'event 2 made version 3'],
    [
      'an act that leads nowhere',
      { ...submitted(), history: submitted().history.map((event) => ({ ...event, to: 'LOCKED' as const })) },
      'version 1: CREATE does not lead from nothing to LOCKED',
    ],
    [
      'another content than the approved one',
      { ...approved(), content: { towns: 1 } },
      'it is APPROVED with a content that nobody approved',
    ],
    [
      'another hash than its last act',
      { ...approved(), contentHash: 'x' },
      'its content hash is not the one of its last act',
    ],
    ['no approval kept', { ...approved(), approved: null }, 'the approval kept is not the last one of its history'],
    [
      'an approval that never was',
      { ...submitted(), approved: { version: 2, content: { towns: 95 }, contentHash: hashOf({ towns: 95 }) } },
      'the approval kept is not the last one of its history',
    ],
    [
      'its submitter as its reviewer',
      {
        ...approved(),
        history: approved().history.map((event) => (event.action === 'APPROVE' ? { ...event, by: SUBMITTER } : event)),
      },
      'version 3: APPROVE by submitter, whose own it is',
    ],
    [
      'a content changed while it was handed in',
      {
        ...submitted(),
        contentHash: 'x',
        history: submitted().history.map((event, place) => (place === 1 ? { ...event, contentHash: 'x' } : event)),
      },
      'version 2: SUBMIT changed the content',
    ],
    [
      'a return without a reason',
      {
        ...IN_STATE.RETURNED(),
        history: IN_STATE.RETURNED().history.map((event) =>
          event.action === 'RETURN' ? { ...event, reason: ' ' } : event,
        ),
      },
      'version 3: RETURN without a reason',
    ],
  ])('with %s is a defect that names it', (_what, record, message) => {
    expect(() => readSubmission(record)).toThrow(`submission submission_1: ${message}`);
  });

  it('whose draft has the approved hash and another content is a defect', () => {
    const reopened: SubmissionRecord<Figures> = after('SUBMIT', 'APPROVE', 'REOPEN');
    expect(() => readSubmission({ ...reopened, content: { towns: 1 } })).toThrow(
      'another content has the hash of the approved one',
    );
  });
});
