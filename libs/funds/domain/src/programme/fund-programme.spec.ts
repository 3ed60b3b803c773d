import { toYuan } from '@bangfu/kernel';
import { FUND_PROGRAMMES, TOWN_ASSISTANCE_FUNDS, averageOfYear, fundingYears, isFunded } from './fund-programme';

describe('programmes and their money', () => {
  it('fund town assistance from 2021 to 2025 with 2000万元 a town on the average', () => {
    expect(fundingYears(TOWN_ASSISTANCE_FUNDS)).toEqual([2021, 2022, 2023, 2024, 2025]);
    for (const year of fundingYears(TOWN_ASSISTANCE_FUNDS)) {
      const average = averageOfYear(TOWN_ASSISTANCE_FUNDS, year);
      expect(average && toYuan(average.amount)).toBe('20000000.00');
      expect(average?.source.requirementId).toBe('P-4.11a');
    }
  });

  it.each([2020, 2026, -1, 0, 99_999, 2022.5, Number.NaN])('raise nothing for the year %p', (year) => {
    expect(isFunded(TOWN_ASSISTANCE_FUNDS, year)).toBe(false);
    expect(averageOfYear(TOWN_ASSISTANCE_FUNDS, year)).toBeNull();
  });

  it('name 东西部协作 without obligations of its own', () => {
    const eastWest = FUND_PROGRAMMES.find(({ programme }) => programme === 'EAST_WEST');
    expect(eastWest && fundingYears(eastWest)).toEqual([]);
    expect(eastWest && averageOfYear(eastWest, 2022)).toBeNull();
  });

  it('share no source of money', () => {
    const sources = FUND_PROGRAMMES.flatMap((programme) => programme.sources);
    expect(new Set(sources).size).toBe(sources.length);
  });

  it('state the average at no level of division (I-28)', () => {
    expect(TOWN_ASSISTANCE_FUNDS.averagesPerTown.map(({ checkedAt }) => checkedAt)).toEqual([null]);
  });
});
