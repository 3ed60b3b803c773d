import type { Connection, QueryFilter } from 'mongoose';
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

/** How many changes get their positions at once. */
const BATCH = 500;

/**
 * The feed over the changes of a service.
 *
 * A position taken inside the act would be given before it is known which act commits first: a reader past position 8
 * would never see 7, committed a moment later. So acts write their changes without a position, and each reading first
 * gives positions to the changes that are committed and have none, in three steps that are each one atomic write:
 *
 * 1. the batch, in its order, is noted in the one document that is the end of the feed, if nothing is noted there and the
 *    end is still where it was read; of several readers one succeeds;
 * 2. each change of the batch takes the position that follows from its place in it;
 * 3. the end moves behind the batch and the note is taken away, if the end is still where it was.
 *
 * Whoever finds a noted batch does steps 2 and 3 for it: they give the same positions, by whomever and however often they
 * are done. So a reader that is killed at any point holds nobody up, as the locks of a transaction would, for a minute.
 * Readers read up to the end only: at every moment the positions up to it are all given and never change, and what
 * commits later comes after it. A reader that goes on from the last position it saw misses nothing.
 *
 * In order per thing: an act takes the next place in the chain of a thing on top of the last committed one, so whoever sees
 * place 5 committed sees 4 committed; the batch is one scan of an index by thing and place, so it never holds 5 without
 * 4, unless 4 is in a batch noted meanwhile, and then step 1 fails.
 *
 * There is no process that could lag or die: the feed is as fresh as the question.
 */
export function changeFeed(connection: Connection, { changes, feedEnd }: AuditCollections): ChangeFeed {
  const isWaiting = { position: null } as QueryFilter<StoredChange>;
  const endOf = async (): Promise<FeedEnd> =>
    ((await feedEnd.findById('feed').lean()) as FeedEnd | null) ?? { _id: 'feed', position: 0, batch: [] };

  const finishBatch = async ({ position, batch }: FeedEnd): Promise<void> => {
    await changes.bulkWrite(
      batch.map((id, index) => ({
        updateOne: { filter: { _id: id, ...isWaiting }, update: { $set: { position: position + index + 1 } } },
      })),
      { ordered: false },
    );
    await feedEnd.updateOne(
      { _id: 'feed', position, batch: { $ne: [] } },
      { $set: { position: position + batch.length, batch: [] } },
    );
  };

  const position = async (): Promise<number> => {
    let given = 0;
    for (;;) {
      const end = await endOf(); // before the waiting ones are read, so that the end moves if somebody takes them
      if (end.batch.length > 0) {
        await finishBatch(end);
        continue;
      }
      const waiting = (await changes
        .find(isWaiting)
        .sort({ position: 1, 'aggregate.kind': 1, 'aggregate.id': 1, seq: 1 })
        .limit(BATCH)
        .lean()) as StoredChange[];
      if (waiting.length === 0) return given;
      const batch = inOrderOfTime(waiting).map(({ _id }) => _id);
      if (end.position === 0) {
        await feedEnd.updateOne({ _id: 'feed' }, { $setOnInsert: { position: 0, batch: [] } }, { upsert: true });
      }
      const noted = await feedEnd.updateOne({ _id: 'feed', position: end.position, batch: [] }, { $set: { batch } });
      if (noted.modifiedCount === 0) continue; // somebody else was first
      await finishBatch({ ...end, batch });
      given += batch.length;
    }
  };

  return {
    service: connection.name,
    position,
    async after({ afterPosition, types, scope, limit }) {
      await position();
      const { position: end } = await endOf();
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
