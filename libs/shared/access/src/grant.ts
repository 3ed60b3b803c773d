import { divisionCode, idOf, isValueOf } from '@bangfu/kernel';
import type { DivisionCode, SupportGroupId, TownTeamId, UnitId, ID_PREFIXES } from '@bangfu/kernel';
import { RELATION, ROLE, levelOf, roleDefinition } from './roles';
import type { Relation, Role } from './roles';

/** What a grant names: a relation, and the code, id or name of the thing at its other end. */
export interface GrantScope {
  readonly relation: Relation;
  readonly value: string;
}

/** A role over something: the captain of this team, an official of this county. Made by {@link grant} alone. */
export interface Grant {
  readonly role: Role;
  readonly scope: GrantScope;
}

/** A grant that no role allows, or a text that is none. */
export class MalformedGrant extends Error {
  override readonly name = 'MalformedGrant';
}

/** What stands for "the division", "the unit" and so on when a grant or a contract is made. */
export const scopes = {
  division: (code: DivisionCode): GrantScope => ({ relation: 'DIVISION', value: code }),
  unit: (id: UnitId): GrantScope => ({ relation: 'UNIT', value: id }),
  group: (id: SupportGroupId): GrantScope => ({ relation: 'GROUP', value: id }),
  team: (id: TownTeamId): GrantScope => ({ relation: 'TEAM', value: id }),
  contract: (name: string): GrantScope => ({ relation: 'CONTRACT', value: name }),
} as const;

const CONTRACT_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ID_KINDS = { UNIT: 'Unit', GROUP: 'SupportGroup', TEAM: 'TownTeam', PERSON: 'Person' } as const satisfies Record<
  Exclude<Relation, 'DIVISION' | 'CONTRACT'>,
  keyof typeof ID_PREFIXES
>;

/**
 * Gives a role over something. A town's role never takes a county's code: a slip here would open a county.
 * @throws MalformedGrant when the role is not given by this relation or at this level; MalformedValue when the code or
 * id has not the form of its kind.
 */
export function grant(role: Role, scope: GrantScope): Grant {
  const { relations, levels } = roleDefinition(role);
  if (!relations.includes(scope.relation)) {
    throw new MalformedGrant(`${role} is given by ${relations.join(' or ')}, not by ${scope.relation}`);
  }
  checkScope(scope);
  if (scope.relation === 'DIVISION') {
    const level = levelOf(divisionCode(scope.value));
    if (!levels.includes(level)) {
      throw new MalformedGrant(`${role} is given at ${levels.join(', ')}; ${scope.value} is of level ${level}`);
    }
  }
  return { role, scope: { relation: scope.relation, value: scope.value } };
}

/**
 * Checks that a scope's value has the form of its relation.
 * @throws MalformedValue for a code or id; MalformedGrant for a contract's name.
 */
export function checkScope({ relation, value }: GrantScope): void {
  if (relation === 'DIVISION') divisionCode(value);
  else if (relation === 'CONTRACT') {
    if (!CONTRACT_NAME.test(value)) throw new MalformedGrant(`'${value}' is not the name of a contract: a-z, 0-9, -`);
  } else idOf(ID_KINDS[relation], value);
}

/** A grant as one text, `CAPTAIN@TEAM:team_01F7…`: the form in which tokens carry it. */
export const grantText = ({ role, scope }: Grant): string => `${role}@${scope.relation}:${scope.value}`;

/**
 * Reads a grant from its text.
 * @throws MalformedGrant or MalformedValue when it is none; nothing unknown is passed over.
 */
export function readGrant(text: string): Grant {
  const match = /^([A-Z_]+)@([A-Z]+):(.+)$/.exec(text);
  const [, role = '', relation = '', value = ''] = match ?? [];
  if (!isValueOf(ROLE, role) || !isValueOf(RELATION, relation)) {
    throw new MalformedGrant(
      `'${text.slice(0, 60)}' is not a grant, which looks like TOWN_OFFICIAL@DIVISION:440233100`,
    );
  }
  return grant(role, { relation, value });
}
