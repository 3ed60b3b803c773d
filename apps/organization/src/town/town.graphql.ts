import type { DivisionCode, DivisionKind, PlainDate, TownCategory } from '@bangfu/kernel';
import { DateScalar, DivisionCodeScalar, Source, TownCategoryEnum } from '@bangfu/graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { DivisionKindEnum } from '../division/division.graphql';

@ObjectType({ description: 'The class of a town for a time, as a source gives it (乡镇分类, P-2.2).' })
export class TownCategorisation {
  @Field(() => TownCategoryEnum, {
    nullable: true,
    description: 'The class; null = the source prints a label that is none of the three (类别).',
  })
  category!: TownCategory | null;

  @Field(() => String, {
    nullable: true,
    description: 'The label printed where it is none of the three classes, such as 街道自身帮扶 (地方标签, I-03).',
  })
  localLabel!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day it holds (生效日期).' })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day it holds; null = open (失效日期).' })
  validTo!: PlainDate | null;

  @Field(() => Source, { description: 'Where it comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;
}

@InputType({ description: 'Narrows a list of towns (乡镇筛选).' })
export class TownFilter {
  @Field(() => DivisionCodeScalar, { nullable: true, description: 'Only towns of this city (所属市).' })
  cityCode?: DivisionCode | null;

  @Field(() => DivisionCodeScalar, { nullable: true, description: 'Only towns of this county (所属县).' })
  countyCode?: DivisionCode | null;

  @Field(() => [DivisionKindEnum], { nullable: true, description: 'Only these kinds (类别).' })
  kinds?: DivisionKind[] | null;

  @Field(() => TownCategoryEnum, { nullable: true, description: 'Only towns of this class on the day (乡镇类别).' })
  category?: TownCategory | null;

  @Field(() => [DivisionCodeScalar], { nullable: true, description: 'Only these towns (代码).' })
  codes?: DivisionCode[] | null;

  @Field(() => String, { nullable: true, description: 'Only towns whose name or alias contains this (名称包含).' })
  name?: string | null;
}
