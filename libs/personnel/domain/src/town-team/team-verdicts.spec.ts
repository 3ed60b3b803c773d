import type { VerdictOutcome } from '@bangfu/kernel';
import { plainDate } from '@bangfu/kernel';
import type { Verdict } from '@bangfu/policy';
import type { Posting } from '../posting/posting';
import { BUREAU, ELSEWHERE, FIRM, LEAD, aDisputedGroup, aGroup, aPosting, aTeam, postings } from '../testing/builders';
import { termEndsOn } from './rotation-rules';
import { teamVerdicts } from './team-verdicts';

const DAY = plainDate('2022-06-30');
const verdictsOf = (roster: readonly Posting[], group = aGroup(), day = DAY, team = aTeam()): readonly Verdict[] =>
  teamVerdicts({ team: { ...team, townCode: group.townCode }, group, postings: roster }, day);
const find = (verdicts: readonly Verdict[], requirementId: string): Verdict => {
  const found = verdicts.find(({ rule }) => rule.requirementId === requirementId);
  if (!found) throw new Error(`no verdict on ${requirementId}`);
  return found;
};
const outcome = (roster: readonly Posting[], requirementId: string, group = aGroup()): VerdictOutcome =>
  find(verdictsOf(roster, group), requirementId).outcome;

describe('while nobody has reported who is in the team', () => {
  const unreported = (day = DAY) => verdictsOf([], aGroup(), day, aTeam({ roster: null }));

  it('nothing is judged: no demand is unmet and none is met', () => {
    expect(new Set(unreported().map((verdict) => verdict.outcome))).toEqual(new Set(['NO_DATA']));
    expect(unreported().every(({ actual }) => actual === null)).toBe(true);
  });

  it('nor on a day before the first that the report covers', () => {
    const before = verdictsOf(postings('MEMBER', 5), aGroup(), plainDate('2021-09-14'));
    expect(new Set(before.map((verdict) => verdict.outcome))).toEqual(new Set(['NO_DATA']));
  });

  it('each verdict still names its rule and its target', () => {
    expect(find(unreported(), 'P-2.1b')).toMatchObject({ target: '≥ 5', rule: { waivable: true, severity: 'WARN' } });
  });
});

describe('P-2.1b: a team has in principle no fewer than five people', () => {
  it.each<[string, readonly Posting[], VerdictOutcome, string]>([
    ['a captain and four members', [...postings('CAPTAIN', 1), ...postings('MEMBER', 4)], 'MET', '5'],
    [
      'first secretaries are members',
      [...postings('CAPTAIN', 1), ...postings('MEMBER', 2), ...postings('FIRST_SECRETARY', 2)],
      'MET',
      '5',
    ],
    [
      'specialists do not make up for a cadre (I-30)',
      [...postings('CAPTAIN', 1), ...postings('MEMBER', 3), ...postings('GRADUATE_VOLUNTEER', 3)],
      'UNMET',
      '4',
    ],
    ['nobody, and that was reported', [], 'UNMET', '0'],
  ])('%s', (_name, roster, expected, actual) => {
    expect(find(verdictsOf(roster), 'P-2.1b')).toMatchObject({ outcome: expected, actual });
  });

  it('shows the number with the specialists too', () => {
    const verdict = find(verdictsOf([...postings('MEMBER', 4), ...postings('GRADUATE_VOLUNTEER', 3)]), 'P-2.1b');
    expect(verdict.inputs.map(({ value }) => value)).toEqual(['4', '3', '7']);
  });
});

it.each([
  [0, 'UNMET'],
  [1, 'MET'],
  [2, 'UNMET'],
] as const)('X-2.1b: %i captains: %s', (count, expected) => {
  expect(outcome(postings('CAPTAIN', count), 'X-2.1b')).toBe(expected);
});

describe('the specialists of a team', () => {
  it.each<[string, Parameters<typeof postings>[0], readonly VerdictOutcome[]]>([
    ['P-4.12c: at least one commissioner', 'SCI_TECH_COMMISSIONER', ['UNMET', 'MET', 'MET', 'MET', 'MET']],
    ['P-4.12d: one or two three-supports staff', 'THREE_SUPPORTS_STAFF', ['UNMET', 'MET', 'MET', 'UNMET', 'UNMET']],
    ['P-4.12e: two or three volunteers', 'GRADUATE_VOLUNTEER', ['UNMET', 'UNMET', 'MET', 'MET', 'UNMET']],
    ['X-2.2a: at least one commissioner per team', 'SCI_TECH_COMMISSIONER', ['UNMET', 'MET', 'MET', 'MET', 'MET']],
    ['X-2.2d: one finance assistant in 新丰', 'FINANCE_ASSISTANT', ['UNMET', 'MET', 'UNMET', 'UNMET', 'UNMET']],
  ])('%s', (name, role, expected) => {
    const requirementId = name.slice(0, name.indexOf(':'));
    expect(expected.map((_, count) => outcome(postings(role, count), requirementId))).toEqual(expected);
  });

  it("新丰's own demands bind no team elsewhere", () => {
    const verdicts = verdictsOf([], aGroup({ townCode: ELSEWHERE }));
    expect(verdicts.map(({ rule }) => rule.requirementId)).toEqual([
      'P-2.1b',
      'P-4.12c',
      'P-4.12d',
      'P-4.12e',
      'P-2.1c',
      'P-2.1d',
    ]);
  });
});

