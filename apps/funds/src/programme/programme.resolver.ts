import { FUND_PROGRAMMES, SHARE_WEIGHTS, forEachShare, fundingYears } from '@bangfu/funds-domain';
import { presentSource } from '@bangfu/graphql';
import { Query, Resolver } from 'type-graphql';
import { AverageAmount, CostShareWeights, FundProgramme } from './programme.graphql';

@Resolver(() => FundProgramme)
export class FundProgrammeResolver {
  @Query(() => [FundProgramme], {
    description: 'The programmes with money of their own, those without obligations among them (资金项目体系).',
  })
  fundProgrammes(): FundProgramme[] {
    return FUND_PROGRAMMES.map((value) =>
      Object.assign(new FundProgramme(), {
        programme: value.programme,
        years: fundingYears(value),
        averagesPerTown: value.averagesPerTown.map(({ amount, validFrom, validTo, source }) =>
          Object.assign(new AverageAmount(), { amount, validFrom, validTo, source: presentSource(source) }),
        ),
        costShare:
          value.years === null
            ? null
            : Object.assign(
                new CostShareWeights(),
                forEachShare((name) => Number(SHARE_WEIGHTS[name])),
              ),
        sources: value.sources,
      }),
    );
  }
}
