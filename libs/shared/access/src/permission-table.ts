import { civilDateOf, err, holdsOn, ok } from '@bangfu/kernel';
import type { PlainDate, Result, Validity, Vocabulary } from '@bangfu/kernel';
import type { GrantScope } from './grant';
import { checkScope } from './grant';
import type { Principal } from './principal';
import { personInRight } from './principal';
import { ROLE, roleDefinition } from './roles';
import type { Relation, Role } from './roles';
import { NOTHING, everyRecord, scopeReaching, union } from './row-scope';
import type { RowScope } from './row-scope';

/** 操作类别. */
export const ACT = {
  READ: { zh: '查阅', en: 'Reads.' },
  WRITE: { zh: '办理', en: 'Changes something.' },
  SIGN: { zh: '签字', en: 'Signs. Nobody signs for another.' },
} as const satisfies Vocabulary<string>;
export type Act = keyof typeof ACT;

/** One right: an operation of the graph, who has it, what it reaches, and by which clause. */
export interface Permission {
  /** A root field (`Query.town`, `Mutation.decideImportIssue`) or a restricted field (`Person.phone`). */
  readonly operation: string;
  readonly act: Act;
  /** `ANY_ROLE`: whoever signed in and has at least one grant; agencies not, they need their contract. */
  readonly roles: readonly Role[] | 'ANY_ROLE';
  /**
   * Which records: all; those of the person whose right it is; or those that the role's grants name by one of these
   * relations.
   */
  readonly reach: 'ALL' | 'SELF' | readonly Relation[];
  /** The requirement that gives the right, such as `X-3a`; `OURS` where no clause does. */
  readonly clause: string;
}

/** What an agency receives under an agreement (数据共享合同), and from when to when: the operations, and the rows. */
export interface Contract extends Validity {
  readonly name: string;
  readonly agency: string;
  readonly operations: readonly string[];
  readonly reach: 'ALL' | readonly GrantScope[];
}

/** Why a principal may not use an operation. */
export type AccessRefusal = 'UNKNOWN_OPERATION' | 'NO_GRANT' | 'SIGNATURE_NOT_DELEGABLE';

/** The permission table contradicts itself, or does not fit the schema; the message lists every fault. */
export class PermissionTableFault extends Error {
  override readonly name = 'PermissionTableFault';
}

/** Every decision on rights, taken from one table. What the table does not open is closed. */
export interface AccessPolicy {
  /** The operations and restricted fields listed, in alphabetical order. */
  readonly operations: readonly string[];
  /** Whether the principal may use the operation at all; which records, tells {@link AccessPolicy.scopeOf}. */
  may(principal: Principal, operation: string): boolean;
  /** Why not; null when the principal may. */
  refusal(principal: Principal, operation: string): AccessRefusal | null;
  /** Which records the principal reaches by the operation; nothing where {@link AccessPolicy.may} says no. */
  scopeOf(principal: Principal, operation: string): RowScope;
  /** The scopes that `@requiresScopes` asks for, any one of the lists; null when being signed in is enough. */
  requiredScopes(operation: string): readonly (readonly string[])[] | null;
  /**
   * Asserts at boot that table and schema list the same, by {@link schemaOperations}.
   * @throws PermissionTableFault that names what is missing on either side.
   */
  assertComplete(schemaOperations: readonly string[]): void;
}

/**
 * Makes the policy of a permission table.
 * @param today the day on which a contract must hold; the programme's today unless given.
 * @throws PermissionTableFault when rows contradict each other or name what a role cannot have.
 */
export function accessPolicy(
  table: readonly Permission[],
  contracts: readonly Contract[] = [],
  today: () => PlainDate = () => civilDateOf(new Date()),
): AccessPolicy {
  const faults = [...tableFaults(table), ...contractFaults(table, contracts)];
  if (faults.length > 0) throw new PermissionTableFault(`the permission table is at fault: ${faults.join('; ')}`);
  const rowsOf = new Map<string, Permission[]>();
  for (const row of table) rowsOf.set(row.operation, [...(rowsOf.get(row.operation) ?? []), row]);
  const contractInForce = (name: string): Contract | undefined =>
    contracts.find((contract) => contract.name === name && holdsOn(contract, today()));

  const decide = (principal: Principal, operation: string): Result<RowScope, AccessRefusal> => {
    const rows = rowsOf.get(operation);
    if (rows === undefined) return err('UNKNOWN_OPERATION');
    const reached = rows.map((row) => reachOf(row, principal, contractInForce));
    if (reached.every((scope) => scope.kind === 'NONE')) return err('NO_GRANT');
    if (principal.actedFor !== null && rows.some(({ act }) => act === 'SIGN')) return err('SIGNATURE_NOT_DELEGABLE');
    return ok(union(...reached));
  };
  return {
    operations: [...rowsOf.keys()].toSorted(),
    may: (principal, operation) => decide(principal, operation).ok,
    refusal(principal, operation) {
      const decision = decide(principal, operation);
      return decision.ok ? null : decision.error;
    },
    scopeOf(principal, operation) {
      const decision = decide(principal, operation);
      return decision.ok ? decision.value : NOTHING;
    },
    requiredScopes(operation) {
      const rows = rowsOf.get(operation);
      if (rows === undefined) return [['nobody']];
      if (rows.some(({ roles }) => roles === 'ANY_ROLE')) return null;
      return rows.flatMap(({ roles }) => (roles === 'ANY_ROLE' ? [] : roles.map((role) => [roleScope(role)])));
    },
    assertComplete(schemaOperations) {
      const inSchema = new Set(schemaOperations);
      const unlisted = [...inSchema].filter((operation) => !rowsOf.has(operation)).toSorted();
      const unknown = [...rowsOf.keys()].filter((operation) => !inSchema.has(operation)).toSorted();
      if (unlisted.length + unknown.length === 0) return;
      const differences = [
        ...(unlisted.length > 0 ? [`in the schema without a permission: ${unlisted.join(', ')}`] : []),
        ...(unknown.length > 0 ? [`with a permission but not in the schema: ${unknown.join(', ')}`] : []),
      ];
      throw new PermissionTableFault(`permission table and schema differ: ${differences.join('; ')}`);
    },
  };
}

