import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { FundsContext } from '../context';
import { FundingObligation } from '../obligation/obligation.graphql';
import { presentObligation } from '../obligation/obligation.presenter';
import { City } from './city.graphql';

const YEAR = { description: 'The year; 2021 to 2025 are funded (年度, P-4.11a).' } as const;

@Resolver(() => City)
export class CityFundingResolver {
  @FieldResolver(() => FundingObligation, {
    nullable: true,
    description:
      'What three governments owe together for its towns in a year; null = the city is no recipient, or the year is not funded (年度资金任务, P-4.11).',
  })
  async fundingObligation(
    @Root() { code }: City,
    @Ctx() { loaders, asOf }: FundsContext,
    @Arg('year', () => Int, YEAR) year: number,
  ): Promise<FundingObligation | null> {
    const found = (await loaders.ofCity.load(code, asOf))?.asRecipient.find((obligation) => obligation.year === year);
    return found ? presentObligation(found) : null;
  }

  @FieldResolver(() => [FundingObligation], {
    nullable: true,
    description: 'The obligations for its towns, by year; empty where it is no recipient city (资金任务, P-4.11).',
  })
  async fundingObligations(
    @Root() { code }: City,
    @Ctx() { loaders, asOf }: FundsContext,
  ): Promise<FundingObligation[]> {
    return ((await loaders.ofCity.load(code, asOf))?.asRecipient ?? []).map(presentObligation);
  }

  @FieldResolver(() => [FundingObligation], {
    nullable: true,
    description:
      'The obligations of a year of which it bears the 30 % of the helper city, in the order of the annex; empty where it is no helper city or the year is not funded (作为帮扶市承担的资金任务, P-4.11b).',
  })
  async helperObligations(
    @Root() { code }: City,
    @Ctx() { loaders, asOf }: FundsContext,
    @Arg('year', () => Int, YEAR) year: number,
  ): Promise<FundingObligation[]> {
    const known = (await loaders.ofCity.load(code, asOf))?.asHelper ?? [];
    return known.filter((obligation) => obligation.year === year).map(presentObligation);
  }
}
