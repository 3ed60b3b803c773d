import { COMPARATOR, DATA_OWNER, INDICATOR_SUBJECT_KIND, INDICATOR_UNIT } from '@bangfu/assessment-domain';
import type { DataOwner, IndicatorSubjectKind, IndicatorUnit } from '@bangfu/assessment-domain';
import {
  DateScalar,
  DivisionCodeScalar,
  PeriodKindEnum,
  RuleStrengthEnum,
  Source,
  connectionOf,
  glossaryEnum,
} from '@bangfu/graphql';
import type { DivisionCode, PeriodKind, PlainDate, RuleStrength } from '@bangfu/kernel';
import type { Comparator } from '@bangfu/policy';
import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';

export const IndicatorSubjectKindEnum = glossaryEnum(
  'IndicatorSubjectKind',
  INDICATOR_SUBJECT_KIND,
  'What kind of thing an indicator measures (指标对象).',
);
export const IndicatorUnitEnum = glossaryEnum(
  'IndicatorUnit',
  INDICATOR_UNIT,
  "The unit of an indicator's target and readings (计量单位).",
);
export const ComparatorEnum = glossaryEnum('Comparator', COMPARATOR, 'How a value is set against a target (比较方式).');
export const DataOwnerEnum = glossaryEnum(
  'DataOwner',
  DATA_OWNER,
  'The department whose records a reading comes from (数据归口).',
);

@ObjectType({ description: "An indicator's target (目标值)." })
export class IndicatorTarget {
  @Field(() => ComparatorEnum, { description: 'How a value is set against it (比较方式).' })
  comparator!: Comparator;

  @Field(() => Float, {
    nullable: true,
    description: "The number, in the indicator's unit; the lower end of BETWEEN; null = last year's value (数值).",
  })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'The upper end of BETWEEN; null otherwise (上限).' })
  max!: number | null;

  @Field(() => String, { description: 'The target with its unit, as an official reads it (目标文字).' })
  text!: string;
}

@ObjectType({ description: 'What follows from target and number of subjects; not printed (推算合计).' })
export class DerivedTotal {
  @Field(() => Int, { description: 'The lower end, in the unit of the indicator (下限).' })
  from!: number;

  @Field(() => Int, { description: 'The upper end; the same as the lower but for BETWEEN (上限).' })
  to!: number;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A quantity that a clause asks for, with its target and period (指标).' })
export class Indicator {
  @Field(() => ID, { description: 'The id, such as D-I08, or the requirement, such as P-3.7b1 (编号).' })
  id!: string;

  @Field(() => ID, { description: 'The id of the clause it measures (条款编号).' })
  clauseId!: string;

  @Field(() => String, { description: 'The atomic part of the clause it measures, such as D-5b (要求编号).' })
  requirementId!: string;

  @Field(() => String, { description: 'Its name in Chinese (指标名称).' })
  nameZh!: string;

  @Field(() => String, { description: 'Its name in English (英文名称).' })
  nameEn!: string;

  @Field(() => IndicatorSubjectKindEnum, { description: 'What kind of thing it measures (指标对象).' })
  subjectKind!: IndicatorSubjectKind;

  @Field(() => String, {
    description:
      'What it measures in the words of the indicator table, such as recipient city (韶关市/揭阳市) (对象说明).',
  })
  subjectWords!: string;

  @Field(() => IndicatorTarget, { description: 'Its target (目标值).' })
  target!: IndicatorTarget;

  @Field(() => String, {
    nullable: true,
    description:
      'The word printed in the place of a number, such as 一批; null = a number is printed (原文数量, I-41).',
  })
  printedQuantity!: string | null;

  @Field(() => IndicatorUnitEnum, { description: 'The unit of target and readings (计量单位).' })
  unit!: IndicatorUnit;

  @Field(() => PeriodKindEnum, { description: 'The length of the periods that readings are given for (期间类型).' })
  periodKind!: PeriodKind;

  @Field(() => String, {
    nullable: true,
    description:
      'The time as the indicator table has it, such as 2022 or by 2025; null = the text names none (原文期限).',
  })
  printedPeriod!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The later year by which a goal is to be reached; null = the target holds in each period (目标年).',
  })
  dueYear!: number | null;

  @Field(() => RuleStrengthEnum, { description: 'How strongly the clause words it (条款强度).' })
  strength!: RuleStrength;

  @Field(() => [String], { description: 'Who answers for it, as printed (责任单位).' })
  responsible!: string[];

  @Field(() => Int, { nullable: true, description: 'How many subjects the text gives; null = none (对象数).' })
  scopeCount!: number | null;

  @Field(() => DerivedTotal, {
    nullable: true,
    description: 'What follows from target and number of subjects; null where nothing follows (推算合计).',
  })
  derivedTotal!: DerivedTotal | null;

  @Field(() => DivisionCodeScalar, { description: 'The division whose bodies it binds (适用地区代码).' })
  jurisdictionCode!: DivisionCode;

  @Field(() => DateScalar, {
    description: 'The first day it binds, that of its document; a period that ended before is not judged (施行日期).',
  })
  validFrom!: PlainDate;

  @Field(() => DateScalar, { nullable: true, description: 'The last day it binds; null = open (失效日期).' })
  validTo!: PlainDate | null;

  @Field(() => String, { description: 'The records that a reading comes from, in English (数据来源).' })
  dataSource!: string;

  @Field(() => DataOwnerEnum, { description: 'The department that owns those records (数据归口).' })
  dataOwner!: DataOwner;

  @Field(() => String, { nullable: true, description: 'What was noted when it was read, in English (备注).' })
  note!: string | null;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;
}

export const IndicatorConnection = connectionOf('Indicator', '指标', () => Indicator);

@InputType({ description: 'Narrows a list of indicators (指标筛选).' })
export class IndicatorFilter {
  @Field(() => ID, { nullable: true, description: 'Only indicators of this clause (条款编号).' })
  clauseId?: string | null;

  @Field(() => IndicatorSubjectKindEnum, { nullable: true, description: 'Only what measures this kind (指标对象).' })
  subjectKind?: IndicatorSubjectKind | null;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'Only indicators that bind the bodies of this division, such as 441900 (适用地区代码).',
  })
  jurisdictionCode?: DivisionCode | null;
}
