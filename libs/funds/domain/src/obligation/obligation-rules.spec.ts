import { addDays, money, plainDate } from '@bangfu/kernel';
import type { VerdictOutcome } from '@bangfu/kernel';
import { evaluate } from '@bangfu/policy';
import { COST_SHARE } from './cost-share-rule';
import { NONE_PRINTED, dueBy } from './due';
import type { DueRule } from './due';
import { NOTHING_ON_RECORD, paidTotal, sumPaid } from './funding-record';
import { splitShares } from './shares';
import { TRANSFER_IN_FULL, TRANSFER_WITHIN_DAYS } from './transfer-rules';
import type { TransferFacts } from './transfer-rules';
import { FUNDED_TOWN_CLASSES, YEARLY_TOTAL } from './year-rules';

const AVERAGE = money(2_000_000_000);
const TOTAL = money(190_000_000_000);
const OWED = money(57_000_000_000);
const THIRTY_DAYS: DueRule = { kind: 'DAYS_AFTER_BUDGET_ADOPTION', days: 30, requirementId: 'D-6b' };
const ADOPTED = plainDate('2022-01-20');

describe('P-4.11b: the three share 6:3:1', () => {
  const facts = {
    obligation: {
      towns: { keySupport: 63, consolidation: 32 },
      averagePerTown: AVERAGE,
      total: TOTAL,
      shares: splitShares(TOTAL),
    },
    paid: NOTHING_ON_RECORD.paid,
  };
  const withShares = (change: Partial<typeof facts.obligation.shares>) => ({
    ...facts,
    obligation: { ...facts.obligation, shares: { ...facts.obligation.shares, ...change } },
  });

  it.each<[string, VerdictOutcome, typeof facts, RegExp]>([
    ['is met by the exact shares', 'MET', facts, /一分不差/],
    ['is unmet by a share that lacks a fen', 'UNMET', withShares({ province: money(113_999_999_999) }), /不符/],
    [
      'is unmet by the right sum in the wrong parts',
      'UNMET',
      withShares({ province: OWED, helperCity: facts.obligation.shares.province }),
      /省、帮扶市应承担数不合/,
    ],
    [
      'is unmet by a total that is not that of the towns',
      'UNMET',
      { ...facts, obligation: { ...facts.obligation, total: money(1) } },
      /按95个镇应为190000万元/,
    ],
  ])('%s', (_name, outcome, given, sentence) => {
    const finding = COST_SHARE.judge(given);
    expect(finding.outcome).toBe(outcome);
    expect(finding.sentence).toMatch(sentence);
  });

  it('shows what is paid beside what is due, unknown as unknown', () => {
    const paid = COST_SHARE.judge(facts).inputs.filter(({ name }) => name.endsWith('已拨付'));
    expect(paid.map(({ value }) => value)).toEqual([null, null, null]);
  });
});

