import { seedId } from '@bangfu/documents';
import { GUANGDONG, divisionCode, idOf, invariant, plainDate } from '@bangfu/kernel';
import type { PersonId } from '@bangfu/kernel';
import { isUndisputed, xinfengGroups } from '@bangfu/seed';
import { grant, scopes } from './grant';
import type { Grant } from './grant';
import type { Contract } from './permission-table';
import { agencyClient, person } from './principal';
import type { Principal } from './principal';
import type { Role } from './roles';

/** A person who does not exist, to sign in as. */
export interface SamplePerson {
  /** What the local issuer calls the person: `town-official`. */
  readonly key: string;
  /** A Chinese name that says 模拟. */
  readonly name: string;
  readonly role: PersonRole;
  readonly principal: Principal;
}

/** A machine of an agency that does not exist. */
export interface SampleClient {
  readonly id: string;
  readonly name: string;
  readonly principal: Principal;
}

type PersonRole = Exclude<Role, 'AGENCY_CLIENT'>;

const SINCE = '2021-06-04';
const CITY = divisionCode('440200');
const COUNTY = divisionCode('440233');

const samplePersonId = (key: string): PersonId => idOf('Person', seedId('person', SINCE, `sample account ${key}`));

/** One invented person for each role. Their offices are in 新丰县 (440233), in the first of its groups that is beyond dispute. */
export function samplePeople(): readonly SamplePerson[] {
  const group = xinfengGroups().groups.find(isUndisputed);
  invariant(group?.lead, 'the annex of 新丰 has a group with a lead beyond dispute');
  const town = scopes.division(group.townCode);
  const village = scopes.division(divisionCode(`${group.townCode}200`));
  const team = scopes.team(idOf('TownTeam', seedId('team', group.validFrom, group.id)));
  const unit = scopes.unit(group.lead.unitId);
  const county = scopes.division(COUNTY);
  const offices: Readonly<Record<PersonRole, readonly [name: string, ...scopes: Grant['scope'][]]>> = {
    PROVINCE_OFFICIAL: ['模拟省级管理员', scopes.division(GUANGDONG)],
    CITY_OFFICIAL: ['模拟市级管理员', scopes.division(CITY)],
    COUNTY_OFFICIAL: ['模拟县级管理员', county],
    TOWN_OFFICIAL: ['模拟镇党委干部', town],
    VILLAGE_OFFICIAL: ['模拟村干部', village],
    ORG_DEPARTMENT: ['模拟组织部干部', county],
    REVITALIZATION_DEPARTMENT: ['模拟乡村振兴局干部', county],
    RURAL_OFFICE: ['模拟农办干部', county],
    AGRICULTURE_BUREAU: ['模拟农业农村局干部', county],
    FINANCE: ['模拟财政局干部', county],
    DISPATCHING_UNIT: ['模拟派出单位干部', unit],
    LEAD_UNIT: ['模拟牵头单位干部', scopes.group(group.id)],
    CAPTAIN: ['模拟队长', team, town],
    TEAM_MEMBER: ['模拟队员', team, town],
    TOWN_PARTY_SECRETARY: ['模拟镇党委书记', town],
    ASSESSOR: ['模拟考核员', county],
    SUPERVISOR: ['模拟督查员', scopes.division(CITY)],
  };
  return (Object.keys(offices) as PersonRole[]).map((role) => {
    const [name, ...named] = offices[role];
    const key = role.toLowerCase().replaceAll('_', '-');
    return {
      key,
      name,
      role,
      principal: person(
        samplePersonId(key),
        named.map((scope) => grant(role, scope)),
      ),
    };
  });
}

/** The contract of the invented agency: it may read nothing until operations are named in it. */
export const SAMPLE_CONTRACT: Contract = {
  name: 'sample-civil-affairs',
  agency: '模拟民政厅',
  operations: [],
  reach: [scopes.division(COUNTY)],
  validFrom: plainDate(SINCE),
  validTo: null,
};

/** The invented agencies, which sign in by client credentials. */
export const sampleClients = (): readonly SampleClient[] => [
  {
    id: 'sample-civil-affairs',
    name: '模拟民政厅数据共享客户端',
    principal: agencyClient('sample-civil-affairs', [grant('AGENCY_CLIENT', scopes.contract(SAMPLE_CONTRACT.name))]),
  },
];
