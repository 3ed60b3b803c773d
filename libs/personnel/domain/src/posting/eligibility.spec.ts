import type { DispatchTier, VerdictOutcome } from '@bangfu/kernel';
import { period, plainDate } from '@bangfu/kernel';
import type { Verdict } from '@bangfu/policy';
import type { CadreRank, Person } from '../person/person';
import { BUREAU, ELSEWHERE, FIRM, LEAD, aDisputedGroup, aGroup, aPerson, aPosting, unitId } from '../testing/builders';
import { captainEligibility, memberEligibility, postingEligibility } from './eligibility';
import type { PostingFacts } from './posting-facts';

const DAY = plainDate('2022-06-30');
const facts = (over: Partial<PostingFacts> = {}): PostingFacts => ({
  posting: aPosting(),
  person: aPerson(),
  group: aGroup(),
  ...over,
});
const find = (verdicts: readonly Verdict[], requirementId: string): Verdict => {
  const found = verdicts.find(({ rule }) => rule.requirementId === requirementId);
  if (!found) throw new Error(`no verdict on ${requirementId}`);
  return found;
};
const captainOutcome = (requirementId: string, over: Partial<PostingFacts> = {}): VerdictOutcome =>
  find(captainEligibility(facts(over), DAY), requirementId).outcome;
const member = (person: Partial<Person> = {}, over: Partial<PostingFacts> = {}) =>
  memberEligibility(
    facts({ posting: aPosting({ role: 'MEMBER', dispatchingUnitId: BUREAU }), person: aPerson(person), ...over }),
    DAY,
  );

describe('P-2.1f: a captain is a full member of the CPC', () => {
  it.each<[string, Partial<Person>, VerdictOutcome]>([
    ['a full member is', {}, 'MET'],
    ['a full member whose day of becoming one is not known is', { partyFullMemberSince: null }, 'MET'],
    ['a probationary member is not', { politicalStatus: 'CPC_PROBATIONARY', partyFullMemberSince: null }, 'UNMET'],
    ['who became one after the day asked about was not', { partyFullMemberSince: plainDate('2023-01-01') }, 'UNMET'],
    ['a member of no party is not', { politicalStatus: 'NON_PARTY' }, 'UNMET'],
    ['of whom nothing is reported nothing is said', { politicalStatus: null }, 'NO_DATA'],
  ])('%s', (_name, person, outcome) => {
    expect(captainOutcome('P-2.1f', { person: aPerson(person) })).toBe(outcome);
  });
});

describe('P-2.1g and P-2.1h: the rank of a captain has a floor by the tier of the group', () => {
  it.each<[DispatchTier, CadreRank, VerdictOutcome, VerdictOutcome]>([
    ['PROVINCIAL', 'DEPUTY_DIVISION', 'MET', 'NOT_APPLICABLE'],
    ['CENTRAL', 'DIVISION', 'MET', 'NOT_APPLICABLE'],
    ['CENTRAL', 'SECTION', 'UNMET', 'NOT_APPLICABLE'],
    ['PRD_CITY', 'DEPUTY_SECTION', 'NOT_APPLICABLE', 'MET'],
    ['LOCAL_CITY', 'DIVISION', 'NOT_APPLICABLE', 'MET'],
    ['COUNTY', 'SECTION_STAFF', 'NOT_APPLICABLE', 'UNMET'],
  ])('in a %s group, %s: %s by P-2.1g, %s by P-2.1h', (tier, rank, upper, local) => {
    const over = { group: aGroup({ tier }), person: aPerson({ rank }) };
    expect([captainOutcome('P-2.1g', over), captainOutcome('P-2.1h', over)]).toEqual([upper, local]);
  });

  it('a rank that nobody has reported is neither met nor unmet', () => {
    expect(captainOutcome('P-2.1g', { person: aPerson({ rank: null }) })).toBe('NO_DATA');
  });
});

describe('P-2.1i: the captain comes from the lead unit', () => {
  it.each<[string, ReturnType<typeof unitId> | null, VerdictOutcome]>([
    ['from the lead unit', LEAD, 'MET'],
    ['from a member unit', FIRM, 'UNMET'],
    ['from a unit that nobody has reported', null, 'NO_DATA'],
  ])('%s', (_name, dispatchingUnitId, outcome) => {
    expect(captainOutcome('P-2.1i', { posting: aPosting({ dispatchingUnitId }) })).toBe(outcome);
  });
});

describe('while the lead of a group is disputed, what needs lead or tier is not judged', () => {
  it.each(['P-2.1g', 'P-2.1h', 'P-2.1i', 'X-2.1c', 'X-2.1d'])('%s has no data, and says why', (requirementId) => {
    const verdict = find(captainEligibility(facts({ group: aDisputedGroup() }), DAY), requirementId);
    expect(verdict.outcome).toBe('NO_DATA');
    expect(verdict.sentence).toContain('争议');
  });

  it('membership of the Party needs neither', () => {
    expect(captainOutcome('P-2.1f', { group: aDisputedGroup() })).toBe('MET');
  });
});

describe('X-2.1c: a captain has a year of Party standing when the posting begins, from full membership on (I-14)', () => {
  const group = aGroup({ tier: 'COUNTY' });
  it.each<[string, Partial<Person>, VerdictOutcome]>([
    ['a year to the day is enough', { partyFullMemberSince: plainDate('2020-09-15') }, 'MET'],
    ['a day less is not', { partyFullMemberSince: plainDate('2020-09-16') }, 'UNMET'],
    ['probation does not count', { politicalStatus: 'CPC_PROBATIONARY', partyFullMemberSince: null }, 'UNMET'],
    ['a day not reported', { partyFullMemberSince: null }, 'NO_DATA'],
  ])('%s', (_name, person, outcome) => {
    expect(captainOutcome('X-2.1c', { group, person: aPerson(person) })).toBe(outcome);
  });
});

