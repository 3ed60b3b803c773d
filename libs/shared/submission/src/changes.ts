import { fieldsOf, isFields, sameJson } from './plain-json';
import type { Submission } from './submission';

/**
 * One field that differs. `path` is a JSON pointer (RFC 6901): `/shares/province`, `/items/0`; '' is the whole. `before`
 * is null for what was added, `after` null for what was removed; `kind` tells that from a field that holds null.
 */
export interface Change {
  readonly path: string;
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What a reviewer has to look at: how the content differs from the one last approved, field by field, in the order of
 * the fields. Null when nothing has been approved yet: then all of it is new.
 */
export const changedSinceApproval = <Content>(submission: Submission<Content>): readonly Change[] | null =>
  submission.approved === null ? null : changesBetween(submission.approved.content, submission.content);

/** How two plain JSON values differ. Lists are compared place by place. */
export const changesBetween = (before: unknown, after: unknown): readonly Change[] => differences('', before, after);

function differences(path: string, before: unknown, after: unknown): readonly Change[] {
  if (sameJson(before, after)) return [];
  const [ours, theirs] = [partsOf(before), partsOf(after)];
  if (!ours || !theirs || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, kind: 'CHANGED', before, after }];
  }
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key): readonly Change[] => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!theirs.has(key)) return [{ path: at, kind: 'REMOVED', before: ours.get(key), after: null }];
    if (!ours.has(key)) return [{ path: at, kind: 'ADDED', before: null, after: theirs.get(key) }];
    return differences(at, ours.get(key), theirs.get(key));
  });
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (Array.isArray(value)) return new Map(value.map((item: unknown, place) => [String(place), item]));
  return isFields(value) ? fieldsOf(value) : null;
}
