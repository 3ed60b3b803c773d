import { ORDINARY_LIST, listName, pageRequest, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { ImportIssueType, presentImportIssue } from '@bangfu/import-issue';
import { shown } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
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
    @Arg('filter', () => MeasureFilter, { nullable: true, description: 'Narrows the list (筛选).' })
    filter?: MeasureFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
  ): Promise<Connection<Measure>> {
    const { documentId, openEnded, responsibleUnit, text } = filter ?? {};
    const conditions = {
      ...(documentId && { documentId }),
      ...(openEnded != null && { openEnded }),
      ...(responsibleUnit && { responsibleUnit }),
      ...(text && { text }),
    };
    const list = listName('measures', 'PLACE', conditions);
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    return MeasureConnection.of({
      list,
      page: await stores.measures.page(conditions, request.after, request.limit),
      isFirstPage: request.after === null,
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
