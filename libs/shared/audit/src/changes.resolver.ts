import { After, First, ORDINARY_LIST } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Arg, Ctx, Directive, FieldResolver, ObjectType, Query, Resolver } from 'type-graphql';
import { ChangeConnection, presentChange } from './audit.graphql';
import type { Change } from './audit.graphql';
import type { ChangeFeed, ChangeScope } from './change-feed.mongo';
import { feedName, readChanges } from './read-changes';

/** What the request's context must offer. */
export interface ChangesContext {
  readonly feed: ChangeFeed;
  /** What the caller may see of the feed. */
  readonly changeScope: ChangeScope;
}

/**
 * The part of `Query.changes` that one service owns: a field of its name, nullable, so that an outage costs one field.
 * Each service has a feed of its own with cursors of its own; there is no order between two services.
 */
export function changesResolver(service: string, term: string): new () => object {
  @Directive('@shareable')
  @ObjectType('Changes', { description: 'What has changed, by the service that owns it (变更订阅).' })
  class Changes {}

  @Resolver(() => Changes)
  class ChangesResolver {
    @Directive('@shareable')
    @Query(() => Changes, { description: 'What has changed: each service tells its own (变更订阅).' })
    changes(): Changes {
      return new Changes();
    }

    @FieldResolver(() => ChangeConnection, {
      name: service,
      nullable: true,
      description: `Changes in the ${service} service, each at least once and those of one thing in order (${term}变更).`,
    })
    async ofService(
      @Ctx() { feed, changeScope }: ChangesContext,
      @After() after?: string,
      @Arg('types', () => [String], { nullable: true, description: 'Only these kinds of things (对象类型).' })
      types?: string[],
      @First(ORDINARY_LIST) first?: number,
    ): Promise<Connection<Change>> {
      const page = await readChanges(feed, { after, types, first, scope: changeScope });
      const connection = await ChangeConnection.read({
        list: feedName(feed),
        size: ORDINARY_LIST,
        first,
        after,
        read: () => Promise.resolve({ items: page.items.map(({ change }) => change), hasMore: page.hasMore }),
        keysOf: ({ position }) => [position],
        present: presentChange,
        count: () => feed.count({ types: types ?? null, scope: changeScope }),
      });
      connection.pageInfo.endCursor = page.cursor; // also of an empty page: the reader goes on from there
      return connection;
    }
  }
  return ChangesResolver;
}
