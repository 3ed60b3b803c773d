import { TOWN_SUBJECT_KINDS, assessGroup, assessTown, countOutcomes } from '@bangfu/assessment-domain';
import type {
  AssessedIndicator as AssessedIndicatorValue,
  Indicator as IndicatorValue,
  IndicatorReading as IndicatorReadingValue,
} from '@bangfu/assessment-domain';
import { AsOf, PeriodInput, TownCategoryEnum, presentPeriod, readPeriod } from '@bangfu/graphql';
import { plainDate } from '@bangfu/kernel';
import type { Period, PlainDate, TownCategory } from '@bangfu/kernel';
import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AssessmentContext } from '../context';
import { presentAssessed, presentCounts } from './assessment.presenter';
import { SupportGroupAssessment, TownAssessment } from './assessment.graphql';
import { SupportGroup, Town } from './town.graphql';

const PERIOD = {
  description: "The period asked for; a year covers each indicator's quarters and months (期间).",
} as const;

@Resolver(() => Town)
export class TownAssessmentResolver {
  @Directive('@external')
  @FieldResolver(() => TownCategoryEnum, {
    nullable: true,
    description: 'Its class on the day; null = no source gives one (乡镇类别, P-2.2).',
  })
  category(@Root() { heldCategory }: Town, @AsOf() _asOf?: PlainDate | null): TownCategory | null {
    return heldCategory;
  }

  @Directive('@external')
  @FieldResolver(() => SupportGroup, {
    nullable: true,
    description: 'The group of units that supports it on the day; null = none is known (帮扶组团).',
  })
  supportGroup(
    @Root() { supportGroupId, heldGroupTier, helperCityCode }: Town,
    @AsOf() _asOf?: PlainDate | null,
  ): SupportGroup | null {
    return supportGroupId === null
      ? null
      : Object.assign(new SupportGroup(), { id: supportGroupId, tier: heldGroupTier, helperCityCode });
  }

  @Directive('@requires(fields: "category supportGroupId helperCityCode supportGroup { tier }")')
  @FieldResolver(() => TownAssessment, {
    nullable: true,
    description: 'The town and its support group by the indicators that measure them (镇帮扶评估).',
  })
  async assessment(
    @Root() { code, heldCategory, supportGroupId, helperCityCode, heldGroupTier }: Town,
    @Ctx() context: AssessmentContext,
    @Arg('period', () => PeriodInput, PERIOD) period: PeriodInput,
  ): Promise<TownAssessment> {
    const asked = readPeriod(period);
    const group = supportGroupId && { id: supportGroupId, tier: heldGroupTier, helperCityCode };
    const { indicators, readings } = await factsOf(context, asked, [code, ...(supportGroupId ? [supportGroupId] : [])]);
    const assessed = assessTown(indicators, { code, category: heldCategory, group }, asked, readings);
    return Object.assign(new TownAssessment(), { townCode: code, ...presented(asked, assessed) });
  }
}

@Resolver(() => SupportGroup)
export class SupportGroupAssessmentResolver {
  @Directive('@requires(fields: "tier helperCityCode")')
  @FieldResolver(() => SupportGroupAssessment, {
    nullable: true,
    description: 'The group by the indicators that measure groups (组团评估).',
  })
  async assessment(
    @Root() { id, tier, helperCityCode }: SupportGroup,
    @Ctx() context: AssessmentContext,
    @Arg('period', () => PeriodInput, PERIOD) period: PeriodInput,
  ): Promise<SupportGroupAssessment> {
    const asked = readPeriod(period);
    const { indicators, readings } = await factsOf(context, asked, [id]);
    const assessed = assessGroup(indicators, { id, tier, helperCityCode }, asked, readings);
    return Object.assign(new SupportGroupAssessment(), { supportGroupId: id, ...presented(asked, assessed) });
  }
}

/** The indicators of towns and groups, and what was reported about the subjects in the period's year and the year before. */
async function factsOf(
  { loaders, asOf }: AssessmentContext,
  asked: Period,
  subjectIds: readonly string[],
): Promise<{ readonly indicators: readonly IndicatorValue[]; readonly readings: readonly IndicatorReadingValue[] }> {
  const lastDayOfYear = plainDate(`${asked.value.slice(0, 4)}-12-31`);
  const [indicators, readings] = await Promise.all([
    Promise.all(TOWN_SUBJECT_KINDS.map((kind) => loaders.indicatorsOfSubjectKind.load(kind, asOf))),
    Promise.all(subjectIds.map((id) => loaders.readingsOfSubject.load(id, lastDayOfYear))),
  ]);
  return {
    indicators: indicators.flatMap((found) => found ?? []).toSorted((a, b) => a.place - b.place),
    readings: readings.flatMap((found) => found ?? []),
  };
}

const presented = (asked: Period, assessed: readonly AssessedIndicatorValue[]) => ({
  period: presentPeriod(asked),
  indicators: assessed.map(presentAssessed),
  counts: presentCounts(countOutcomes(assessed)),
});
