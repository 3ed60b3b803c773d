import { SERVICES, policyClauses } from '@bangfu/documents';
import { divisionCode, plainDate, valuesOf } from '@bangfu/kernel';
import { clauseIdOf } from '@bangfu/policy';
import fc from 'fast-check';
import {
  NOTHING,
  PERMISSIONS,
  ROLE,
  accessPolicy,
  agencyClient,
  contains,
  covers,
  grant,
  hasScopes,
  person,
  sampleClients,
  samplePeople,
  scopeReaching,
  scopes,
  systemScope,
} from './index';
import type { Contract, Permission, Principal, Role } from './index';
import { aPersonId, aTeamId, aUnitId } from './testing/builders';

const TOWN = divisionCode('440233100');
const OTHER_TOWN = divisionCode('440233101');
const townOfficial = person(aPersonId('official'), [grant('TOWN_OFFICIAL', scopes.division(TOWN))]);
const captain = person(aPersonId('captain'), [
  grant('CAPTAIN', scopes.team(aTeamId('own'))),
  grant('CAPTAIN', scopes.division(TOWN)),
]);
const agency = agencyClient('civil-affairs', [grant('AGENCY_CLIENT', scopes.contract('civil-affairs-2026'))]);
const stranger = person(aPersonId('stranger'), []);
const acting: Principal = { ...captain, actedFor: { personId: aPersonId('away'), delegationId: 'delegation-1' } };

const read = (facts: Partial<Permission> & Pick<Permission, 'operation'>): Permission => ({
  act: 'READ',
  roles: ['TOWN_OFFICIAL'],
  reach: ['DIVISION'],
  clause: 'X-3a',
  ...facts,
});
const TABLE: readonly Permission[] = [
  read({ operation: 'Query.towns', roles: 'ANY_ROLE', reach: 'ALL', clause: 'OURS' }),
  read({ operation: 'Query.households' }),
  read({ operation: 'Query.households', roles: ['AGENCY_CLIENT'], reach: ['CONTRACT'], clause: 'K-10a' }),
  read({ operation: 'Query.postings', roles: ['CAPTAIN'], reach: ['TEAM'] }),
  read({ operation: 'Query.postings', roles: ['DISPATCHING_UNIT'], reach: ['UNIT'], clause: 'X-4.3a' }),
  read({ operation: 'Query.myAppraisals', roles: ['CAPTAIN', 'TEAM_MEMBER'], reach: 'SELF', clause: 'OURS' }),
  read({ operation: 'Person.phone' }),
  {
    operation: 'Mutation.signProject',
    act: 'SIGN',
    roles: ['CAPTAIN', 'TOWN_PARTY_SECRETARY'],
    reach: ['DIVISION'],
    clause: 'X-4.4a',
  },
];
const CONTRACT: Contract = {
  name: 'civil-affairs-2026',
  agency: '模拟民政厅',
  operations: ['Query.households'],
  reach: [scopes.division(divisionCode('440200'))],
  validFrom: plainDate('2026-01-01'),
  validTo: plainDate('2026-12-31'),
};
const on = (day: string) => accessPolicy(TABLE, [CONTRACT], () => plainDate(day));
const policy = on('2026-03-02');

