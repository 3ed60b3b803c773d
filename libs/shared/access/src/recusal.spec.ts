import { divisionCode } from '@bangfu/kernel';
import { grant, person, recusals, scopes } from './index';
import { aGroupId, aPersonId, aTeamId, aUnitId } from './testing/builders';

const county = grant('ASSESSOR', scopes.division(divisionCode('440233')));
const assessed = {
  places: [{ code: divisionCode('440233100') }],
  units: [aUnitId('lead')],
  groups: [aGroupId('own')],
  teams: [aTeamId('own')],
  persons: [aPersonId('cadre')],
};

describe('an assessor', () => {
  it('from outside assesses', () => {
    expect(recusals(person(aPersonId('assessor'), [county]), assessed)).toEqual([]);
  });

  it.each([
    ['who leads the group', grant('LEAD_UNIT', scopes.group(aGroupId('own')))],
    ['whose unit sent the cadre', grant('DISPATCHING_UNIT', scopes.unit(aUnitId('lead')))],
    ['of the same team', grant('TEAM_MEMBER', scopes.team(aTeamId('own')))],
  ])('%s is recused, with the tie to be recorded', (_case, tie) => {
    expect(recusals(person(aPersonId('assessor'), [county, tie]), assessed)).toEqual([
      { by: 'ROLE', role: tie.role, value: tie.scope.value },
    ]);
  });

  it('is recused from assessing themself, also when acting for another', () => {
    const cadre = person(aPersonId('cadre'), [county]);
    expect(recusals(cadre, assessed)).toEqual([{ by: 'SELF' }]);
    const actedFor = { personId: aPersonId('assessor'), delegationId: 'delegation-1' };
    expect(recusals({ ...cadre, actedFor }, assessed)).toEqual([{ by: 'SELF' }]);
  });

  it('who assesses units by name is not tied to them by that', () => {
    const assessor = person(aPersonId('assessor'), [grant('ASSESSOR', scopes.unit(aUnitId('lead')))]);
    expect(recusals(assessor, assessed)).toEqual([]);
  });
});
