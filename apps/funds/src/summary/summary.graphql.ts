import { DivisionCodeScalar, MoneyScalar, ProgrammeEnum } from '@bangfu/graphql';
import type { DivisionCode, Money, Programme } from '@bangfu/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { FundingObligation } from '../obligation/obligation.graphql';
import { FundedTowns, FundingShares, PaidShares } from '../obligation/shares.graphql';
import { Verdict } from '../verdict.graphql';

@ObjectType({ description: 'What obligations of one year add up to, computed from stored rows (资金任务合计).' })
export class FundingTotals {
  @Field(() => Int, { description: 'How many recipient cities (被帮扶市数).' })
  recipientCities!: number;

  @Field(() => FundedTowns, { description: 'The towns that the money is raised for (任务镇数).' })
  towns!: FundedTowns;

  @Field(() => MoneyScalar, { description: 'What is to be raised, in yuan (应筹总额).' })
  total!: Money;

  @Field(() => FundingShares, { description: 'The shares, added up name by name (分担金额).' })
  shares!: FundingShares;

  @Field(() => PaidShares, { description: 'What is known to be paid, added up share by share (已拨付金额).' })
  paid!: PaidShares;
}

@ObjectType({ description: 'The obligations of a year in which one city is the helper (帮扶市资金任务).' })
export class HelperCityFunding {
  @Field(() => DivisionCodeScalar, { description: 'The code of the helper city (帮扶市代码).' })
  helperCityCode!: DivisionCode;

  @Field(() => [FundingObligation], {
    description: 'Its recipient cities with their obligations, in the order of the annex (被帮扶市资金任务).',
  })
  obligations!: FundingObligation[];

  @Field(() => FundingTotals, { description: 'What they add up to (小计).' })
  totals!: FundingTotals;
}

@ObjectType({
  description:
    'The obligations of a year, by helper city and in all, computed from stored rows (年度资金任务汇总, P-4.11).',
})
export class FundingSummary {
  @Field(() => ProgrammeEnum, { description: "The programme; another's money is never in it (帮扶项目体系)." })
  programme!: Programme;

  @Field(() => Int, { description: 'The year (年度).' })
  year!: number;

  @Field(() => [HelperCityFunding], { description: 'By helper city, in the order of the annex (按帮扶市).' })
  helperCities!: HelperCityFunding[];

  @Field(() => FundingTotals, { description: 'Over all recipient cities (合计).' })
  totals!: FundingTotals;

  @Field(() => [Verdict], {
    description:
      'Whether the sum is that of 901 towns, and whether the towns are the 600 and the 301 (判定, P-4.11a, P-4.11c).',
  })
  verdicts!: InstanceType<typeof Verdict>[];
}
