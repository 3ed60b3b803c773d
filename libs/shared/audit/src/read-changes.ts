import { ORDINARY_LIST, encodeCursor, pageRequest, requestFault } from '@bangfu/graphql';
import type { Change, ChangeFeed, ChangeScope } from './change-feed.mongo';

/** How a reader asks for changes, in the graph and over HTTP alike. */
export interface ChangesRequest {
  /** Where the reader stopped; null or missing = from the beginning. */
  readonly after?: string | null | undefined;
  /** Kinds of things, such as `Posting`; null or missing = all. */
  readonly types?: readonly string[] | null | undefined;
  /** How many, 50 unless given, 500 at most. */
  readonly first?: number | null | undefined;
  /** What the reader may see: to be said every time. */
  readonly scope: ChangeScope;
}

/** A page of changes. */
export interface ChangesPage {
  readonly items: readonly { readonly change: Change; readonly cursor: string }[];
  readonly hasMore: boolean;
  /**
   * Where to go on: to be kept by the reader once it has dealt with the page. It names a place of the feed and neither types
   * nor scope, is there also when the page is empty, and survives restarts of both sides.
   */
  readonly cursor: string;
}

/** The name that cursors of a service's feed carry. */
export const feedName = (feed: ChangeFeed): string => `changes|${feed.service}`;

/**
 * The changes after a cursor: each at least once, those of one thing in order. A reader that dies goes on from the last
 * cursor it kept.
 * @throws GraphQLError `INVALID_CURSOR` when the cursor is broken, of another service or beyond the end of the feed (of a
 * database that was restored since); `PAGE_SIZE_OUT_OF_RANGE`.
 */
export async function readChanges(feed: ChangeFeed, request: ChangesRequest): Promise<ChangesPage> {
  const list = feedName(feed);
  const { limit, after } = pageRequest(list, { first: request.first, after: request.after }, ORDINARY_LIST);
  const afterPosition = positionOf(after === null ? 0 : after[0]);
  const { scope, types } = request;
  const { items, hasMore, end } = await feed.after({ afterPosition, types: types ?? null, scope, limit });
  if (afterPosition > end) {
    throw requestFault('INVALID_CURSOR', 'the cursor lies beyond the end of the feed: read it from the beginning');
  }
  const cursorAt = (position: number): string => encodeCursor(list, [position]);
  return {
    items: items.map((change) => ({ change, cursor: cursorAt(change.position) })),
    hasMore,
    cursor: cursorAt(hasMore || limit === 0 ? (items.at(-1)?.position ?? afterPosition) : end),
  };
}

function positionOf(key: unknown): number {
  if (typeof key === 'number' && Number.isSafeInteger(key) && key >= 0) return key;
  throw requestFault('INVALID_CURSOR', 'the cursor is broken');
}
