import type { DivisionCode, UnitId } from '@bangfu/kernel';
import { SYNTHETIC_SOURCE, divisionCode, idOf, period, plainDate } from '@bangfu/kernel';
import type { Person } from '../person/person';
import type { Posting, TeamRole } from '../posting/posting';
import type { SupportGroupProjection } from '../support-group/support-group-projection';
import type { TownTeam } from '../town-team/town-team';

/** The digits of an id made of a number: `00…7`. */
const digits = (number: number): string => String(number).padStart(26, '0');

/** 回龙镇 in 新丰, and a town elsewhere. */
export const HUILONG: DivisionCode = divisionCode('440233105');
export const ELSEWHERE: DivisionCode = divisionCode('440222100');

export const unitId = (number: number): UnitId => idOf('Unit', `unit_${digits(number)}`);
export const [LEAD, FIRM, BUREAU] = [unitId(1), unitId(2), unitId(3)];

/** A central group of a lead organ, a firm and a bureau. */
export const aGroup = (over: Partial<SupportGroupProjection> = {}): SupportGroupProjection => ({
  id: idOf('SupportGroup', `group_${digits(1)}`),
  townCode: HUILONG,
  tier: 'CENTRAL',
  leadUnitId: LEAD,
  memberUnitIds: [FIRM, BUREAU],
  leadCandidateUnitIds: [],
  units: [
    { unitId: LEAD, name: '牵头局', kind: 'PARTY_GOV_ORGAN' },
    { unitId: FIRM, name: '成员公司', kind: 'ENTERPRISE' },
    { unitId: BUREAU, name: '成员局', kind: 'PARTY_GOV_ORGAN' },
  ],
  status: 'ACTIVE',
  validFrom: plainDate('2021-09-10'),
  validTo: null,
  source: SYNTHETIC_SOURCE,
  ...over,
});

/** The same group while two readings of its lead stand against each other. */
export const aDisputedGroup = (): SupportGroupProjection =>
  aGroup({ tier: null, leadUnitId: null, leadCandidateUnitIds: [LEAD, unitId(4)], status: 'UNRESOLVED' });

/** A team whose roster is reported from 2021-09-15 on. */
export const aTeam = (over: Partial<TownTeam> = {}): TownTeam => ({
  id: idOf('TownTeam', `team_${digits(1)}`),
  supportGroupId: aGroup().id,
  townCode: HUILONG,
  kind: 'TOWN_TEAM',
  status: 'ACTIVE',
  firstSecretaryNomination: null,
  roster: { reportedFrom: plainDate('2021-09-15'), source: SYNTHETIC_SOURCE },
  validFrom: plainDate('2021-09-10'),
  validTo: null,
  source: SYNTHETIC_SOURCE,
  ...over,
});

let made = 0;

/** A captain's posting of the first batch; every posting has an id of its own. */
export function aPosting(over: Partial<Posting> = {}): Posting {
  made += 1;
  return {
    id: idOf('Posting', `posting_${digits(made)}`),
    kind: 'STATION',
    personId: idOf('Person', `person_${digits(made)}`),
    teamId: aTeam().id,
    role: 'CAPTAIN',
    dispatchingUnitId: LEAD,
    batch: 1,
    fullTime: true,
    validFrom: plainDate('2021-09-15'),
    validTo: plainDate('2024-09-14'),
    source: SYNTHETIC_SOURCE,
    ...over,
  };
}

/** As many postings of a role. */
export const postings = (role: TeamRole, count: number, over: Partial<Posting> = {}): readonly Posting[] =>
  Array.from({ length: count }, () => aPosting({ role, ...over }));

/** A full member of the CPC, deputy division chief, on the establishment, 45 years old in 2021. */
export const aPerson = (over: Partial<Person> = {}): Person => ({
  id: idOf('Person', `person_${digits(1)}`),
  name: '（模拟）某人',
  politicalStatus: 'CPC_FULL_MEMBER',
  partyFullMemberSince: plainDate('2005-07-01'),
  rank: 'DEPUTY_DIVISION',
  employmentKind: 'ESTABLISHED',
  birthMonth: period('MONTH', '1976-03'),
  source: SYNTHETIC_SOURCE,
  ...over,
});
