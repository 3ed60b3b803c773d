import { requestFault } from '../errors/request-fault';
import { decodeCursor, encodeCursor } from './cursor';
import type { CursorKeys } from './cursor';

/** A page as a store is asked for it: at most `limit` items after the place of `after`. */
export interface PageRequest {
  readonly limit: number;
  readonly after: CursorKeys | null;
}

/** What a store answers: one item more than asked for would have been there when `hasMore`. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
}

/** The paging arguments of a list and how many items it gives at most and by default. */
export interface PageArguments {
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
}
export interface PageSize {
  readonly standard: number;
  readonly most: number;
}

/** The province has 1,757 town-level divisions: the cap of a list of towns lets them all come in one operation. */
export const PROVINCE_OF_TOWNS: PageSize = { standard: 50, most: 2000 };
export const ORDINARY_LIST: PageSize = { standard: 50, most: 500 };

/**
 * Checks the paging arguments of a list.
 * @throws GraphQLError `PAGE_SIZE_OUT_OF_RANGE` or `INVALID_CURSOR`.
 */
export function pageRequest(list: string, { first, after }: PageArguments, { standard, most }: PageSize): PageRequest {
  const limit = first ?? standard;
  if (limit < 0 || limit > most) {
    throw requestFault('PAGE_SIZE_OUT_OF_RANGE', `first is ${limit}; this list gives from 0 to ${most} items a page`, {
      most,
    });
  }
  return { limit, after: after == null ? null : decodeCursor(list, after) };
}

/** A page of items that a loader has read for many lists in one find; they are in the order of `keyOf`. */
export function pageInMemory<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { after, limit }: PageRequest,
): PageOf<Item> {
  const place = after?.[0];
  const following = place == null ? items : items.filter((item) => keyOf(item) > String(place));
  return { items: following.slice(0, limit), hasMore: following.length > limit };
}

/** The name of a list as its cursors carry it: the field, its order and its filter. */
export const listName = (field: string, orderBy: string, filter: unknown): string =>
  `${field}|${orderBy}|${JSON.stringify(filter ?? {})}`;

export { encodeCursor };
