import { requestFault } from '../errors/request-fault';

/** A place in an ordered list: the values of the sort keys of the item it points at, the tie-breaker last. */
export type CursorKeys = readonly (string | number | null)[];

/**
 * Makes an opaque cursor. `list` names the list with its filter and order, so that a cursor of another list is told
 * from this one's. It holds nothing but sort keys, so it survives a restart.
 */
export function encodeCursor(list: string, keys: CursorKeys): string {
  return Buffer.from(JSON.stringify([list, ...keys])).toString('base64url');
}

/**
 * Reads a cursor back.
 * @throws GraphQLError `INVALID_CURSOR` when it is broken or belongs to another list, filter or order.
 */
export function decodeCursor(list: string, cursor: string): CursorKeys {
  const [owner, ...keys] = parse(cursor);
  if (owner === undefined) throw requestFault('INVALID_CURSOR', 'the cursor is broken');
  if (owner !== list) throw requestFault('INVALID_CURSOR', 'the cursor belongs to another list, filter or order');
  return keys;
}

function parse(cursor: string): (string | number | null)[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isKey = (key: unknown) => key === null || typeof key === 'string' || typeof key === 'number';
    return Array.isArray(value) && value.every(isKey) ? value : [];
  } catch {
    return [];
  }
}
