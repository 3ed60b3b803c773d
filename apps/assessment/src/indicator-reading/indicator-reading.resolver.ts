import { ORDINARY_LIST, listName, pageRequest, readPeriod } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { daysOf } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
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
    @Arg('filter', () => IndicatorReadingFilter, { nullable: true, description: 'Narrows the list (筛选).' })
    filter?: IndicatorReadingFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
  ): Promise<Connection<IndicatorReading>> {
    const { indicatorId, subjectId, period } = filter ?? {};
    const conditions = {
      ...(indicatorId && { indicatorId }),
      ...(subjectId && { subjectId }),
      ...(period && { period: readPeriod(period) }),
    };
    const list = listName('indicatorReadings', 'INDICATOR', conditions);
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    return IndicatorReadingConnection.of({
      list,
      page: await stores.readings.page(conditions, request.after, request.limit),
      isFirstPage: request.after === null,
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