describe('P-4.11f and D-6b: the helper city pays in full and in time', () => {
  const aTransfer = (facts: Partial<TransferFacts> = {}): TransferFacts => ({
    owed: OWED,
    paid: null,
    paidInFullOn: null,
    dueRule: THIRTY_DAYS,
    budgetAdoptedOn: ADOPTED,
    day: plainDate('2022-06-30'),
    ...facts,
  });
  const less = money(OWED - 1);
  const dueOn = addDays(ADOPTED, 30);

  it.each<[string, Partial<TransferFacts>, VerdictOutcome, VerdictOutcome]>([
    ['nothing on record, adoption unknown', { budgetAdoptedOn: null }, 'NO_DATA', 'NO_DATA'],
    ['nothing on record, adoption known', {}, 'NO_DATA', 'NO_DATA'],
    ['nothing on record, no date printed', { dueRule: NONE_PRINTED }, 'NO_DATA', 'NOT_APPLICABLE'],
    ['paid in full, no date printed', { dueRule: NONE_PRINTED, paid: OWED }, 'MET', 'NOT_APPLICABLE'],
    ['paid in part, no date printed', { dueRule: NONE_PRINTED, paid: less }, 'NO_DATA', 'NOT_APPLICABLE'],
    ['paid in full, adoption unknown', { budgetAdoptedOn: null, paid: OWED }, 'NO_DATA', 'NO_DATA'],
    ['paid in full on an unknown day', { paid: OWED }, 'NO_DATA', 'NO_DATA'],
    ['paid in full on the last day', { paid: OWED, paidInFullOn: dueOn }, 'MET', 'MET'],
    ['paid in full a day late', { paid: OWED, paidInFullOn: addDays(dueOn, 1) }, 'UNMET', 'UNMET'],
    ['paid more than owed in time', { paid: money(OWED + 1), paidInFullOn: dueOn }, 'MET', 'MET'],
    ['a fen short on the last day', { paid: less, day: dueOn }, 'NOT_APPLICABLE', 'NOT_APPLICABLE'],
    ['a fen short the day after', { paid: less, day: addDays(dueOn, 1) }, 'UNMET', 'UNMET'],
    ['nothing paid, known as zero, the day after', { paid: money(0), day: addDays(dueOn, 1) }, 'UNMET', 'UNMET'],
  ])('%s', (_name, facts, inFull, withinDays) => {
    expect(TRANSFER_IN_FULL.judge(aTransfer(facts)).outcome).toBe(inFull);
    expect(TRANSFER_WITHIN_DAYS.judge(aTransfer(facts)).outcome).toBe(withinDays);
  });

  it('says that it waits for the event while the adoption of the budget has no date', () => {
    const facts = aTransfer({ budgetAdoptedOn: null });
    expect(dueBy(facts.dueRule, null)).toEqual({ status: 'WAITING_EVENT', dueOn: null });
    expect(TRANSFER_WITHIN_DAYS.judge(facts).sentence).toContain('待触发');
  });

  it('counts thirty days from the adoption, and none where no date is printed', () => {
    expect(dueBy(THIRTY_DAYS, ADOPTED)).toEqual({ status: 'DATED', dueOn: '2022-02-19' });
    expect(dueBy(NONE_PRINTED, ADOPTED)).toEqual({ status: 'NONE_PRINTED', dueOn: null });
  });

  it('binds 东莞市 by D-6b from the day of the document on, and nobody before', () => {
    const subject = { kind: 'FundingObligation', id: 'x' };
    const before = evaluate(TRANSFER_WITHIN_DAYS, aTransfer(), subject, plainDate('2022-03-21'));
    expect(before.outcome).toBe('NOT_APPLICABLE');
    expect(before.rule.jurisdiction).toBe('441900');
  });
});

describe('what is paid', () => {
  it('is unknown in the sum as soon as one part is unknown, and never zero for that', () => {
    const known = { province: money(1), helperCity: money(2), recipientCity: money(3) };
    expect(paidTotal(known)).toBe(6);
    expect(paidTotal({ ...known, helperCity: null })).toBeNull();
    expect(paidTotal(NOTHING_ON_RECORD.paid)).toBeNull();
    expect(sumPaid([known, { ...known, province: null }])).toEqual({ province: null, helperCity: 4, recipientCity: 6 });
  });
});

describe('P-4.11a and P-4.11c: the year comes to 901 towns of 13 cities', () => {
  const totals = (keySupport: number, consolidation: number, recipientCities = 13) => {
    const total = money(BigInt(keySupport + consolidation) * BigInt(AVERAGE));
    return { recipientCities, towns: { keySupport, consolidation }, total, shares: splitShares(total) };
  };
  it.each([
    ['600 and 301', totals(600, 301), 'MET', 'MET'],
    ['one town short', totals(599, 301), 'UNMET', 'UNMET'],
    ['as many towns, of other classes', totals(601, 300), 'MET', 'UNMET'],
    ['one city short', totals(600, 301, 12), 'MET', 'UNMET'],
    ['no obligation at all', totals(0, 0, 0), 'NO_DATA', 'NO_DATA'],
  ])('%s', (_name, given, total, classes) => {
    const facts = { year: 2022, averagePerTown: AVERAGE, totals: given };
    expect(YEARLY_TOTAL.judge(facts)).toMatchObject({ outcome: total, target: '1802000万元' });
    expect(FUNDED_TOWN_CLASSES.judge(facts).outcome).toBe(classes);
  });
});
