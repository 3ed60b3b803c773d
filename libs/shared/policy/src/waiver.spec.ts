import { GUANGDONG, plainDate } from '@bangfu/kernel';
import type { Rule, Verdict, Waiver } from './index';
import { applyWaivers, evaluate, grantWaiver, met, noData, unmet } from './index';

const OF_THE_PARTY: Rule<boolean | null> = {
  id: 'member-is-party-member',
  version: 1,
  requirementId: 'P-2.1k',
  title: '队员原则上应为中共党员',
  strength: 'IN_PRINCIPLE',
  severity: 'WARN',
  jurisdiction: GUANGDONG,
  validFrom: plainDate('2021-06-04'),
  validTo: null,
  waivable: true,
  judge: (is) => (is === null ? noData : is ? met : unmet)('', { inputs: [] }),
};
const subject = { kind: 'Posting', id: 'posting_1' };
const verdictOn = (day: string, fact: boolean | null = false, rule = OF_THE_PARTY): Verdict =>
  evaluate(rule, fact, subject, plainDate(day));

const ASKED = {
  id: 'waiver_1',
  subject,
  reason: '组织部门同意',
  grantedBy: 'person_1',
  grantedOn: plainDate('2022-01-01'),
  validFrom: plainDate('2022-01-01'),
  validTo: plainDate('2022-12-31'),
} as const;
const WAIVER: Waiver = { ...ASKED, ruleId: OF_THE_PARTY.id };
const TODAY = plainDate('2022-06-01');
const waiverOf = (verdict: Verdict, waivers: readonly Waiver[] = [WAIVER]) =>
  applyWaivers(verdict, waivers, TODAY).waivedBy?.id ?? null;

describe('a waiver', () => {
  it('is granted with reason, person and last day', () => {
    expect(grantWaiver(OF_THE_PARTY, { ...ASKED, reason: ' 组织部门同意 ' })).toEqual({ ok: true, value: WAIVER });
  });

  it('is refused with every reason at once', () => {
    const must: Rule<boolean | null> = { ...OF_THE_PARTY, strength: 'MUST', waivable: false };
    expect(
      grantWaiver(must, { ...ASKED, reason: ' ', grantedBy: subject.id, validTo: plainDate('2021-12-31') }),
    ).toEqual({
      ok: false,
      error: [
        { code: 'RULE_NOT_WAIVABLE', ruleId: 'member-is-party-member', strength: 'MUST' },
        { code: 'REASON_MISSING', received: ' ' },
        { code: 'WAIVES_OWN_CASE', personId: 'posting_1' },
        { code: 'ENDS_BEFORE_IT_BEGINS', validFrom: '2022-01-01', validTo: '2021-12-31' },
      ],
    });
  });

  it('is shown beside an unmet demand, which stays unmet', () => {
    const verdict = verdictOn('2022-06-01');
    expect(applyWaivers(verdict, [WAIVER], TODAY)).toEqual({ ...verdict, outcome: 'UNMET', waivedBy: WAIVER });
  });

  it.each([
    ['2021-12-31', null],
    ['2022-01-01', 'waiver_1'],
    ['2022-12-31', 'waiver_1'],
    ['2023-01-01', null],
  ])('asked about %s: %s', (day, id) => {
    expect(waiverOf(verdictOn(day))).toBe(id);
  });

  it.each([
    ['a demand that is met', verdictOn('2022-06-01', true), [WAIVER]],
    ['a fact that nobody reported', verdictOn('2022-06-01', null), [WAIVER]],
    [
      'a rule that is not waivable',
      verdictOn('2022-06-01', false, { ...OF_THE_PARTY, version: 2, waivable: false }),
      [WAIVER],
    ],
    ['another rule', verdictOn('2022-06-01'), [{ ...WAIVER, ruleId: 'team-size' }]],
    ['another subject', verdictOn('2022-06-01'), [{ ...WAIVER, subject: { ...subject, id: 'posting_2' } }]],
    ['another kind of subject', verdictOn('2022-06-01'), [{ ...WAIVER, subject: { ...subject, kind: 'Person' } }]],
    ['a day before it was granted', verdictOn('2022-06-01'), [{ ...WAIVER, grantedOn: plainDate('2022-06-02') }]],
  ])('does not cover %s', (_what, verdict, waivers) => {
    expect(waiverOf(verdict, waivers)).toBeNull();
  });

  it('of several is the one that lasts longest, in whatever order they are stored', () => {
    const longer: Waiver = { ...WAIVER, id: 'waiver_2', validTo: plainDate('2023-06-30') };
    const alike: Waiver = { ...longer, id: 'waiver_3' };
    for (const waivers of [
      [WAIVER, longer, alike],
      [alike, longer, WAIVER],
    ]) {
      expect(waiverOf(verdictOn('2022-06-01'), waivers)).toBe('waiver_2');
    }
  });

  it('that was granted since leaves an old decision as it was, byte for byte', () => {
    const decidedOn = plainDate('2022-06-01');
    const decision = JSON.stringify(applyWaivers(verdictOn('2022-06-01'), [], decidedOn));
    const since: Waiver = { ...WAIVER, grantedOn: plainDate('2022-06-10') };
    expect(JSON.stringify(applyWaivers(verdictOn('2022-06-01'), [since], decidedOn))).toBe(decision);
  });
});
