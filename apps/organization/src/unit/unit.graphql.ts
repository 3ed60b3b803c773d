import type { DispatchTier, DivisionCode, PlainDate, UnitId, UnitKind } from '@bangfu/kernel';
import { UNIT_KIND } from '@bangfu/kernel';
import { DateScalar, DispatchTierEnum, DivisionCodeScalar, Source, connectionOf, glossaryEnum } from '@bangfu/graphql';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

export const UnitKindEnum = glossaryEnum('UnitKind', UNIT_KIND, 'The kind of a unit (单位类别, P-2.3c).');

@ObjectType({ description: 'A name by which a document calls a unit (单位别名).' })
export class UnitAlias {
  @Field(() => String, { description: 'The name as printed (名称).' })
  name!: string;

  @Field(() => Source, { description: 'Where it is printed (来源).' })
  source!: Source;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A body that supports, dispatches, is responsible or is assessed (单位).' })
export class Unit {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: UnitId;

  @Field(() => String, {
    description: 'The name in full; relative words such as 市 and 县 filled in from their context (名称).',
  })
  name!: string;

  @Field(() => UnitKindEnum, { description: 'The kind (单位类别).' })
  kind!: UnitKind;

  @Field(() => DispatchTierEnum, { description: 'Its own tier, whatever group it is in (派出层级, I-09).' })
  tier!: DispatchTier;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'The code of the division it belongs to; null = none, as for a central unit (所属区划代码).',
  })
  divisionCode!: DivisionCode | null;

  @Field(() => [UnitAlias], { description: 'The names under which documents print it (别名).' })
  aliases!: UnitAlias[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it existed; null = not known (设立日期).',
  })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which it existed; null = open (撤销日期).' })
  validTo!: PlainDate | null;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;
}

export const UnitConnection = connectionOf('Unit', '单位', () => Unit);

@InputType({ description: 'Narrows a list of units (单位筛选).' })
export class UnitFilter {
  @Field(() => DispatchTierEnum, { nullable: true, description: 'Only this tier (派出层级).' })
  tier?: DispatchTier | null;

  @Field(() => UnitKindEnum, { nullable: true, description: 'Only this kind (单位类别).' })
  kind?: UnitKind | null;

  @Field(() => DivisionCodeScalar, { nullable: true, description: 'Only units of this division (所属区划).' })
  divisionCode?: DivisionCode | null;

  @Field(() => String, { nullable: true, description: 'Only units whose name or alias contains this (名称包含).' })
  name?: string | null;
}
