import { After, Filter, First, ORDINARY_LIST, given, listName, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { ImportIssueType, presentImportIssue } from '@bangfu/import-issue';
import { shown } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
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
    @Filter(() => PolicyDocumentFilter) filter?: PolicyDocumentFilter | null,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
  ): Promise<Connection<PolicyDocument>> {
    const conditions = given(filter);
    return PolicyDocumentConnection.read({
      list: listName('policyDocuments', 'PLACE', conditions),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => stores.documents.page(conditions, place, limit),
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