describe('X-2.1d: a captain is generally no older than 50 when the posting begins', () => {
  const group = aGroup({ tier: 'COUNTY' });
  it.each<[string, string | null, VerdictOutcome]>([
    ['50 completed years are still within', '1970-10', 'MET'],
    ['51 are not', '1970-08', 'UNMET'],
    ['in the very month of the 51st birthday the month alone does not tell', '1970-09', 'NO_DATA'],
    ['a month not reported', null, 'NO_DATA'],
  ])('%s', (_name, month, outcome) => {
    const birthMonth = month === null ? null : period('MONTH', month);
    expect(captainOutcome('X-2.1d', { group, person: aPerson({ birthMonth }) })).toBe(outcome);
  });

  it('a waiver may clear it, and none may clear the rank', () => {
    const verdicts = captainEligibility(facts({ group }), DAY);
    expect([find(verdicts, 'X-2.1d').rule.waivable, find(verdicts, 'P-2.1h').rule.waivable]).toEqual([true, false]);
  });
});

describe("新丰's own rules", () => {
  it('hold for the groups of the county alone until the county answers (I-16)', () => {
    expect([captainOutcome('X-2.1c'), captainOutcome('X-2.1d')]).toEqual(['NOT_APPLICABLE', 'NOT_APPLICABLE']);
  });

  it('bind no town elsewhere', () => {
    const verdicts = captainEligibility(facts({ group: aGroup({ tier: 'COUNTY', townCode: ELSEWHERE }) }), DAY);
    expect(verdicts.map(({ rule }) => rule.requirementId)).toEqual(['P-2.1f', 'P-2.1g', 'P-2.1h', 'P-2.1i']);
  });

  it('do not hold before the day of the notice', () => {
    const verdicts = captainEligibility(facts({ group: aGroup({ tier: 'COUNTY' }) }), plainDate('2021-09-09'));
    expect(verdicts.some(({ rule }) => rule.requirementId.startsWith('X-'))).toBe(false);
  });
});

describe('P-2.1k: members are in principle Party members', () => {
  it.each<[Person['politicalStatus'], VerdictOutcome]>([
    ['CPC_FULL_MEMBER', 'MET'],
    ['CPC_PROBATIONARY', 'MET'],
    ['YOUTH_LEAGUE_MEMBER', 'UNMET'],
    [null, 'NO_DATA'],
  ])('%s: %s', (politicalStatus, outcome) => {
    expect(find(member({ politicalStatus }), 'P-2.1k').outcome).toBe(outcome);
  });

  it("in 新丰 the province's stricter rule applies, and the county's weaker one is shown (I-13)", () => {
    const verdict = find(member({ politicalStatus: 'NON_PARTY' }), 'P-2.1k');
    expect(verdict).toMatchObject({ outcome: 'UNMET', rule: { strength: 'IN_PRINCIPLE', severity: 'WARN' } });
    expect(verdict.inputs).toContainEqual({
      name: '地方规定（优先）',
      value: '应优先选派中共党员',
      source: 'X-2.1h',
    });
    expect(verdict.sentence).toContain('X-2.1h');
  });

  it('elsewhere there is no difference to show', () => {
    const verdicts = member({}, { group: aGroup({ townCode: ELSEWHERE }) });
    expect(find(verdicts, 'P-2.1k').inputs).toHaveLength(1);
  });
});

describe('P-2.1l: members are established staff of the group, and firms have no establishment (I-31)', () => {
  const sentBy = (dispatchingUnitId: ReturnType<typeof unitId> | null) => ({
    posting: aPosting({ role: 'MEMBER' as const, dispatchingUnitId }),
  });
  it.each<[string, Person['employmentKind'], ReturnType<typeof unitId> | null, VerdictOutcome]>([
    ['established staff of a bureau', 'ESTABLISHED', BUREAU, 'MET'],
    ['a regular employee of a firm', 'REGULAR_EMPLOYEE', FIRM, 'MET'],
    ['a regular employee of a bureau', 'REGULAR_EMPLOYEE', BUREAU, 'UNMET'],
    ['others of a firm', 'OTHER', FIRM, 'UNMET'],
    ['employment not reported', null, FIRM, 'NO_DATA'],
    ['a unit not reported', 'ESTABLISHED', null, 'NO_DATA'],
    ['a unit outside the group, of a kind not known here', 'ESTABLISHED', unitId(9), 'NO_DATA'],
  ])('%s', (_name, employmentKind, dispatchingUnitId, outcome) => {
    expect(find(member({ employmentKind }, sentBy(dispatchingUnitId)), 'P-2.1l').outcome).toBe(outcome);
  });

  it('staff of a unit that leads by one reading alone are not judged', () => {
    expect(find(member({}, { ...sentBy(LEAD), group: aDisputedGroup() }), 'P-2.1l').outcome).toBe('NO_DATA');
  });
});

it('no rule speaks of the person of a specialist', () => {
  expect(postingEligibility(facts({ posting: aPosting({ role: 'GRADUATE_VOLUNTEER' }) }), DAY)).toEqual([]);
});