const roleScope = (role: Role): string => `role:${role}`;

/** The scopes a principal has in the sense of `@requiresScopes`: for whoever enforces from the composed schema. */
export const scopesOf = ({ grants }: Principal): ReadonlySet<string> =>
  new Set(grants.map(({ role }) => roleScope(role)));

/** Whether a principal has all scopes of one of the lists. */
export const hasScopes = (principal: Principal, required: readonly (readonly string[])[]): boolean =>
  required.some((all) => all.every((scope) => scopesOf(principal).has(scope)));

/** What one row of the table opens to a principal. */
function reachOf(
  { operation, roles, reach }: Permission,
  principal: Principal,
  contractInForce: (name: string) => Contract | undefined,
): RowScope {
  const grants = principal.grants.filter(({ role }) =>
    roles === 'ANY_ROLE' ? role !== 'AGENCY_CLIENT' : roles.includes(role),
  );
  const parts = grants.map(({ role, scope }): RowScope => {
    if (role === 'AGENCY_CLIENT') return contractReach(contractInForce(scope.value), operation);
    if (reach === 'ALL') return everyRecord();
    if (reach === 'SELF') {
      const self = personInRight(principal);
      return self === null ? NOTHING : scopeReaching([{ relation: 'PERSON', value: self }]);
    }
    return reach.includes(scope.relation) ? scopeReaching([scope]) : NOTHING;
  });
  return union(...parts);
}

function contractReach(contract: Contract | undefined, operation: string): RowScope {
  if (contract === undefined || !contract.operations.includes(operation)) return NOTHING;
  return contract.reach === 'ALL' ? everyRecord() : scopeReaching(contract.reach);
}

function tableFaults(table: readonly Permission[]): readonly string[] {
  const seen = new Map<string, { act: Act; roles: Set<string> }>();
  return table.flatMap(({ operation, act, roles, reach, clause }) => {
    const faults: string[] = [];
    const fault = (text: string) => faults.push(`${operation}: ${text}`);
    const known = seen.get(operation) ?? { act, roles: new Set<string>() };
    seen.set(operation, known);
    if (!/^[A-Z]\w*\.[a-z]\w*$/.test(operation)) fault('is not written Type.field');
    if (known.act !== act) fault(`is both ${known.act} and ${act}`);
    if (!/^([A-Z]+-\S+|OURS)$/.test(clause)) fault(`cites '${clause}', which is neither a requirement nor OURS`);
    if (Array.isArray(reach) && reach.length === 0) fault('reaches by no relation');
    for (const role of roles === 'ANY_ROLE' ? ['ANY_ROLE'] : roles) {
      if (known.roles.has(role)) fault(`lists ${role} twice`);
      known.roles.add(role);
    }
    if (roles === 'ANY_ROLE') {
      if (act !== 'READ') fault(`opens ${act} to any role`);
      return faults;
    }
    if (roles.length === 0) fault('names no role');
    for (const role of roles) {
      const { relations } = roleDefinition(role);
      if (act !== 'READ' && (role === 'SUPERVISOR' || role === 'AGENCY_CLIENT')) fault(`lets ${role} ${act}`);
      if (role === 'AGENCY_CLIENT' || reach === 'ALL' || reach === 'SELF') continue;
      if (!relations.some((relation) => reach.includes(relation))) {
        fault(`reaches by ${reach.join(', ')}, and ${role} is given by ${relations.join(' or ')}`);
      }
    }
    return faults;
  });
}

function contractFaults(table: readonly Permission[], contracts: readonly Contract[]): readonly string[] {
  const open = new Set(
    table
      .filter(({ roles }) => roles !== 'ANY_ROLE' && roles.includes('AGENCY_CLIENT'))
      .map(({ operation }) => operation),
  );
  const names = contracts.map(({ name }) => name);
  return contracts.flatMap(({ name, operations, reach }, index) => [
    ...(names.indexOf(name) < index ? [`contract ${name} is listed twice`] : []),
    ...operations
      .filter((operation) => !open.has(operation))
      .map(
        (operation) => `contract ${name} names ${operation}, which the table does not open to ${ROLE.AGENCY_CLIENT.zh}`,
      ),
    ...(reach === 'ALL' ? [] : reach.flatMap((scope) => scopeFault(name, scope))),
  ]);
}

function scopeFault(contract: string, scope: GrantScope): readonly string[] {
  if (scope.relation === 'CONTRACT') return [`contract ${contract} reaches by another contract`];
  try {
    checkScope(scope);
    return [];
  } catch (fault) {
    return [`contract ${contract}: ${fault instanceof Error ? fault.message : 'malformed scope'}`];
  }
}
