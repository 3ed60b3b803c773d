import type { VerdictOutcome } from '@bangfu/kernel';
import { QUOTA_HOLDER, fundingAbsence, isQuotaHolder } from './quota-holder';
import type { QuotaHolderFacts } from './quota-holder';

const aTown = (facts: Partial<QuotaHolderFacts>): QuotaHolderFacts => ({
  year: 2022,
  category: 'KEY_SUPPORT',
  countsTowardQuota: true,
  isYearFunded: true,
  isCityRecipient: true,
  ...facts,
});

describe('P-4.11c: who holds a quota of the money', () => {
  it.each<[string, Partial<QuotaHolderFacts>, VerdictOutcome, boolean | null]>([
    ['a key support town does', {}, 'MET', true],
    ['a consolidation town does', { category: 'CONSOLIDATION' }, 'MET', true],
    ['a town of unknown kind but known class does', { countsTowardQuota: null }, 'MET', true],
    ['a pioneer town does not', { category: 'PIONEER' }, 'NOT_APPLICABLE', false],
    ['a subdistrict does not', { category: null, countsTowardQuota: false }, 'NOT_APPLICABLE', false],
    ['a town of unknown class is not decided', { category: null }, 'NO_DATA', null],
    [
      'a town without class in another city does not',
      { category: null, isCityRecipient: false },
      'NOT_APPLICABLE',
      false,
    ],
    [
      'a pioneer town of another city does not',
      { category: 'PIONEER', isCityRecipient: false },
      'NOT_APPLICABLE',
      false,
    ],
    ['a key support town of another city is a contradiction', { isCityRecipient: false }, 'UNMET', false],
    ['a subdistrict classed as key support is a contradiction', { countsTowardQuota: false }, 'UNMET', false],
    ['nobody does in a year that is not funded', { year: 2026, isYearFunded: false }, 'NOT_APPLICABLE', false],
  ])('%s', (_name, facts, outcome, holds) => {
    const finding = QUOTA_HOLDER.judge(aTown(facts));
    expect(finding.outcome).toBe(outcome);
    expect(isQuotaHolder(finding.outcome)).toBe(holds);
    expect(finding.sentence).toMatch(/。$/);
  });

  it('shows a class that no source gives as not known', () => {
    expect(QUOTA_HOLDER.judge(aTown({ category: null })).inputs[0]).toMatchObject({ name: '乡镇类别', value: null });
  });

  it('names the year before the city as the reason for no obligation', () => {
    expect(fundingAbsence({ isYearFunded: false, isCityRecipient: false })).toBe('YEAR_NOT_FUNDED');
    expect(fundingAbsence({ isYearFunded: true, isCityRecipient: false })).toBe('CITY_NOT_RECIPIENT');
    expect(fundingAbsence({ isYearFunded: true, isCityRecipient: true })).toBeNull();
  });
});
