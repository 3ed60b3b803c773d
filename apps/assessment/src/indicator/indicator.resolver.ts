import { After, Filter, First, ORDINARY_LIST, listName, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { ImportIssueType, presentImportIssue } from '@bangfu/import-issue';
import { shown } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PolicyClause } from '../clause/clause.graphql';
import { clauseById } from '../clause/clause.presenter';
import type { AssessmentContext } from '../context';
import { Indicator, IndicatorConnection, IndicatorFilter } from './indicator.graphql';
import { presentIndicator } from './indicator.presenter';

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => Indicator, { nullable: true, description: 'An indicator by its id (按编号查指标).' })
  async indicator(
    @Ctx() { loaders, asOf }: AssessmentContext,
    @Arg('id', () => ID, { description: 'The id, such as D-I08 (编号).' }) id: string,
  ): Promise<Indicator> {
    const found = await loaders.indicator.load(id, asOf);
    if (!found) throw requestFault('NOT_FOUND', `no indicator has the id '${shown(id)}'`);
    return presentIndicator(found);
  }

  @Query(() => IndicatorConnection, { description: "Indicators: Dongguan's 32 of 2022, then the plan's (指标列表)." })
  async indicators(
    @Ctx() { stores }: AssessmentContext,
    @Filter(() => IndicatorFilter) filter?: IndicatorFilter | null,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
  ): Promise<Connection<Indicator>> {
    const { clauseId, subjectKind, jurisdictionCode } = filter ?? {};
    const conditions = {
      ...(clauseId && { clauseId }),
      ...(subjectKind && { subjectKind }),
      ...(jurisdictionCode && { jurisdiction: jurisdictionCode }),
    };
    return IndicatorConnection.read({
      list: listName('indicators', 'PLACE', conditions),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => stores.indicators.page(conditions, place, limit),
      keysOf: ({ place, id }) => [place, id],
      present: presentIndicator,
      count: () => stores.indicators.count(conditions),
    });
  }

  @FieldResolver(() => PolicyClause, { nullable: true, description: 'The clause it measures (条款).' })
  clause(@Root() { clauseId }: Indicator): PolicyClause {
    return clauseById(clauseId);
  }

  @FieldResolver(() => [ImportIssueType], { description: 'What the imports could not decide about it (导入问题).' })
  async importIssues(
    @Root() { id }: Indicator,
    @Ctx() { loaders, asOf }: AssessmentContext,
  ): Promise<ImportIssueType[]> {
    return ((await loaders.issues.load(id, asOf)) ?? []).map(presentImportIssue);
  }
}
