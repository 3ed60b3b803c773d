import type { DivisionCode } from '@bangfu/kernel';
import { DivisionCodeScalar, Source } from '@bangfu/graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import { Verdict } from '../verdict.graphql';
import { Pairing, TownQuota } from './pairing.graphql';

@ObjectType({ description: 'The subtotal of one helper city, computed from its pairings (小计).' })
export class HelperSubtotal {
  @Field(() => DivisionCodeScalar, { description: 'The code of the helper city (帮扶市代码).' })
  helperCityCode!: DivisionCode;

  @Field(() => TownQuota, { description: 'The sum over its pairings (合计数).' })
  quota!: TownQuota;
}

@ObjectType({ description: 'How many pioneer towns the annex gives a city (先行示范镇数, PA-2).' })
export class PioneerQuota {
  @Field(() => DivisionCodeScalar, { description: 'The code of the city (市代码).' })
  cityCode!: DivisionCode;

  @Field(() => Int, { description: 'Pioneer towns (先行示范镇数).' })
  towns!: number;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;
}

@ObjectType({ description: 'The totals of the annex, computed from its rows (合计).' })
export class AnnexTotals {
  @Field(() => TownQuota, { description: 'The sum over all pairings: 300, 121, 179, 600 and 301 (结对合计).' })
  quota!: TownQuota;

  @Field(() => Int, { description: 'Pioneer towns of seven cities: 226 (先行示范镇合计).' })
  pioneer!: number;

  @Field(() => Int, { description: 'All three classes: 1,127 (总计, P-2.2a).' })
  allTowns!: number;
}

@ObjectType({
  description:
    "A city's towns in the annex beside the register's, as counted on the day; neither is bent to fit (与区划登记对照, I-67).",
})
export class RegisterComparison {
  @Field(() => DivisionCodeScalar, { description: 'The code of the city (市代码).' })
  cityCode!: DivisionCode;

  @Field(() => Int, { description: 'Towns by the annex, as of 2020-12-31 (附件数).' })
  annexTowns!: number;

  @Field(() => Int, { description: 'Towns and townships in the register (登记数).' })
  registerTowns!: number;

  @Field(() => Int, { description: 'Register less annex; 0 where they agree (差).' })
  difference!: number;
}

@ObjectType({
  description:
    "The plan's annex as the graph holds it: every sum is computed from stored rows (方案附件, PA-1 to PA-3).",
})
export class PairingAnnex {
  @Field(() => [Pairing], { description: 'The 13 pairings, in the order of the annex (结对).' })
  pairings!: Pairing[];

  @Field(() => [HelperSubtotal], { description: 'Subtotals by helper city (小计).' })
  subtotals!: HelperSubtotal[];

  @Field(() => [PioneerQuota], { description: 'Pioneer towns by city (先行示范镇).' })
  pioneers!: PioneerQuota[];

  @Field(() => AnnexTotals, { description: 'Totals (合计).' })
  totals!: AnnexTotals;

  @Field(() => [RegisterComparison], { description: 'City by city beside the register (与区划登记对照).' })
  register!: RegisterComparison[];

  @Field(() => Int, { description: 'Towns and townships of the register in all cities of the annex (登记合计).' })
  registerTowns!: number;

  @Field(() => [Verdict], {
    description: 'Whether the printed sums hold, and whether as many towns are classed as the plan says (判定).',
  })
  verdicts!: InstanceType<typeof Verdict>[];
}
