import { FUND_SOURCE } from '@bangfu/funds-domain';
import type { FundSource } from '@bangfu/funds-domain';
import { DateScalar, MoneyScalar, ProgrammeEnum, Source, glossaryEnum } from '@bangfu/graphql';
import type { Money, PlainDate, Programme } from '@bangfu/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

export const FundSourceEnum = glossaryEnum(
  'FundSource',
  FUND_SOURCE,
  'Where money comes from; money of different sources is never netted (资金来源).',
);

@ObjectType({
  description: "An average per town and year that a document states; never a town's floor (平均数, I-28).",
})
export class AverageAmount {
  @Field(() => MoneyScalar, { description: 'The average per town and year, in yuan (金额).' })
  amount!: Money;

  @Field(() => DateScalar, { nullable: true, description: 'The first day it holds for (生效日期).' })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day it holds for; null = open (失效日期).' })
  validTo!: PlainDate | null;

  @Field(() => Source, { description: 'Where it is printed (来源).' })
  source!: Source;
}

@ObjectType({ description: 'The weights by which obligations are shared, by name (分担比例, P-4.11b).' })
export class CostShareWeights {
  @Field(() => Int, { description: 'The weight of the province (省).' })
  province!: number;

  @Field(() => Int, { description: 'The weight of the helper city (帮扶市).' })
  helperCity!: number;

  @Field(() => Int, { description: 'The weight of the recipient city (被帮扶市).' })
  recipientCity!: number;
}

@ObjectType({
  description: 'The money side of a programme; the money of two programmes is never mixed (资金项目体系).',
})
export class FundProgramme {
  @Field(() => ProgrammeEnum, { description: 'The programme (帮扶项目体系).' })
  programme!: Programme;

  @Field(() => [Int], {
    description: 'The years for which obligations are raised; empty = none are held here (筹资年度, P-4.11a).',
  })
  years!: readonly number[];

  @Field(() => [AverageAmount], { description: 'The averages per town, with the time they hold for (平均每镇每年).' })
  averagesPerTown!: AverageAmount[];

  @Field(() => CostShareWeights, {
    nullable: true,
    description: 'How an obligation is shared; null = it has no obligations (分担比例, P-4.11b).',
  })
  costShare!: CostShareWeights | null;

  @Field(() => [FundSourceEnum], { description: 'Where its money comes from (资金来源).' })
  sources!: readonly FundSource[];
}
