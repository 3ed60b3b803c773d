import { ORDINARY_LIST, listName, pageRequest, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { ImportIssueType, presentImportIssue } from '@bangfu/import-issue';
import { shown } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { AssessmentContext } from '../context';
import { PolicyDocument, PolicyDocumentConnection, PolicyDocumentFilter } from './document.graphql';
import { presentDocument } from './document.presenter';

@Resolver(() => PolicyDocument)
export class PolicyDocumentResolver {
  @Query(() => PolicyDocument, { nullable: true, description: 'A policy document by its id (按编号查文件).' })
  async policyDocument(
    @Ctx() { loaders, asOf }: AssessmentContext,
    @Arg('id', () => ID, { description: 'The id, such as P (编号).' }) id: string,
  ): Promise<PolicyDocument> {
    const found = await loaders.document.load(id, asOf);
    if (!found) throw requestFault('NOT_FOUND', `no policy document has the id '${shown(id)}'`);
    return presentDocument(found);
  }

  @Query(() => PolicyDocumentConnection, {
    description: 'The policy documents held and the stubs of those they cite, in the order of reading (政策文件列表).',
  })
  async policyDocuments(
    @Ctx() { stores }: AssessmentContext,
    @Arg('filter', () => PolicyDocumentFilter, { nullable: true, description: 'Narrows the list (筛选).' })
    filter?: PolicyDocumentFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
  ): Promise<Connection<PolicyDocument>> {
    const { status, number } = filter ?? {};
    const conditions = { ...(status && { status }), ...(number && { number }) };
    const list = listName('policyDocuments', 'PLACE', conditions);
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    return PolicyDocumentConnection.of({
      list,
      page: await stores.documents.page(conditions, request.after, request.limit),
      isFirstPage: request.after === null,
      keysOf: ({ place, id }) => [place, id],
      present: presentDocument,
      count: () => stores.documents.count(conditions),
    });
  }

  @FieldResolver(() => PolicyDocument, { nullable: true, description: 'The notice it is enclosed with (所附通知).' })
  async partOf(
    @Root() { partOfId }: PolicyDocument,
    @Ctx() { loaders, asOf }: AssessmentContext,
  ): Promise<PolicyDocument | null> {
    const found = partOfId === null ? null : await loaders.document.load(partOfId, asOf);
    return found && presentDocument(found);
  }

  @FieldResolver(() => [PolicyDocument], { description: 'The documents it says it is based on (依据文件).' })
  async basedOn(
    @Root() { basedOnIds }: PolicyDocument,
    @Ctx() { loaders, asOf }: AssessmentContext,
  ): Promise<PolicyDocument[]> {
    const found = await Promise.all(basedOnIds.map((id) => loaders.document.load(id, asOf)));
    return found.flatMap((document) => (document === null ? [] : [presentDocument(document)]));
  }

  @FieldResolver(() => [ImportIssueType], { description: 'What the imports could not decide about it (导入问题).' })
  async importIssues(
    @Root() { id }: PolicyDocument,
    @Ctx() { loaders, asOf }: AssessmentContext,
  ): Promise<ImportIssueType[]> {
    return ((await loaders.issues.load(id, asOf)) ?? []).map(presentImportIssue);
  }
}
