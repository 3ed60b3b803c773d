import { After, Filter, First, ORDINARY_LIST, given, listName } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Ctx, Directive, FieldResolver, ObjectType, Query, Resolver } from 'type-graphql';
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
      @Filter(() => ImportIssueFilter) filter?: ImportIssueFilter,
      @First(ORDINARY_LIST) first?: number,
      @After() after?: string,
    ): Promise<Connection<ImportIssue>> {
      const conditions = given(filter);
      return ImportIssueConnection.read({
        list: listName(`importIssues.${service}`, 'CASE', conditions),
        size: ORDINARY_LIST,
        first,
        after,
        read: ({ after: place, limit }) => importIssues.page(conditions, place, limit),
        keysOf: ({ caseId, id }) => [caseId, id],
        present: presentImportIssue,
        count: () => importIssues.count(conditions),
      });
    }
  }
  return ImportIssuesResolver;
}
