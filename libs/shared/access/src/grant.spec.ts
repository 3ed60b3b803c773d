import { policyClauses } from '@bangfu/documents';
import { clauseIdOf } from '@bangfu/policy';
import { divisionCode, plainDate, valuesOf } from '@bangfu/kernel';
import {
  ROLE,
  actFor,
  agencyClient,
  grant,
  grantText,
  person,
  readGrant,
  roleDefinition,
  samplePeople,
  scopes,
} from './index';
import type { Delegation, Grant, Role } from './index';
import { levelOf } from './roles';
import { aGroupId, aPersonId, aTeamId, aUnitId } from './testing/builders';

const town = scopes.division(divisionCode('440233100'));

describe('a role', () => {
  it.each(valuesOf(ROLE))('%s stems from a clause that is held, or says that it is ours', (role) => {
    const held = new Set(policyClauses().map(({ id }) => id));
    const { clauses } = roleDefinition(role);
    expect(clauses).not.toEqual([]);
    for (const clause of clauses) if (clause !== 'OURS') expect(held).toContain(clauseIdOf(clause));
  });
});

describe('a grant', () => {
  it.each([
    ['440000', 'PROVINCE'],
    ['441900', 'CITY'],
    ['440233', 'COUNTY'],
    ['440233100', 'TOWN'],
    ['440233100200', 'VILLAGE'],
  ])('names the division %s as one of level %s', (code, level) => {
    expect(levelOf(divisionCode(code))).toBe(level);
  });

  it.each<[Role, string]>([
    ['TOWN_OFFICIAL', '440233'],
    ['TOWN_OFFICIAL', '440000'],
    ['COUNTY_OFFICIAL', '440200'],
    ['CITY_OFFICIAL', '440000'],
    ['VILLAGE_OFFICIAL', '440233100'],
    ['CAPTAIN', '440233'],
    ['PROVINCE_OFFICIAL', '440233'],
  ])('of %s is never given over %s, which is of another level', (role, code) => {
    expect(() => grant(role, scopes.division(divisionCode(code)))).toThrow('is of level');
  });

  it.each<[Role, Grant['scope']]>([
    ['TOWN_OFFICIAL', scopes.unit(aUnitId('a'))],
    ['DISPATCHING_UNIT', town],
    ['LEAD_UNIT', scopes.team(aTeamId('a'))],
    ['AGENCY_CLIENT', town],
  ])('of %s is given by its own relation only', (role, scope) => {
    expect(() => grant(role, scope)).toThrow('is given by');
  });

  it('is read back as it was written', () => {
    const grants = [
      ...samplePeople().flatMap(({ principal }) => principal.grants),
      grant('LEAD_UNIT', scopes.group(aGroupId('a'))),
      grant('AGENCY_CLIENT', scopes.contract('civil-affairs-2026')),
    ];
    for (const given of grants) expect(readGrant(grantText(given))).toEqual(given);
  });

  it.each([
    '',
    'TOWN_OFFICIAL',
    'ADMIN@DIVISION:440000',
    'toString@DIVISION:440000',
    'TOWN_OFFICIAL@DIVISION:',
    'TOWN_OFFICIAL@DIVISION:4402',
    'TOWN_OFFICIAL@DIVISION:440233',
    'CAPTAIN@TEAM:team_1',
    'AGENCY_CLIENT@CONTRACT:A B',
    'TOWN_OFFICIAL@DIVISION:440233100\n',
  ])('is not read from %j', (text) => {
    expect(() => readGrant(text)).toThrow();
  });
});

describe('a delegation', () => {
  const secretary = aPersonId('secretary');
  const deputy = aPersonId('deputy');
  const held = [grant('TOWN_PARTY_SECRETARY', town), grant('TOWN_OFFICIAL', town)];
  const day = plainDate('2026-03-02');
  const delegation: Delegation = {
    id: 'delegation-1',
    from: secretary,
    to: deputy,
    roles: ['TOWN_OFFICIAL'],
    validFrom: plainDate('2026-03-01'),
    validTo: plainDate('2026-03-31'),
  };
  const ofDeputy = person(deputy, [grant('VILLAGE_OFFICIAL', scopes.division(divisionCode('440233100200')))]);

  it('gives the delegated roles alone, and records both persons', () => {
    expect(actFor(ofDeputy, delegation, held, day)).toEqual({
      ok: true,
      value: {
        actor: { kind: 'PERSON', id: deputy },
        actedFor: { personId: secretary, delegationId: 'delegation-1' },
        grants: [grant('TOWN_OFFICIAL', town)],
      },
    });
  });

  it.each([
    ['of somebody else', 'NOT_THE_DELEGATE', person(aPersonId('other'), []), {}, held],
    ['to a machine', 'NOT_THE_DELEGATE', agencyClient('agency', []), {}, held],
    ['to oneself', 'TO_ONESELF', ofDeputy, { from: deputy }, held],
    ['before its first day', 'NOT_IN_FORCE', ofDeputy, { validFrom: plainDate('2026-03-03') }, held],
    ['after its last day', 'NOT_IN_FORCE', ofDeputy, { validTo: plainDate('2026-03-01') }, held],
    ['of a role that the other no longer holds', 'NOTHING_DELEGATED', ofDeputy, {}, []],
    [
      'by one who already acts for another',
      'ALREADY_ACTING_FOR_ANOTHER',
      { ...ofDeputy, actedFor: { personId: aPersonId('third'), delegationId: 'delegation-0' } },
      {},
      held,
    ],
  ] as const)('%s gives nothing: %s', (_case, refusal, actor, change, grants) => {
    expect(actFor(actor, { ...delegation, ...change }, grants, day)).toEqual({ ok: false, error: refusal });
  });
});
