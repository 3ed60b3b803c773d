import { FUNDING_ABSENCE } from '@bangfu/funds-domain';
import type { FundingAbsence } from '@bangfu/funds-domain';
import { DateScalar, DivisionCodeScalar, TownCategoryEnum, glossaryEnum } from '@bangfu/graphql';
import type { DivisionCode, FundingObligationId, PlainDate, TownCategory } from '@bangfu/kernel';
import { Arg, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { FundingObligation } from '../obligation/obligation.graphql';
import { Verdict } from '../verdict.graphql';

export const FundingAbsenceEnum = glossaryEnum(
  'FundingAbsence',
  FUNDING_ABSENCE,
  'Why there is no obligation (无资金任务的原因).',
);

/** A town by its key: organization owns the type, this service adds the money raised for its city. */
@Directive('@key(fields: "code")')
@ObjectType('Town', {
  description: 'A division of town level of any kind: town, township, subdistrict or another (乡镇、街道等).',
})
export class Town {
  @Field(() => DivisionCodeScalar, {
    description: 'The code first registered: the key, never changed (统计用区划代码).',
  })
  code!: DivisionCode;

  @Directive('@external')
  @Field(() => DivisionCodeScalar, { description: 'The code of the city it lies in (所属市代码).' })
  cityCode?: DivisionCode;

  /** Its class as the reference gives it; null = not known. */
  knownCategory!: TownCategory | null;

  // Composition asks an external field to declare the arguments that its owner gives it.
  @Directive('@external')
  @Field(() => TownCategoryEnum, {
    nullable: true,
    description: 'Its class on the day; null = no source gives one (乡镇类别, P-2.2).',
  })
  category(
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'The day asked about (日期).' })
    _asOf?: PlainDate | null,
  ): TownCategory | null {
    return this.knownCategory;
  }

  @Directive('@external')
  @Field(() => Boolean, {
    description:
      'Whether it is one of the towns and townships that the 1,127 counts; subdistricts and others are not (是否计入1127个乡镇, P-2.2a).',
  })
  countsTowardQuota!: boolean | null;
}

@ObjectType({
  description:
    "What is raised for the city that a town lies in; no amount is a town's own (乡镇所在市资金任务, P-4.11).",
})
export class TownFunding {
  @Field(() => Int, { description: 'The year (年度).' })
  year!: number;

  @Field(() => ID, {
    nullable: true,
    description: "The id of its city's obligation; null = see absence (所在市资金任务编号).",
  })
  obligationId!: FundingObligationId | null;

  @Field(() => FundingObligation, {
    nullable: true,
    description: "Its city's obligation; null = see absence (所在市资金任务).",
  })
  obligation!: FundingObligation | null;

  @Field(() => FundingAbsenceEnum, {
    nullable: true,
    description: 'Why there is no obligation; null = there is one (无资金任务的原因).',
  })
  absence!: FundingAbsence | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same in a Chinese sentence; null = there is one (原因说明).',
  })
  reason!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is one of the towns that the money is raised for; null = not known (是否资金任务镇, P-4.11c).',
  })
  isQuotaHolder!: boolean | null;

  @Field(() => Verdict, { description: 'The same as a verdict with its explanation (判定, P-4.11c).' })
  verdict!: InstanceType<typeof Verdict>;

  @Field(() => String, {
    description: "What the average is and is not: it is checked on sums and is no town's floor (说明, P-4.11a, I-28).",
  })
  remark!: string;
}
