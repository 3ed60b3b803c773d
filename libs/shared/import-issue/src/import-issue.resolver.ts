import { ORDINARY_LIST, listName, pageRequest } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Arg, Ctx, Directive, FieldResolver, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { ImportIssueConnection, ImportIssueFilter, presentImportIssue } from './import-issue.graphql';
import type { ImportIssue } from './import-issue.graphql';
import type { ImportIssueStore } from './import-issue.mongo';

/** What the request's context must offer. */
export interface ImportIssueContext {
  readonly importIssues: ImportIssueStore;
}

/**
 * The part of `Query.importIssues` that one service owns: a field of its name. All four share the object, so that one
 * query lists the issues of the whole graph and an outage costs one field.
 */
export function importIssueResolver(service: string, term: string): new () => object {
  @Directive('@shareable')
  @ObjectType('ImportIssues', {
    description: 'What the imports could not decide, by the service that owns it (导入问题).',
  })
  class ImportIssues {}

  @Resolver(() => ImportIssues)
  class ImportIssuesResolver {
    @Directive('@shareable')
    @Query(() => ImportIssues, {
      description: 'What the imports could not decide: each service lists its own (导入问题).',
    })
    importIssues(): ImportIssues {
      return new ImportIssues();
    }

    @FieldResolver(() => ImportIssueConnection, {
      name: service,
      nullable: true,
      description: `Import issues of the ${service} service, ordered by case (${term}导入问题).`,
    })
    async ofService(
      @Ctx() { importIssues }: ImportIssueContext,
      @Arg('filter', () => ImportIssueFilter, { nullable: true, description: 'Narrows the list (筛选).' })
      filter?: ImportIssueFilter,
      @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
      first?: number,
      @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
      after?: string,
    ): Promise<Connection<ImportIssue>> {
      const list = listName(`importIssues.${service}`, 'CASE', filter);
      const request = pageRequest(list, { first, after }, ORDINARY_LIST);
      const page = await importIssues.page(filter ?? {}, request.after, request.limit);
      return ImportIssueConnection.of({
        list,
        page,
        isFirstPage: request.after === null,
        keysOf: ({ caseId, id }) => [caseId, id],
        present: presentImportIssue,
        count: () => importIssues.count(filter ?? {}),
      });
    }
  }
  return ImportIssuesResolver;
}
