import { Period } from '@bangfu/graphql';
import type { DivisionCode, SupportGroupId } from '@bangfu/kernel';
import { DivisionCodeScalar } from '@bangfu/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { IndicatorReading } from '../indicator-reading/indicator-reading.graphql';
import { Indicator } from '../indicator/indicator.graphql';
import { Verdict } from '../verdict.graphql';

@ObjectType({ description: 'An indicator for one of its periods: what was reported, and what follows (指标评估).' })
export class AssessedIndicator {
  @Field(() => ID, { description: 'The id of the indicator (指标编号).' })
  indicatorId!: string;

  @Field(() => Indicator, { description: 'The indicator (指标).' })
  indicator!: Indicator;

  @Field(() => Period, { description: "The indicator's own period, within the one asked for (期间)." })
  period!: Period;

  @Field(() => IndicatorReading, { nullable: true, description: 'What was reported; null = nothing (读数).' })
  reading!: IndicatorReading | null;

  @Field(() => Verdict, { description: 'What follows; what was not reported is NO_DATA, never UNMET (判定).' })
  verdict!: InstanceType<typeof Verdict>;
}

@ObjectType({ description: 'How many verdicts have each outcome (判定结果计数).' })
export class OutcomeCounts {
  @Field(() => Int, { description: 'Verdicts that are MET (达标).' })
  met!: number;

  @Field(() => Int, { description: 'Verdicts that are UNMET (未达标).' })
  unmet!: number;

  @Field(() => Int, { description: 'Verdicts that are NOT_APPLICABLE (不适用).' })
  notApplicable!: number;

  @Field(() => Int, { description: 'Verdicts that are NO_DATA (无数据).' })
  noData!: number;

  @Field(() => Int, { description: 'Verdicts that are NO_BASELINE (缺基期).' })
  noBaseline!: number;

  @Field(() => Int, { description: 'All verdicts: the five above together (合计).' })
  total!: number;
}

@ObjectType({
  description:
    'A town and its support group by the indicators that measure them, each in its own periods that lie within the period asked for (镇帮扶评估).',
})
export class TownAssessment {
  @Field(() => DivisionCodeScalar, { description: 'The code of the town (镇代码).' })
  townCode!: DivisionCode;

  @Field(() => Period, { description: 'The period asked for (期间).' })
  period!: Period;

  @Field(() => [AssessedIndicator], {
    description:
      'The indicators with readings and verdicts; one whose period is longer than the one asked for is left out (指标).',
  })
  indicators!: AssessedIndicator[];

  @Field(() => OutcomeCounts, { description: 'How many verdicts have each outcome (结果计数).' })
  counts!: OutcomeCounts;
}

@ObjectType({
  description:
    'A support group by the indicators that measure groups, each in its own periods that lie within the period asked for (组团评估).',
})
export class SupportGroupAssessment {
  @Field(() => ID, { description: 'The id of the group (组团编号).' })
  supportGroupId!: SupportGroupId;

  @Field(() => Period, { description: 'The period asked for (期间).' })
  period!: Period;

  @Field(() => [AssessedIndicator], {
    description:
      'The indicators with readings and verdicts; one whose period is longer than the one asked for is left out (指标).',
  })
  indicators!: AssessedIndicator[];

  @Field(() => OutcomeCounts, { description: 'How many verdicts have each outcome (结果计数).' })
  counts!: OutcomeCounts;
}
