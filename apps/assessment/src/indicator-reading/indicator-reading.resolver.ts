import { After, Filter, First, ORDINARY_LIST, listName, readPeriod } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { daysOf } from '@bangfu/kernel';
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AssessmentContext } from '../context';
import { Indicator } from '../indicator/indicator.graphql';
import { presentIndicator } from '../indicator/indicator.presenter';
import { IndicatorReading, IndicatorReadingConnection, IndicatorReadingFilter } from './indicator-reading.graphql';
import { presentReading } from './indicator-reading.presenter';

@Resolver(() => IndicatorReading)
export class IndicatorReadingResolver {
  @Query(() => IndicatorReadingConnection, {
    description: 'What was reported, by indicator, subject and period (指标读数列表).',
  })
  async indicatorReadings(
    @Ctx() { stores }: AssessmentContext,
    @Filter(() => IndicatorReadingFilter) filter?: IndicatorReadingFilter | null,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
  ): Promise<Connection<IndicatorReading>> {
    const { indicatorId, subjectId, period } = filter ?? {};
    const conditions = {
      ...(indicatorId && { indicatorId }),
      ...(subjectId && { subjectId }),
      ...(period && { period: readPeriod(period) }),
    };
    return IndicatorReadingConnection.read({
      list: listName('indicatorReadings', 'INDICATOR', conditions),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => stores.readings.page(conditions, place, limit),
      keysOf: (reading) => [reading.indicatorId, reading.subjectId, daysOf(reading.period).startsOn, reading.id],
      present: presentReading,
      count: () => stores.readings.count(conditions),
    });
  }

  @FieldResolver(() => Indicator, { nullable: true, description: 'The indicator (指标).' })
  async indicator(
    @Root() { indicatorId }: IndicatorReading,
    @Ctx() { loaders, asOf }: AssessmentContext,
  ): Promise<Indicator | null> {
    const found = await loaders.indicator.load(indicatorId, asOf);
    return found && presentIndicator(found);
  }
}
