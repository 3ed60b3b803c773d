import type { Principal } from './principal';
import { covers, scopeReaching } from './row-scope';
import type { RecordRelations } from './row-scope';
import type { Relation } from './roles';

/** By what an assessor belongs to the assessed: in person, or by a role in the unit, group or team. */
export type Recusal =
  | { readonly by: 'SELF' }
  | { readonly by: 'ROLE'; readonly role: Principal['grants'][number]['role']; readonly value: string };

const SIDES: readonly Relation[] = ['UNIT', 'GROUP', 'TEAM'];

/**
 * Why a principal may not assess something (N-11, I-18): every tie to the assessed, to be recorded with the recusal.
 * None: the principal is no part of it. A place is no tie: its bodies sit on the panel by X-4.5b.
 */
export function recusals({ actor, actedFor, grants }: Principal, assessed: RecordRelations): readonly Recusal[] {
  const { places: _places, ...relations } = assessed;
  const persons = [actor.id, actedFor?.personId];
  const self: readonly Recusal[] = persons.some((id) => id !== undefined && relations.persons?.includes(id))
    ? [{ by: 'SELF' }]
    : [];
  const ties = grants.filter(
    ({ role, scope }) =>
      role !== 'ASSESSOR' && SIDES.includes(scope.relation) && covers(scopeReaching([scope]), relations),
  );
  return [...self, ...ties.map(({ role, scope }): Recusal => ({ by: 'ROLE', role, value: scope.value }))];
}
