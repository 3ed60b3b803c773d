import { After, Filter, First, ORDINARY_LIST, given, listName, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { ImportIssueType, presentImportIssue } from '@bangfu/import-issue';
import { shown } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PolicyClause } from '../clause/clause.graphql';
import { clauseById } from '../clause/clause.presenter';
import type { AssessmentContext } from '../context';
import { Measure, MeasureConnection, MeasureFilter } from './measure.graphql';
import { presentMeasure } from './measure.presenter';

@Resolver(() => Measure)
export class MeasureResolver {
  @Query(() => Measure, { nullable: true, description: 'A measure by its id (按编号查工作任务).' })
  async measure(
    @Ctx() { loaders, asOf }: AssessmentContext,
    @Arg('id', () => ID, { description: 'The id, such as K-1 (编号).' }) id: string,
  ): Promise<Measure> {
    const found = await loaders.measure.load(id, asOf);
    if (!found) throw requestFault('NOT_FOUND', `no measure has the id '${shown(id)}'`);
    return presentMeasure(found);
  }

  @Query(() => MeasureConnection, {
    description: 'Measures in the order in which the documents print them (工作任务列表).',
  })
  async measures(
    @Ctx() { stores }: AssessmentContext,
    @Filter(() => MeasureFilter) filter?: MeasureFilter | null,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
  ): Promise<Connection<Measure>> {
    const conditions = given(filter);
    return MeasureConnection.read({
      list: listName('measures', 'PLACE', conditions),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => stores.measures.page(conditions, place, limit),
      keysOf: ({ place, id }) => [place, id],
      present: presentMeasure,
      count: () => stores.measures.count(conditions),
    });
  }

  @FieldResolver(() => PolicyClause, { nullable: true, description: 'The clause that sets it (条款).' })
  clause(@Root() { clauseId }: Measure): PolicyClause {
    return clauseById(clauseId);
  }

  @FieldResolver(() => [ImportIssueType], { description: 'What the imports could not decide about it (导入问题).' })
  async importIssues(@Root() { id }: Measure, @Ctx() { loaders, asOf }: AssessmentContext): Promise<ImportIssueType[]> {
    return ((await loaders.issues.load(id, asOf)) ?? []).map(presentImportIssue);
  }
}
