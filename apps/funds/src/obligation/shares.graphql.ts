import { MoneyScalar } from '@bangfu/graphql';
import type { Money } from '@bangfu/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'What each of the three owes, named and never by position; they add up to the total (分担金额, P-4.11b).',
})
export class FundingShares {
  @Field(() => MoneyScalar, { description: 'The share of the province, 60 %, in yuan (省级承担).' })
  province!: Money;

  @Field(() => MoneyScalar, { description: 'The share of the helper city, 30 %, in yuan (帮扶市承担).' })
  helperCity!: Money;

  @Field(() => MoneyScalar, { description: 'The share of the recipient city, 10 %, in yuan (被帮扶市承担).' })
  recipientCity!: Money;
}

@ObjectType({ description: 'What is paid of each share; null is not known, which is not zero (已拨付金额).' })
export class PaidShares {
  @Field(() => MoneyScalar, { nullable: true, description: 'Paid by the province, in yuan (省级已拨付).' })
  province!: Money | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'Paid by the helper city, in yuan (帮扶市已拨付).' })
  helperCity!: Money | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'Paid by the recipient city, in yuan (被帮扶市已拨付).' })
  recipientCity!: Money | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'Paid by all three, in yuan; null as soon as one of them is not known (合计已拨付).',
  })
  total!: Money | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the total is null; null = every share is known (未知原因).',
  })
  reason!: string | null;
}

@ObjectType({ description: 'The towns that money is raised for, by class (资金任务镇数, P-4.11c).' })
export class FundedTowns {
  @Field(() => Int, { description: 'Key support towns (重点帮扶镇数).' })
  keySupport!: number;

  @Field(() => Int, { description: 'Consolidation towns (巩固提升镇数).' })
  consolidation!: number;

  @Field(() => Int, { description: 'Both classes together (合计镇数).' })
  total!: number;
}