describe('X-2.1a: each unit of the group sends at least one cadre', () => {
  const sentBy = (...units: (typeof LEAD)[]) =>
    units.map((dispatchingUnitId) => aPosting({ role: 'MEMBER', dispatchingUnitId }));
  it('all three units send one: more than one is no fault (I-10)', () => {
    expect(outcome(sentBy(LEAD, FIRM, BUREAU, BUREAU), 'X-2.1a')).toBe('MET');
  });
  it('a unit that sends nobody is named', () => {
    const verdict = find(verdictsOf(sentBy(LEAD, FIRM)), 'X-2.1a');
    expect(verdict).toMatchObject({ outcome: 'UNMET', sentence: '成员局未选派干部。' });
  });
  it('a specialist is not a cadre of the unit', () => {
    const roster = [...sentBy(LEAD, FIRM), aPosting({ role: 'SPECIALIST', dispatchingUnitId: BUREAU })];
    expect(outcome(roster, 'X-2.1a')).toBe('UNMET');
  });
  it('while the lead is disputed, a member unit that sends nobody decides, whoever leads', () => {
    expect(outcome(sentBy(LEAD, FIRM), 'X-2.1a', aDisputedGroup())).toBe('UNMET');
    expect(outcome(sentBy(LEAD, FIRM, BUREAU), 'X-2.1a', aDisputedGroup())).toBe('NO_DATA');
  });
});

describe('P-2.1c: a term lasts three years', () => {
  const from = plainDate('2021-09-15');
  it.each<[string, Partial<Posting>, VerdictOutcome]>([
    ['three years, both ends included', { validFrom: from, validTo: plainDate('2024-09-14') }, 'MET'],
    ['one day more', { validFrom: from, validTo: plainDate('2024-09-15') }, 'UNMET'],
    ['an open end within three years', { validFrom: from, validTo: null }, 'MET'],
    ['an open end after three years', { validFrom: plainDate('2019-06-30'), validTo: null }, 'UNMET'],
    ['a beginning not known', { validFrom: null, validTo: null }, 'NO_DATA'],
  ])('%s', (_name, dates, expected) => {
    expect(outcome([aPosting(dates)], 'P-2.1c')).toBe(expected);
  });

  it('a volunteer may stay longer: the rotation is of cadres', () => {
    expect(outcome(postings('GRADUATE_VOLUNTEER', 1, { validTo: plainDate('2027-01-01') }), 'P-2.1c')).toBe(
      'NOT_APPLICABLE',
    );
  });

  it('a term that begins on 29 February ends on 27 February', () => {
    expect(termEndsOn(plainDate('2024-02-29'))).toBe('2027-02-27');
  });
});

describe('P-2.1d: a team does not rotate all at once', () => {
  const [first, later] = [plainDate('2021-09-15'), plainDate('2021-09-28')];
  const half = (from: typeof first) => aPosting({ role: 'MEMBER', validFrom: from, validTo: termEndsOn(from) });
  const [second, secondLater] = [plainDate('2024-09-15'), plainDate('2024-09-28')];
  const day = plainDate('2025-01-01');
  const judged = (roster: readonly Posting[], on = day) => find(verdictsOf(roster, aGroup(), on), 'P-2.1d');

  it('in two halves on two days, somebody stays each time', () => {
    expect(judged([half(first), half(later), half(second), half(secondLater)])).toMatchObject({
      outcome: 'MET',
      actual: '1',
    });
  });
  it('all on one day, nobody stays', () => {
    expect(judged([half(first), half(first), half(second), half(second)])).toMatchObject({
      outcome: 'UNMET',
      actual: '0',
    });
  });
  it('who hands over on the day itself does not stay', () => {
    expect(judged([{ ...half(first), validTo: second }, half(second)]).outcome).toBe('UNMET');
  });
  it('before the first rotation there is nothing to judge', () => {
    expect(judged([half(first), half(later)], DAY).outcome).toBe('NOT_APPLICABLE');
  });
  it('a team that grows has not rotated', () => {
    expect(judged([half(first), half(later)], plainDate('2021-12-01')).outcome).toBe('NOT_APPLICABLE');
  });
});
