import { invariant } from '@bangfu/kernel';
import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import type { AggregateReference } from './audit-entry';
import { chainKey } from './checkpoint';
import type { AuditCollections, FeedEnd, StoredChange } from './collections.mongo';

/** One change of one thing as the feed tells it: that it changed and where, not to what. The graph shows the values to those who may see them. */
export interface Change {
  /** The id of the audit entry of the change: the same on every delivery. */
  readonly id: string;
  readonly actId: string;
  readonly aggregate: AggregateReference;
  /** The place among the changes and disclosures of the thing; it grows, with gaps where there was a disclosure. */
  readonly seq: number;
  readonly kind: StoredChange['kind'];
  readonly version: number;
  readonly act: string;
  readonly at: Date;
  /** The fields that changed. */
  readonly paths: readonly string[];
  /** The place in the feed of the service, from 1. */
  readonly position: number;
}

/** From which scopes the reader sees changes: all of them, or those that name at least one of these. [] sees nothing. */
export type ChangeScope = 'EVERYTHING' | { readonly anyOf: readonly string[] };

/** What is asked of the feed. */
export interface FeedQuery {
  readonly afterPosition: number;
  /** Kinds of things, such as `Posting`; null = all. */
  readonly types: readonly string[] | null;
  readonly scope: ChangeScope;
  readonly limit: number;
}

/** The change feed of a service. */
export interface ChangeFeed {
  /** The name of the service's database, which cursors carry. */
  readonly service: string;
  /** The changes after a position, in order. `end` is the last position that is given out: nothing up to it is still to come. */
  after(
    query: FeedQuery,
  ): Promise<{ readonly items: readonly Change[]; readonly hasMore: boolean; readonly end: number }>;
  /** How many changes a reader sees in all. */
  count(query: Pick<FeedQuery, 'types' | 'scope'>): Promise<number>;
  /** Gives positions to the changes that have none yet; `after` does so itself. Answers how many. */
  position(): Promise<number>;
}

/** How many changes one transaction gives positions to. */
const BATCH = 500;

/**
 * The feed over the changes of a service.
 *
 * A position taken inside the act would be given before it is known which act commits first: a reader past position 8
 * would never see 7, committed a moment later. So acts write their changes without a position, and each reading first
 * gives positions to the changes that are committed and have none. That happens in a transaction which moves the end of
 * the feed, one document, by compare-and-set: two readers at once cannot both succeed, and one that is killed leaves
 * either all of its positions or none. Hence at every moment the positions given are exactly 1 to the end, and what
 * commits later comes after it: a reader that goes on from the last position it saw misses nothing and nothing moves.
 *
 * In order per thing: an act takes the next place in the chain of a thing on top of the last committed one, so whoever sees
 * place 5 committed sees 4 committed; a batch takes the changes by thing and place, so it never holds 5 without 4.
 *
 * There is no process that could lag or die: the feed is as fresh as the question.
 */
export function changeFeed(connection: Connection, { changes, feedEnd }: AuditCollections): ChangeFeed {
  const endOf = async (session: ClientSession | null): Promise<number> => {
    const end = (await feedEnd.findById('feed').session(session).lean()) as FeedEnd | null;
    return end?.position ?? 0;
  };

  const positionBatch = async (session: ClientSession): Promise<number> => {
    const waiting = (await changes
      .find({ position: null } as QueryFilter<StoredChange>)
      .sort({ 'aggregate.kind': 1, 'aggregate.id': 1, seq: 1 })
      .limit(BATCH)
      .session(session)
      .lean()) as StoredChange[];
    if (waiting.length === 0) return 0;
    const end = await endOf(session);
    const moved = await feedEnd.updateOne(
      { _id: 'feed', position: end },
      { $set: { position: end + waiting.length } },
      { session },
    );
    invariant(moved.modifiedCount === 1, 'the end of the feed is where this transaction read it');
    await changes.bulkWrite(
      inOrderOfTime(waiting).map(({ _id }, index) => ({
        updateOne: { filter: { _id }, update: { $set: { position: end + index + 1 } } },
      })),
      { session },
    );
    return waiting.length;
  };

  const position = async (): Promise<number> => {
    if (!(await changes.exists({ position: null } as QueryFilter<StoredChange>))) return 0;
    await feedEnd.updateOne({ _id: 'feed' }, { $setOnInsert: { position: 0 } }, { upsert: true });
    const session = await connection.startSession();
    try {
      let total = 0;
      for (;;) {
        const given = await session.withTransaction(() => positionBatch(session), {
          readConcern: { level: 'snapshot' },
          writeConcern: { w: 'majority', j: true },
        });
        total += given;
        if (given < BATCH) return total;
      }
    } finally {
      await session.endSession();
    }
  };

  return {
    service: connection.name,
    position,
    async after({ afterPosition, types, scope, limit }) {
      await position();
      const end = await endOf(null);
      const found = (await changes
        .find({ position: { $gt: afterPosition, $lte: end }, ...conditions(types, scope) } as QueryFilter<StoredChange>)
        .sort({ position: 1 })
        .limit(limit + 1)
        .lean()) as StoredChange[];
      return { items: found.slice(0, limit).map(toChange), hasMore: found.length > limit, end };
    },
    count: ({ types, scope }) => changes.countDocuments(conditions(types, scope)).exec(),
  };
}

const conditions = (types: readonly string[] | null, scope: ChangeScope): QueryFilter<StoredChange> => ({
  ...(types && { 'aggregate.kind': { $in: [...types] } }),
  ...(scope !== 'EVERYTHING' && { scopes: { $in: [...scope.anyOf] } }),
});

/** By instant, but never before an earlier change of the same thing, whatever the clocks said. */
function inOrderOfTime(waiting: readonly StoredChange[]): readonly StoredChange[] {
  const latest = new Map<string, number>();
  return waiting
    .map((change) => {
      const key = chainKey(change.aggregate);
      const instant = Math.max(latest.get(key) ?? 0, change.at.getTime());
      latest.set(key, instant);
      return { change, instant };
    })
    .sort((a, b) => a.instant - b.instant) // stable: changes of one thing at one instant keep their order
    .map(({ change }) => change);
}

const toChange = ({ _id, actId, aggregate, seq, kind, version, act, at, paths, position }: StoredChange): Change => ({
  id: _id,
  actId,
  aggregate,
  seq,
  kind,
  version,
  act,
  at,
  paths,
  position: position ?? 0,
});
