import type { DivisionCode, PairingId, PlainDate, Programme } from '@bangfu/kernel';
import { DateScalar, DivisionCodeScalar, ProgrammeEnum, Source, connectionOf, glossaryEnum } from '@bangfu/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

export const PairingKindEnum = glossaryEnum(
  'PairingKind',
  { CITY: { zh: '市际结对', en: 'Helper city and recipient city (PA-4).' } },
  'The kind of a pairing (结对类型).',
);

@ObjectType({ description: 'How many towns the annex gives a pair of cities, by who helps them (结对任务数, PA-1).' })
export class TownQuota {
  @Field(() => Int, { description: 'Key support towns helped by the delta city (珠三角市帮扶数).' })
  prdCity!: number;

  @Field(() => Int, {
    description: 'Key support towns helped by provincial and central units together (省直、中直驻粤单位帮扶数, I-26).',
  })
  provincialAndCentral!: number;

  @Field(() => Int, { description: "Key support towns helped by the recipient city's own units (属地市直单位帮扶数)." })
  localCity!: number;

  @Field(() => Int, { description: 'All key support towns: the three above (重点帮扶镇数).' })
  keySupport!: number;

  @Field(() => Int, { description: 'Consolidation towns (巩固提升镇数).' })
  consolidation!: number;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A dated support relation between two ends (结对).' })
export class Pairing {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: PairingId;

  @Field(() => PairingKindEnum, { description: 'The kind (结对类型).' })
  kind!: 'CITY';

  @Field(() => ProgrammeEnum, { description: 'The programme (帮扶项目体系).' })
  programme!: Programme;

  @Field(() => DivisionCodeScalar, { description: 'The code of the helper city (帮扶市代码).' })
  helperCityCode!: DivisionCode;

  @Field(() => DivisionCodeScalar, { description: 'The code of the recipient city (被帮扶市代码).' })
  recipientCityCode!: DivisionCode;

  @Field(() => TownQuota, { description: "The annex's quota of towns (任务数)." })
  quota!: TownQuota;

  @Field(() => DateScalar, { nullable: true, description: 'The first day it is in force (生效日期).' })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day it is in force; null = open (失效日期).' })
  validTo!: PlainDate | null;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;
}

export const PairingConnection = connectionOf('Pairing', '结对', () => Pairing);

@InputType({ description: 'Narrows a list of pairings (结对筛选).' })
export class PairingFilter {
  @Field(() => DivisionCodeScalar, { nullable: true, description: 'Only pairings of this helper city (帮扶市).' })
  helperCityCode?: DivisionCode | null;

  @Field(() => DivisionCodeScalar, { nullable: true, description: 'Only pairings of this recipient city (被帮扶市).' })
  recipientCityCode?: DivisionCode | null;
}
