import fc from 'fast-check';
import { plainDate, valuesOf } from '@bangfu/kernel';
import { TEAM_ROLE, rosterOn } from '../posting/posting';
import { ELSEWHERE, aPosting, aTeam, postings } from '../testing/builders';
import { TEAM_FLOOR, openPlacesOn, placesOn } from './place-requirements';
import { headcountOn } from './town-team';

const DAY = plainDate('2022-06-30');

describe('the places of a team', () => {
  it('in 新丰: a captain, four members, the specialists of the plan and a finance assistant', () => {
    const places = placesOn(aTeam({ roster: null }), [], DAY);
    expect(
      places.map(({ role, requiredFrom, requiredTo, requirementId }) => [
        role,
        requiredFrom,
        requiredTo,
        requirementId,
      ]),
    ).toEqual([
      ['CAPTAIN', 1, 1, 'X-2.1b'],
      ['MEMBER', 4, null, 'P-2.1b'],
      ['SCI_TECH_COMMISSIONER', 1, null, 'P-4.12c'],
      ['THREE_SUPPORTS_STAFF', 1, 2, 'P-4.12d'],
      ['GRADUATE_VOLUNTEER', 2, 3, 'P-4.12e'],
      ['FINANCE_ASSISTANT', 1, 1, 'X-2.2d'],
    ]);
  });

  it('elsewhere: no finance assistant, and the captain rests on the plan', () => {
    const places = placesOn(aTeam({ townCode: ELSEWHERE }), [], DAY);
    expect(places.map(({ role }) => role)).not.toContain('FINANCE_ASSISTANT');
    expect(places[0]).toMatchObject({ role: 'CAPTAIN', requirementId: 'P-2.1i' });
  });

  it('while nobody has reported the roster, all places are open and how many are filled is not known', () => {
    const places = openPlacesOn(aTeam({ roster: null }), [], DAY);
    expect(places).toHaveLength(6);
    expect(places.every(({ filled, open, requiredFrom }) => filled === null && open === requiredFrom)).toBe(true);
  });

  it('first secretaries fill places of members (P-2.1o)', () => {
    const roster = [...postings('MEMBER', 2), ...postings('FIRST_SECRETARY', 1)];
    expect(openPlacesOn(aTeam(), roster, DAY)).toContainEqual(
      expect.objectContaining({ role: 'MEMBER', filled: 3, open: 1 }),
    );
  });

  it('a complete team has no open place', () => {
    const roster = [
      ...postings('CAPTAIN', 1),
      ...postings('MEMBER', 4),
      ...postings('SCI_TECH_COMMISSIONER', 1),
      ...postings('THREE_SUPPORTS_STAFF', 1),
      ...postings('GRADUATE_VOLUNTEER', 2),
      ...postings('FINANCE_ASSISTANT', 1),
    ];
    expect(openPlacesOn(aTeam(), roster, DAY)).toEqual([]);
  });

  it('a posting that has ended leaves its place open', () => {
    const ended = aPosting({ validTo: plainDate('2022-06-29') });
    expect(openPlacesOn(aTeam(), [ended], DAY)[0]).toMatchObject({ role: 'CAPTAIN', filled: 0, open: 1 });
  });
});

describe('for any roster', () => {
  const anyRoster = fc
    .array(fc.constantFrom(...valuesOf(TEAM_ROLE)), { maxLength: 15 })
    .map((roles) => roles.map((role) => aPosting({ role })));

  it('the parts of the headcount add up to the whole', () => {
    fc.assert(
      fc.property(anyRoster, (roster) => {
        const count = headcountOn(aTeam(), roster, DAY);
        expect(count && count.cadres + count.specialists + count.professionals).toBe(roster.length);
        expect(count?.total).toBe(roster.length);
      }),
    );
  });

  it('when captain and members have no open place, the floor of five is met', () => {
    fc.assert(
      fc.property(anyRoster, (roster) => {
        const open = openPlacesOn(aTeam(), roster, DAY).map(({ role }) => role);
        const cadres = headcountOn(aTeam(), roster, DAY)?.cadres ?? 0;
        expect(open.includes('CAPTAIN') || open.includes('MEMBER') || cadres >= TEAM_FLOOR).toBe(true);
      }),
    );
  });

  it('the roster does not depend on the order in which it was read, and the captain stands first', () => {
    fc.assert(
      fc.property(anyRoster, (roster) => {
        const shown = rosterOn(roster, DAY);
        expect(rosterOn(roster.toReversed(), DAY)).toEqual(shown);
        const captain = shown.findIndex(({ role }) => role === 'CAPTAIN');
        expect(captain <= 0 || shown.slice(0, captain).every(({ role }) => role === 'CAPTAIN')).toBe(true);
      }),
    );
  });
});
