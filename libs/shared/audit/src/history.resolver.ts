import { After, First, ORDINARY_LIST, listName, requestFault } from '@bangfu/graphql';
import type { Connection, EntityClass } from '@bangfu/graphql';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AuditEntryConnection, presentAuditEntry } from './audit.graphql';
import type { AuditEntry } from './audit.graphql';
import type { AuditHistory } from './audit-trail.mongo';

/** What the request's context must offer. */
export interface HistoryContext {
  readonly history: AuditHistory;
}

/**
 * The field `history` on a type of the service: all audit entries of the thing, first first. Who may read it is a row of
 * the permission table like any other field's.
 */
export function historyResolver<Thing extends { id: string }>(
  type: () => EntityClass<Thing>,
  kind: string,
): new () => object {
  @Resolver(type)
  class HistoryResolver {
    @FieldResolver(() => AuditEntryConnection, {
      description: 'What was done to it: who, for whom, when, why and what changed, in order (历史记录).',
    })
    async history(
      @Root() { id }: { id: string },
      @Ctx() { history }: HistoryContext,
      @First(ORDINARY_LIST) first?: number,
      @After() after?: string,
    ): Promise<Connection<AuditEntry>> {
      const aggregate = { kind, id };
      return AuditEntryConnection.read({
        list: listName(`history.${kind}`, 'SEQ', { id }),
        size: ORDINARY_LIST,
        first,
        after,
        read: ({ after: place, limit }) =>
          history.historyOf(aggregate, { afterSeq: place === null ? null : seqOf(place[0]), limit }),
        keysOf: ({ seq }) => [seq],
        present: presentAuditEntry,
        count: () => history.countOf(aggregate),
      });
    }
  }
  return HistoryResolver;
}

function seqOf(key: unknown): number {
  if (typeof key === 'number') return key;
  throw requestFault('INVALID_CURSOR', 'the cursor is broken');
}
