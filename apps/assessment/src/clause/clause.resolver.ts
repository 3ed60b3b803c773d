import type { PolicyClause as PolicyClauseValue } from '@bangfu/assessment-domain';
import {
  After,
  Filter,
  First,
  ORDINARY_LIST,
  Source,
  given,
  listName,
  presentSource,
  requestFault,
} from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { invariant, shown } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AssessmentContext } from '../context';
import { PolicyDocument } from '../document/document.graphql';
import { presentDocument } from '../document/document.presenter';
import { Indicator } from '../indicator/indicator.graphql';
import { presentIndicator } from '../indicator/indicator.presenter';
import { Measure } from '../measure/measure.graphql';
import { presentMeasure } from '../measure/measure.presenter';
import { PolicyClause, PolicyClauseConnection, PolicyClauseFilter } from './clause.graphql';
import { presentClause } from './clause.presenter';

@Resolver(() => PolicyClause)
export class PolicyClauseResolver {
  @Query(() => PolicyClause, { nullable: true, description: 'A clause by its id (按编号查条款).' })
  async policyClause(
    @Ctx() { loaders, asOf }: AssessmentContext,
    @Arg('id', () => ID, { description: 'The id, such as P-2.1 (条款编号).' }) id: string,
  ): Promise<PolicyClause> {
    const found = await loaders.clause.load(id, asOf);
    if (!found) throw requestFault('NOT_FOUND', `no clause has the id '${shown(id)}'`);
    return presentClause(found);
  }

  @Query(() => PolicyClauseConnection, {
    description: 'Clauses in the order in which the documents print them (政策条款列表).',
  })
  async policyClauses(
    @Ctx() { stores }: AssessmentContext,
    @Filter(() => PolicyClauseFilter) filter?: PolicyClauseFilter | null,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
  ): Promise<Connection<PolicyClause>> {
    const conditions = given(filter);
    return PolicyClauseConnection.read({
      list: listName('policyClauses', 'PLACE', conditions),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => stores.clauses.page(conditions, place, limit),
      keysOf: ({ place, id }) => [place, id],
      present: presentClause,
      count: () => stores.clauses.count(conditions),
    });
  }

  @FieldResolver(() => String, { description: 'Its title as printed (条款标题).' })
  async title(@Root() clause: PolicyClause, @Ctx() context: AssessmentContext): Promise<string> {
    return (await heldOf(clause, context)).title;
  }

  @FieldResolver(() => String, {
    description: 'Where it stands, as printed, such as 二（一）; notice or preamble where it has no number (条款序号).',
  })
  async ref(@Root() clause: PolicyClause, @Ctx() context: AssessmentContext): Promise<string> {
    return (await heldOf(clause, context)).ref;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its wording; null while it is not held (条款正文).' })
  async text(@Root() clause: PolicyClause, @Ctx() context: AssessmentContext): Promise<string | null> {
    return (await heldOf(clause, context)).text;
  }

  @FieldResolver(() => ID, { description: 'The id of its document, such as P (所属文件编号).' })
  async documentId(@Root() clause: PolicyClause, @Ctx() context: AssessmentContext): Promise<string> {
    return (await heldOf(clause, context)).documentId;
  }

  @FieldResolver(() => PolicyDocument, { nullable: true, description: 'Its document (所属文件).' })
  async document(@Root() clause: PolicyClause, @Ctx() context: AssessmentContext): Promise<PolicyDocument | null> {
    const { documentId } = await heldOf(clause, context);
    const found = await context.loaders.document.load(documentId, context.asOf);
    return found && presentDocument(found);
  }

  @FieldResolver(() => Source, { description: 'Where the record comes from (来源).' })
  async source(@Root() clause: PolicyClause, @Ctx() context: AssessmentContext): Promise<Source> {
    return presentSource((await heldOf(clause, context)).source);
  }

  @FieldResolver(() => [Indicator], { description: 'The indicators that measure what it asks for (指标).' })
  async indicators(@Root() { id }: PolicyClause, @Ctx() { loaders, asOf }: AssessmentContext): Promise<Indicator[]> {
    return ((await loaders.indicatorsOfClause.load(id, asOf)) ?? []).map(presentIndicator);
  }

  @FieldResolver(() => [Measure], { description: 'The measures that it sets (工作任务).' })
  async measures(@Root() { id }: PolicyClause, @Ctx() { loaders, asOf }: AssessmentContext): Promise<Measure[]> {
    return ((await loaders.measuresOfClause.load(id, asOf)) ?? []).map(presentMeasure);
  }
}

async function heldOf({ id, held }: PolicyClause, { loaders, asOf }: AssessmentContext): Promise<PolicyClauseValue> {
  const found = held ?? (await loaders.clause.load(id, asOf));
  invariant(found, `clause ${id}, which a rule cites, is held`);
  return found;
}
