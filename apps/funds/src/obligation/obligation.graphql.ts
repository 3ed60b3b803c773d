import { DUE_RULE_KIND, DUE_STATUS } from '@bangfu/funds-domain';
import type { DueRuleKind, DueStatus, FundingObligation as FundingObligationValue } from '@bangfu/funds-domain';
import {
  DateScalar,
  DivisionCodeScalar,
  MoneyScalar,
  ProgrammeEnum,
  Source,
  connectionOf,
  glossaryEnum,
} from '@bangfu/graphql';
import type { DivisionCode, FundingObligationId, Money, PlainDate, Programme } from '@bangfu/kernel';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { FundingObligationOrder } from './obligation.store';
import { FundedTowns, FundingShares, PaidShares } from './shares.graphql';

export const DueRuleKindEnum = glossaryEnum(
  'DueRuleKind',
  DUE_RULE_KIND,
  'By what the last day for paying is found (拨付期限规则).',
);
export const DueStatusEnum = glossaryEnum(
  'DueStatus',
  DUE_STATUS,
  'How far the last day for paying is known (期限状态).',
);

export const FundingObligationOrderEnum = {
  YEAR: 'YEAR',
  RECIPIENT_CITY: 'RECIPIENT_CITY',
  TOTAL: 'TOTAL',
} as const satisfies Record<FundingObligationOrder, FundingObligationOrder>;
registerEnumType(FundingObligationOrderEnum, {
  name: 'FundingObligationOrder',
  description: 'The order of a list of obligations; the id breaks ties (排序).',
  valuesConfig: {
    YEAR: { description: 'By year, then as the annex names the cities (按年度).' },
    RECIPIENT_CITY: { description: "By the recipient city's code, then by year (按被帮扶市代码)." },
    TOTAL: { description: 'By total, the largest first, then by year (按总额从大到小).' },
  },
});

@ObjectType({
  description: "By what the helper city's share falls due; it differs by city and year (拨付期限规则, I-54).",
})
export class DueRule {
  @Field(() => DueRuleKindEnum, { description: 'The kind of the rule (规则类型).' })
  kind!: DueRuleKind;

  @Field(() => Int, {
    nullable: true,
    description: 'Days after the budget is adopted; null = the kind counts no days (天数).',
  })
  days!: number | null;

  @Field(() => String, { description: 'The requirement that prints it, such as D-6b (要求编号).' })
  requirementId!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'What three governments owe together for the towns of a recipient city in a year (年度资金任务, P-4.11).',
})
export class FundingObligation {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: FundingObligationId;

  @Field(() => ProgrammeEnum, { description: 'The programme whose money it is (帮扶项目体系).' })
  programme!: Programme;

  @Field(() => Int, { description: 'The year (年度).' })
  year!: number;

  @Field(() => DivisionCodeScalar, { description: 'The code of the helper city (帮扶市代码).' })
  helperCityCode!: DivisionCode;

  @Field(() => DivisionCodeScalar, {
    description: "The code of the recipient city, also the payee of the helper city's share (被帮扶市代码, I-25).",
  })
  recipientCityCode!: DivisionCode;

  @Field(() => FundedTowns, { description: 'The towns it is raised for, by the annex (任务镇数, PA-1).' })
  towns!: FundedTowns;

  @Field(() => MoneyScalar, {
    description:
      "The average per town of the year, in yuan: checked on sums only and never a town's floor (平均每镇每年, P-4.11a, I-28).",
  })
  averagePerTown!: Money;

  @Field(() => MoneyScalar, { description: 'Towns times the average, in yuan (应筹总额).' })
  total!: Money;

  @Field(() => FundingShares, { description: 'The total divided 6:3:1 without losing a fen (分担金额, P-4.11b).' })
  shares!: FundingShares;

  @Field(() => PaidShares, { description: 'What is known to be paid of each share (已拨付金额).' })
  paid!: PaidShares;

  @Field(() => DueRule, { description: "By what the helper city's share falls due (帮扶市拨付期限规则)." })
  dueRule!: DueRule;

  @Field(() => DueStatusEnum, { description: "How far the helper city's last day is known (帮扶市拨付期限状态)." })
  dueStatus!: DueStatus;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The last day for the helper city's share; null = see dueStatus (帮扶市拨付期限).",
  })
  dueOn!: PlainDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The day on which the helper city's budget was adopted; null = not known (预算通过日期, D-6b).",
  })
  budgetAdoptedOn!: PlainDate | null;

  @Field(() => Source, { description: 'Where the number of towns comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;

  /** The obligation as the domain knows it, for the field resolvers; not a field of the graph. */
  value!: FundingObligationValue;
}

export const FundingObligationConnection = connectionOf('FundingObligation', '资金任务', () => FundingObligation);

@InputType({ description: 'Narrows a list of obligations (资金任务筛选).' })
export class FundingObligationFilter {
  @Field(() => Int, { nullable: true, description: 'Only this year (年度).' })
  year?: number | null;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'Only obligations of this helper city (帮扶市代码).',
  })
  helperCityCode?: DivisionCode | null;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'Only obligations for this recipient city (被帮扶市代码).',
  })
  recipientCityCode?: DivisionCode | null;
}
