import type { IndicatorSubjectKind } from '@bangfu/assessment-domain';
import { Period, PeriodInput, Source, connectionOf } from '@bangfu/graphql';
import type { IndicatorReadingId } from '@bangfu/kernel';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { IndicatorSubjectKindEnum } from '../indicator/indicator.graphql';

@ObjectType({
  description: 'What was reported for a subject and a period; one for each indicator, subject and period (指标读数).',
})
export class IndicatorReading {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: IndicatorReadingId;

  @Field(() => ID, { description: 'The id of the indicator (指标编号).' })
  indicatorId!: string;

  @Field(() => IndicatorSubjectKindEnum, { description: 'What kind of thing was measured (对象类型).' })
  subjectKind!: IndicatorSubjectKind;

  @Field(() => ID, { description: 'The division code or id of what was measured (对象编号).' })
  subjectId!: string;

  @Field(() => Period, { description: 'The period it is about (期间).' })
  period!: Period;

  @Field(() => Float, { description: "The value, in the indicator's unit; zero is a value (数值)." })
  value!: number;

  @Field(() => Source, { description: 'Where it comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;
}

export const IndicatorReadingConnection = connectionOf('IndicatorReading', '指标读数', () => IndicatorReading);

@InputType({ description: 'Narrows a list of readings (指标读数筛选).' })
export class IndicatorReadingFilter {
  @Field(() => ID, { nullable: true, description: 'Only readings of this indicator (指标编号).' })
  indicatorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only readings of this division code or id (对象编号).' })
  subjectId?: string | null;

  @Field(() => PeriodInput, { nullable: true, description: 'Only readings for exactly this period (期间).' })
  period?: PeriodInput | null;
}
