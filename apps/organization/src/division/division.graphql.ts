import type { DivisionCode, DivisionKind, DivisionLevel, PlainDate } from '@bangfu/kernel';
import { CITY_ROLE, DIVISION_KIND, DIVISION_LEVEL } from '@bangfu/kernel';
import { DateScalar, DivisionCodeScalar, Source, connectionOf, glossaryEnum } from '@bangfu/graphql';
import { Directive, Field, InputType, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import type { DivisionOrder } from './division.store';

export const DivisionLevelEnum = glossaryEnum(
  'DivisionLevel',
  DIVISION_LEVEL,
  'The level of a division (行政区划层级).',
);
export const DivisionKindEnum = glossaryEnum('DivisionKind', DIVISION_KIND, 'The kind of a division (行政区划类别).');
export const CityRoleEnum = glossaryEnum(
  'CityRole',
  CITY_ROLE,
  'What a city is in the programme; the roles are independent of each other (市的角色, P-2.2h).',
);

export const DivisionOrderEnum = { CODE: 'CODE', NAME: 'NAME' } as const satisfies Record<DivisionOrder, DivisionOrder>;
registerEnumType(DivisionOrderEnum, {
  name: 'DivisionOrder',
  description: 'The order of a list of divisions; the code breaks ties (排序).',
  valuesConfig: {
    CODE: { description: 'By statistical code (按代码).' },
    NAME: { description: 'By name, in code point order (按名称).' },
  },
});

@ObjectType({ description: 'A code that a division carries or carried (区划代码沿革).' })
export class DatedCode {
  @Field(() => DivisionCodeScalar, { description: 'The code (代码).' })
  code!: DivisionCode;

  @Field(() => DateScalar, { nullable: true, description: 'The first day it held; null = not known (生效日期).' })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day it held; null = open (失效日期).' })
  validTo!: PlainDate | null;
}

@ObjectType({ description: 'Another name under which documents or statistics know a division (别名).' })
export class DivisionAlias {
  @Field(() => String, { description: 'The name as printed (名称).' })
  name!: string;

  @Field(() => Source, { description: 'Where it is printed (来源).' })
  source!: Source;
}

@InterfaceType({ description: 'A division of Guangdong, from the province down to the village (行政区划).' })
export abstract class Division {
  @Field(() => DivisionCodeScalar, {
    description: 'The code first registered: the key, never changed (统计用区划代码).',
  })
  code!: DivisionCode;

  @Field(() => String, { description: 'The name as registered (名称).' })
  name!: string;

  @Field(() => DivisionLevelEnum, { description: 'The level (层级).' })
  level!: DivisionLevel;

  @Field(() => DivisionKindEnum, { nullable: true, description: 'The kind; null = the register does not tell (类别).' })
  kind!: DivisionKind | null;

  @Field(() => String, { nullable: true, description: 'What a division of kind OTHER is, such as 林场 (类别说明).' })
  label!: string | null;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'The code of the division it belongs to; null for the province (上级代码).',
  })
  parentCode!: DivisionCode | null;

  @Field(() => [DatedCode], { description: 'All codes with their dates, the first registered first (代码沿革).' })
  codes!: DatedCode[];

  @Field(() => [DivisionAlias], { description: 'Other names (别名).' })
  aliases!: DivisionAlias[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it existed; null = the register does not say (设立日期).',
  })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which it existed; null = open (撤销日期).' })
  validTo!: PlainDate | null;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;

  /** Used by field resolvers; not a field of the graph. */
  cityCodeOrNull!: DivisionCode | null;
  countyCodeOrNull!: DivisionCode | null;
}

@Directive('@key(fields: "code")')
@ObjectType({ implements: Division, description: 'The province (省).' })
export class Province extends Division {}

@Directive('@key(fields: "code")')
@ObjectType({ implements: Division, description: 'A prefecture-level city (地级以上市).' })
export class City extends Division {}

@Directive('@key(fields: "code")')
@ObjectType({ implements: Division, description: 'A county, county-level city or district (县、市、区).' })
export class County extends Division {}

@Directive('@key(fields: "code")')
@ObjectType({
  implements: Division,
  description: 'A division of town level of any kind: town, township, subdistrict or another (乡镇、街道等).',
})
export class Town extends Division {
  @Field(() => DivisionCodeScalar, { description: 'The code of the city it lies in (所属市代码).' })
  cityCode!: DivisionCode;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'The code of the county it lies in; null directly under 东莞 and 中山 (所属县代码).',
  })
  countyCode!: DivisionCode | null;

  @Field(() => Boolean, {
    description:
      'Whether it is one of the towns and townships that the 1,127 counts; subdistricts and others are not (是否计入1127个乡镇, P-2.2a).',
  })
  countsTowardQuota!: boolean;
}

@Directive('@key(fields: "code")')
@ObjectType({ implements: Division, description: 'An administrative village or a community (行政村、社区).' })
export class Village extends Division {
  @Field(() => DivisionCodeScalar, { description: 'The code of the town-level division it lies in (所属镇代码).' })
  townCode!: DivisionCode;
}

export const DivisionConnection = connectionOf('Division', '行政区划', () => Division as new () => Division);
export const TownConnection = connectionOf('Town', '乡镇', () => Town);
export const VillageConnection = connectionOf('Village', '村', () => Village);

@InputType({ description: 'Narrows a list of divisions (行政区划筛选).' })
export class DivisionFilter {
  @Field(() => DivisionLevelEnum, { nullable: true, description: 'Only this level (层级).' })
  level?: DivisionLevel | null;

  @Field(() => [DivisionKindEnum], { nullable: true, description: 'Only these kinds (类别).' })
  kinds?: DivisionKind[] | null;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'Only divisions directly under this one (上级代码).',
  })
  parentCode?: DivisionCode | null;

  @Field(() => String, { nullable: true, description: 'Only divisions whose name or alias contains this (名称包含).' })
  name?: string | null;
}