describe('the permission policy', () => {
  it.each<[string, Principal, string, boolean]>([
    ['whoever has a grant reads what is open to any role', captain, 'Query.towns', true],
    ['who has none reads nothing, not even that', stranger, 'Query.towns', false],
    ['an agency reads what its contract names', agency, 'Query.households', true],
    ['an agency reads nothing else, not even what is open to any role', agency, 'Query.towns', false],
    [
      'an agency without a contract in force reads nothing',
      agencyClient('x', [grant('AGENCY_CLIENT', scopes.contract('ended'))]),
      'Query.households',
      false,
    ],
    ['a role that is listed may', townOfficial, 'Query.households', true],
    ['a role that is not listed may not', captain, 'Query.households', false],
    ['a restricted field is a right of its own', captain, 'Person.phone', false],
    ['a captain signs', captain, 'Mutation.signProject', true],
    [
      'a role by another relation than the row asks for may not',
      person(aPersonId('c'), [grant('CAPTAIN', scopes.division(TOWN))]),
      'Query.postings',
      false,
    ],
    ['what the table does not list is closed', townOfficial, 'Query.newThing', false],
    ['an inherited name is no operation', townOfficial, 'Query.constructor', false],
  ])('%s', (_sentence, principal, operation, expected) => {
    expect(policy.may(principal, operation)).toBe(expected);
    expect(policy.scopeOf(principal, operation).kind === 'NONE').toBe(!expected);
    expect(policy.refusal(principal, operation) === null).toBe(expected);
  });

  it('gives no signature to one who acts for another, and says so', () => {
    expect(policy.refusal(acting, 'Mutation.signProject')).toBe('SIGNATURE_NOT_DELEGABLE');
    expect(policy.scopeOf(acting, 'Mutation.signProject')).toEqual(NOTHING);
    expect(policy.may(acting, 'Query.postings')).toBe(true);
  });

  it('reaches the records of the relation that gives the right, and of no other', () => {
    expect(policy.scopeOf(captain, 'Query.postings')).toEqual(scopeReaching([scopes.team(aTeamId('own'))]));
    expect(
      covers(policy.scopeOf(captain, 'Query.postings'), { places: [{ code: TOWN }], teams: [aTeamId('other')] }),
    ).toBe(false);
  });

  it("reaches a person's own records, and those of the person acted for when acting", () => {
    const own = (id: string) => scopeReaching([{ relation: 'PERSON', value: id }]);
    expect(policy.scopeOf(captain, 'Query.myAppraisals')).toEqual(own(aPersonId('captain')));
    expect(policy.scopeOf(acting, 'Query.myAppraisals')).toEqual(own(aPersonId('away')));
  });

  it('reaches for an agency the rows of its contract', () => {
    expect(policy.scopeOf(agency, 'Query.households')).toEqual(
      scopeReaching([scopes.division(divisionCode('440200'))]),
    );
  });

  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('gives an agency its rows while the contract holds: on %s %s', (day, expected) => {
    expect(on(day).may(agency, 'Query.households')).toBe(expected);
  });

  it("never lets a town's account reach another town", () => {
    const scope = policy.scopeOf(townOfficial, 'Query.households');
    expect(covers(scope, { places: [{ code: TOWN }] })).toBe(true);
    expect(covers(scope, { places: [{ code: OTHER_TOWN }] })).toBe(false);
  });

  it('gives nothing to a principal without grants, and never less for one more grant', () => {
    const samples = samplePeople().map(({ principal }) => principal);
    const policies = [policy, ...SERVICES.map((service) => accessPolicy(PERMISSIONS[service]))];
    const grants = fc.subarray(samples.flatMap((sample) => sample.grants));
    fc.assert(
      fc.property(fc.constantFrom(...policies), grants, grants, (each, some, more) => {
        for (const operation of [...each.operations, 'Query.unknown']) {
          const reached = (given: typeof some) => each.scopeOf(person(aPersonId('p'), given), operation);
          expect(reached([])).toEqual(NOTHING);
          expect(contains(reached([...some, ...more]), reached(some))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('the scopes of the schema directives', () => {
  it.each(TABLE.map(({ operation }) => operation))('let a principal pass wherever the policy does: %s', (operation) => {
    const required = policy.requiredScopes(operation);
    for (const principal of [captain, townOfficial, agency, ...samplePeople().map((sample) => sample.principal)]) {
      if (policy.may(principal, operation)) expect(required === null || hasScopes(principal, required)).toBe(true);
    }
    if (required !== null) expect(hasScopes(stranger, required)).toBe(false);
  });

  it('let nobody pass to what the table does not list', () => {
    const required = policy.requiredScopes('Query.newThing') ?? [];
    for (const { principal } of samplePeople()) expect(hasScopes(principal, required)).toBe(false);
  });
});

describe('a permission table', () => {
  it.each<[string, Permission[], string]>([
    [
      'names an operation twice for one role',
      [read({ operation: 'Query.a' }), read({ operation: 'Query.a' })],
      'lists TOWN_OFFICIAL twice',
    ],
    [
      'reads and writes by one operation',
      [read({ operation: 'Query.a' }), read({ operation: 'Query.a', act: 'WRITE', roles: ['CAPTAIN'] })],
      'is both READ and WRITE',
    ],
    [
      'reaches by a relation that the role is not given by',
      [read({ operation: 'Query.a', reach: ['UNIT'] })],
      'TOWN_OFFICIAL is given by DIVISION',
    ],
    ['names no operation', [read({ operation: 'towns' })], 'is not written Type.field'],
    ['cites nothing', [read({ operation: 'Query.a', clause: '' })], 'neither a requirement nor OURS'],
    [
      'opens a change to any role',
      [read({ operation: 'Mutation.a', act: 'WRITE', roles: 'ANY_ROLE' })],
      'opens WRITE to any role',
    ],
    [
      'lets supervision write',
      [read({ operation: 'Mutation.a', act: 'WRITE', roles: ['SUPERVISOR'] })],
      'lets SUPERVISOR WRITE',
    ],
    [
      'lets a machine sign',
      [read({ operation: 'Mutation.a', act: 'SIGN', roles: ['AGENCY_CLIENT'] })],
      'lets AGENCY_CLIENT SIGN',
    ],
    ['names no role', [read({ operation: 'Query.a', roles: [] })], 'names no role'],
  ])('that %s is refused at boot', (_case, table, message) => {
    expect(() => accessPolicy(table)).toThrow(message);
  });

  it.each<[string, Partial<Contract>, string]>([
    ['names what is not open to agencies', { operations: ['Query.towns'] }, 'names Query.towns'],
    [
      'reaches by a code that is none',
      { reach: [{ relation: 'DIVISION', value: '44' }] },
      "'44' is not a division code",
    ],
    ['reaches by another contract', { reach: [scopes.contract('another')] }, 'reaches by another contract'],
  ])('with a contract that %s is refused at boot', (_case, facts, message) => {
    expect(() => accessPolicy(TABLE, [{ ...CONTRACT, ...facts }])).toThrow(message);
  });

  it('lists every operation of the schema and nothing else, or the service does not start: both differences are named', () => {
    expect(() => policy.assertComplete(policy.operations)).not.toThrow();
    const schema = [...policy.operations.filter((operation) => operation !== 'Person.phone'), 'Query.b', 'Query.a'];
    expect(() => policy.assertComplete(schema)).toThrow(
      'permission table and schema differ: in the schema without a permission: Query.a, Query.b; with a permission but not in the schema: Person.phone',
    );
  });
});

describe("the product's permission table", () => {
  const held = new Set(policyClauses().map(({ id }) => id));
  const rows = SERVICES.flatMap((service) => PERMISSIONS[service]);

  it.each(SERVICES)('of %s is without contradiction', (service) => {
    expect(() => accessPolicy(PERMISSIONS[service])).not.toThrow();
  });

  it('cites for each right a clause that is held, or says that it is ours', () => {
    expect(rows.filter(({ clause }) => clause !== 'OURS' && !held.has(clauseIdOf(clause)))).toEqual([]);
  });

  it('opens persons to those who manage them, within their own reach', () => {
    const personnel = accessPolicy(PERMISSIONS.personnel);
    for (const { role, principal } of samplePeople()) {
      const scope = personnel.scopeOf(principal, 'Query.townTeams');
      const outside = { places: [{ code: divisionCode('441900003') }], teams: [aTeamId('x')], units: [aUnitId('x')] };
      expect(`${role} ${covers(scope, outside)}`).toBe(`${role} ${role === 'PROVINCE_OFFICIAL'}`);
      expect(scope).not.toEqual(systemScope('test'));
    }
  });

  it('has for every role a sample account, invented and named so', () => {
    const people = samplePeople();
    const roles: readonly Role[] = [...people.map(({ role }) => role), 'AGENCY_CLIENT'];
    expect(roles.toSorted()).toEqual(valuesOf(ROLE).toSorted());
    for (const { name } of [...people, ...sampleClients()]) expect(name).toContain('模拟');
    expect(new Set(people.map(({ principal }) => principal.actor.id)).size).toBe(people.length);
  });
});
