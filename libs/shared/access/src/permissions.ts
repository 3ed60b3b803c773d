import type { Service } from '@bangfu/documents';
import type { Permission } from './permission-table';

/** What everybody who signed in may read: facts of the documents and the register, without a person in them. */
const openToAnyRole = (...fields: readonly string[]): readonly Permission[] =>
  fields.map((field) => ({
    operation: `Query.${field}`,
    act: 'READ',
    roles: 'ANY_ROLE',
    reach: 'ALL',
    clause: 'OURS',
  }));

/**
 * People and teams: the town and the dispatching unit manage jointly, the bodies of the division manage daily, the team
 * and its lead unit see their own, supervision reads.
 */
const people = (...fields: readonly string[]): readonly Permission[] =>
  fields.flatMap((field): readonly Permission[] => {
    const operation = `Query.${field}`;
    return [
      { operation, act: 'READ', roles: ['TOWN_OFFICIAL', 'TOWN_PARTY_SECRETARY'], reach: ['DIVISION'], clause: 'X-3a' },
      { operation, act: 'READ', roles: ['DISPATCHING_UNIT'], reach: ['UNIT'], clause: 'X-4.3a' },
      {
        operation,
        act: 'READ',
        roles: ['ORG_DEPARTMENT', 'REVITALIZATION_DEPARTMENT', 'CITY_OFFICIAL'],
        reach: ['DIVISION'],
        clause: 'P-4.9k',
      },
      {
        operation,
        act: 'READ',
        roles: ['RURAL_OFFICE', 'AGRICULTURE_BUREAU', 'COUNTY_OFFICIAL'],
        reach: ['DIVISION'],
        clause: 'X-5.1',
      },
      { operation, act: 'READ', roles: ['LEAD_UNIT'], reach: ['GROUP'], clause: 'X-5.2' },
      { operation, act: 'READ', roles: ['CAPTAIN', 'TEAM_MEMBER'], reach: ['TEAM'], clause: 'OURS' },
      { operation, act: 'READ', roles: ['ASSESSOR'], reach: ['DIVISION', 'UNIT'], clause: 'X-4.5b' },
      { operation, act: 'READ', roles: ['SUPERVISOR'], reach: ['DIVISION'], clause: 'K-19c' },
      { operation, act: 'READ', roles: ['PROVINCE_OFFICIAL'], reach: ['DIVISION'], clause: 'P-4.13g' },
    ];
  });

/**
 * The permission table: who may do what in each service's part of the graph. An operation that several services share
 * is listed with each, by the same rows. A service asserts at boot that its schema and its rows list the same.
 */
export const PERMISSIONS: Readonly<Record<Service, readonly Permission[]>> = {
  organization: openToAnyRole(
    'division',
    'divisions',
    'city',
    'pairings',
    'pairingAnnex',
    'supportGroup',
    'supportGroups',
    'town',
    'towns',
    'unit',
    'units',
    'importIssues',
  ),
  personnel: [...people('person', 'townTeam', 'townTeams'), ...openToAnyRole('importIssues')],
  funds: openToAnyRole('fundingObligation', 'fundingObligations', 'fundProgrammes', 'fundingSummary', 'importIssues'),
  assessment: openToAnyRole(
    'policyClause',
    'policyClauses',
    'policyDocument',
    'policyDocuments',
    'indicatorReadings',
    'indicator',
    'indicators',
    'measure',
    'measures',
    'importIssues',
  ),
};
