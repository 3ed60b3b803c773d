import { TOWN_ASSISTANCE_FUNDS, sumPaid } from '@bangfu/funds-domain';
import type { FundingObligation as FundingObligationValue, FundingTotals as Totals } from '@bangfu/funds-domain';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { City, cityReferenceTo } from '../city/city.graphql';
import type { FundsContext } from '../context';
import {
  presentObligation,
  presentPaid,
  presentShares,
  presentTowns,
  recordOf,
} from '../obligation/obligation.presenter';
import { presentVerdict } from '../verdict.graphql';
import { readSummary } from './read-summary';
import { FundingSummary, FundingTotals, HelperCityFunding } from './summary.graphql';

@Resolver(() => FundingSummary)
export class FundingSummaryResolver {
  @Query(() => FundingSummary, {
    nullable: true,
    description:
      'What town assistance has to raise in a year, by helper city and in all; null = the year is not funded (年度资金任务汇总, P-4.11).',
  })
  async fundingSummary(
    @Ctx() { stores, asOf }: FundsContext,
    @Arg('year', () => Int, { description: 'The year; 2021 to 2025 are funded (年度, P-4.11a).' }) year: number,
  ): Promise<FundingSummary | null> {
    const found = await readSummary(TOWN_ASSISTANCE_FUNDS, stores.obligations, year, asOf);
    return (
      found &&
      Object.assign(new FundingSummary(), {
        programme: TOWN_ASSISTANCE_FUNDS.programme,
        year,
        helperCities: found.helperCities.map(({ helperCityCode, obligations, totals }) =>
          Object.assign(new HelperCityFunding(), {
            helperCityCode,
            obligations: obligations.map(presentObligation),
            totals: presentTotals(totals, obligations),
          }),
        ),
        totals: presentTotals(found.totals, found.obligations),
        verdicts: found.verdicts.map(presentVerdict),
      })
    );
  }
}

@Resolver(() => HelperCityFunding)
export class HelperCityFundingResolver {
  @FieldResolver(() => City, { nullable: true, description: 'The helper city (帮扶市).' })
  helperCity(@Root() { helperCityCode }: HelperCityFunding): City {
    return cityReferenceTo(helperCityCode);
  }
}

const presentTotals = (
  { recipientCities, towns, total, shares }: Totals,
  obligations: readonly FundingObligationValue[],
): FundingTotals =>
  Object.assign(new FundingTotals(), {
    recipientCities,
    total,
    towns: presentTowns(towns),
    shares: presentShares(shares),
    paid: presentPaid(sumPaid(obligations.map((obligation) => recordOf(obligation).paid))),
  });
