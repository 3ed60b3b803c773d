import { daysOf, period } from '@bangfu/kernel';
import type { PeriodKind, PlainDate, Period as PeriodValue } from '@bangfu/kernel';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { reading } from '../errors/request-fault';
import { DateScalar } from '../scalars/scalars';
import { PeriodKindEnum } from './shared-enums';

@InputType({ description: 'A reporting period (期间).' })
export class PeriodInput {
  @Field(() => PeriodKindEnum, { description: 'The length of the period (期间类型).' })
  kind!: PeriodKind;

  @Field(() => String, { description: 'The period as its kind is written: 2022, 2022-H2, 2022-Q1, 2022-03 (期间).' })
  value!: string;
}

@Directive('@shareable')
@ObjectType({ description: 'A reporting period (期间).' })
export class Period {
  @Field(() => PeriodKindEnum, { description: 'The length of the period (期间类型).' })
  kind!: PeriodKind;

  @Field(() => String, { description: 'The period as its kind is written (期间).' })
  value!: string;

  @Field(() => DateScalar, { description: 'The first day (起始日期).' })
  startsOn!: PlainDate;

  @Field(() => DateScalar, { description: 'The last day, included (截止日期).' })
  endsOn!: PlainDate;
}

/** Reads a period from an argument. @throws GraphQLError `INVALID_PERIOD`. */
export const readPeriod = ({ kind, value }: PeriodInput): PeriodValue => reading(() => period(kind, value));

/** A period as the graph shows it. */
export const presentPeriod = (value: PeriodValue): Period => Object.assign(new Period(), value, daysOf(value));
