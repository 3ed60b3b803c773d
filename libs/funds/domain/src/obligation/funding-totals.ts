import type { DivisionCode, Money } from '@bangfu/kernel';
import { invariant, sumMoney } from '@bangfu/kernel';
import type { FundedTowns, FundingObligation } from './funding-obligation';
import { sumShares } from './shares';
import type { Shares } from './shares';

/** What obligations of one programme and year add up to. */
export interface FundingTotals {
  readonly recipientCities: number;
  readonly towns: FundedTowns;
  readonly total: Money;
  readonly shares: Shares<Money>;
}

/** The obligations in which one city is the helper, with their sum. */
export interface HelperCityFunding {
  readonly helperCityCode: DivisionCode;
  readonly obligations: readonly FundingObligation[];
  readonly totals: FundingTotals;
}

/**
 * Adds obligations up; the order does not matter.
 * @throws InvariantViolation when they are of two programmes or years: their money is never mixed.
 */
export function totalObligations(obligations: readonly FundingObligation[]): FundingTotals {
  const kinds = new Set(obligations.map(({ programme, year }) => `${programme} ${year}`));
  invariant(kinds.size <= 1, `obligations of ${[...kinds].join(' and ')} are never added up`);
  const townsOf = (of: keyof FundedTowns) => obligations.reduce((sum, { towns }) => sum + towns[of], 0);
  return {
    recipientCities: new Set(obligations.map(({ recipientCityCode }) => recipientCityCode)).size,
    towns: { keySupport: townsOf('keySupport'), consolidation: townsOf('consolidation') },
    total: sumMoney(obligations.map(({ total }) => total)),
    shares: sumShares(obligations.map(({ shares }) => shares)),
  };
}

/** The obligations by helper city, in the order in which the cities first appear. */
export function byHelperCity(obligations: readonly FundingObligation[]): readonly HelperCityFunding[] {
  const helpers = [...new Set(obligations.map(({ helperCityCode }) => helperCityCode))];
  return helpers.map((helperCityCode) => {
    const own = obligations.filter((obligation) => obligation.helperCityCode === helperCityCode);
    return { helperCityCode, obligations: own, totals: totalObligations(own) };
  });
}
