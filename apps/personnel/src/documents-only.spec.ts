import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from './app';
import { TEAM_OF_TOWN, outcomes, town } from './testing/team-of-town';

const [HUILONG, MATOU] = ['440233105', '440233101'];

describe('the personnel service on the documents alone', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic: false });
  }, 120_000);
  afterAll(() => service?.stop(), 60_000);

  const teamOf = (code: string, asOf = '2026-03-01') => service.query(TEAM_OF_TOWN, { towns: [town(code)], asOf });

  it('every town of 新丰 has a team that a document brings, whose roster nobody has reported', async () => {
    const answer = await service.query(
      '{ townTeams(filter: { divisionCode: "440233" }) { totalCount nodes { townCode synthetic source { kind } rosterSource { kind } rosterReported } } }',
    );
    expect(answer.errors).toEqual([]);
    expect(at(answer, 'townTeams.totalCount')).toBe(7);
    for (const team of listAt(answer, 'townTeams.nodes')) {
      expect(team).toMatchObject({
        synthetic: false,
        source: { kind: 'DOCUMENT' },
        rosterSource: null,
        rosterReported: false,
      });
    }
  });

  it('the imports leave a person to decide what the documents leave open', async () => {
    const answer = await service.query(
      '{ importIssues { personnel(first: 100) { totalCount nodes { caseId subjectKind subjectLabel readings { value source } suggestion } } } }',
    );
    expect(answer.errors).toEqual([]);
    const issues = listAt(answer, 'importIssues.personnel.nodes');
    const cases = issues.map(({ caseId }) => caseId as string);
    expect(
      Object.fromEntries([...new Set(cases)].map((id) => [id, cases.filter((known) => known === id).length])),
    ).toEqual({
      'I-05': 3,
      'I-07': 7,
      'I-10': 1,
      'I-11': 3,
      'I-13': 1,
      'I-16': 2,
      'I-30': 1,
      'I-31': 4,
      'I-61': 1,
    });
    const shortfalls = issues.filter(({ caseId }) => caseId === 'I-11');
    expect(
      shortfalls
        .map(({ subjectLabel, readings }) => [subjectLabel, (readings as { value: string }[])[1]?.value])
        .toSorted(),
    ).toEqual([
      ['回龙镇驻镇帮扶工作队', '3个单位各1人，缺2人'],
      ['遥田镇驻镇帮扶工作队', '2个单位各1人，缺3人'],
      ['黄磔镇驻镇帮扶工作队', '2个单位各1人，缺3人'],
    ]);
    expect(issues.find(({ caseId }) => caseId === 'I-16')).toMatchObject({
      readings: [{ value: '县直单位牵头的3个组团' }, { value: '全部7个组团' }],
    });
  });

  it('a team shows the issues about itself', async () => {
    const answer = await teamOf(HUILONG);
    expect(listAt(answer, '_entities.0.team.importIssues').map(({ caseId }) => caseId)).toEqual([
      'I-05',
      'I-07',
      'I-11',
      'I-31',
    ]);
    expect(at(answer, '_entities.0.team.firstSecretaryNomination')).toBe('TO_BE_NOMINATED');
    expect(at(await teamOf(MATOU), '_entities.0.team.firstSecretaryNomination')).toBe('NOMINATED');
  });

  it('a team is found by its id, by its group and as an entity, and its references are keys', async () => {
    const known = await teamOf(HUILONG);
    const [id, groupId] = [at(known, '_entities.0.team.id'), at(known, '_entities.0.team.supportGroupId')];
    expect(at(known, '_entities.0.teamId')).toBe(id);
    expect(at(known, '_entities.0.team.supportGroup.id')).toBe(groupId);
    expect(at(known, '_entities.0.team.town.code')).toBe(HUILONG);
    const answer = await service.query(
      'query ($id: ID!, $keys: [_Any!]!) { townTeam(id: $id) { townCode } _entities(representations: $keys) { ... on SupportGroup { team { id } } ... on TownTeam { townCode } } }',
      {
        id,
        keys: [
          { __typename: 'SupportGroup', id: groupId },
          { __typename: 'TownTeam', id },
        ],
      },
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      townTeam: { townCode: HUILONG },
      _entities: [{ team: { id } }, { townCode: HUILONG }],
    });
  });

  it('a town that no group supports, and a day before its team, have no team', async () => {
    const none = await teamOf('440103001');
    expect(at(none, '_entities.0.team')).toBeNull();
    expect(at(await teamOf(HUILONG, '2021-09-09'), '_entities.0.team')).toBeNull();
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['an unknown team', '{ townTeam(id: "team_00000000000000000000000000") { id } }', {}, 'NOT_FOUND'],
    ['an unknown person', '{ person(id: "person_00000000000000000000000000") { id } }', {}, 'NOT_FOUND'],
    ['a malformed id', '{ townTeam(id: "group_1") { id } }', {}, 'INVALID_ID'],
    ['a page of a million', '{ townTeams(first: 1000000) { totalCount } }', {}, 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a page of less than nothing', '{ townTeams(first: -1) { totalCount } }', {}, 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a broken cursor', '{ townTeams(after: "nonsense") { totalCount } }', {}, 'INVALID_CURSOR'],
    ['a day that does not exist', '{ townTeams(asOf: "2023-02-29") { totalCount } }', {}, 'INVALID_DATE'],
    ['a code that is none', '{ townTeams(filter: { townCodes: ["44"] }) { totalCount } }', {}, 'INVALID_DIVISION_CODE'],
    [
      'a town that is none',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Town { teamId } } }',
      { r: [town('4402')] },
      'INVALID_DIVISION_CODE',
    ],
    [
      'a unit that is none',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Unit { id } } }',
      { r: [{ __typename: 'Unit', id: 'x' }] },
      'INVALID_ID',
    ],
  ])('%s is a clear error', async (_name, document, variables, code) => {
    const answer = await service.query(document, variables);
    expect(answer.errors[0]?.extensions).toMatchObject({ code, retryable: false });
    expect(JSON.stringify(answer.errors)).not.toMatch(/ at .*\.(ts|js)/);
  });

  it('a cursor of another list is refused', async () => {
    const page = await service.query('{ townTeams(first: 1) { pageInfo { endCursor } } }');
    const after = at(page, 'townTeams.pageInfo.endCursor');
    const answer = await service.query(
      'query ($after: String) { townTeams(orderBy: BEGINNING, after: $after) { totalCount } }',
      { after },
    );
    expect(answer.errors[0]?.extensions.code).toBe('INVALID_CURSOR');
  });

  it('without a roster every place of 回龙镇 is open and every verdict has no data, with its clause', async () => {
    const answer = await teamOf(HUILONG);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      _entities: [
        {
          team: {
            rosterReported: false,
            captain: null,
            postings: [],
            headcount: { cadres: null, total: null, unknownReason: '工作队名册尚未上报。' },
            openPlaces: [
              {
                role: 'CAPTAIN',
                requiredFrom: 1,
                requiredTo: 1,
                filled: null,
                open: 1,
                requirementId: 'X-2.1b',
                clause: { id: 'X-2.1' },
              },
              {
                role: 'MEMBER',
                requiredFrom: 4,
                requiredTo: null,
                open: 4,
                requirementId: 'P-2.1b',
                clause: { id: 'P-2.1' },
              },
              { role: 'SCI_TECH_COMMISSIONER', open: 1, requirementId: 'P-4.12c' },
              { role: 'THREE_SUPPORTS_STAFF', requiredFrom: 1, requiredTo: 2, requirementId: 'P-4.12d' },
              { role: 'GRADUATE_VOLUNTEER', requiredFrom: 2, requiredTo: 3, requirementId: 'P-4.12e' },
              { role: 'FINANCE_ASSISTANT', requiredFrom: 1, requiredTo: 1, requirementId: 'X-2.2d' },
            ],
          },
        },
      ],
    });
    const found = outcomes(listAt(answer, '_entities.0.team.verdicts'));
    expect(Object.keys(found)).toEqual([
      'P-2.1b',
      'X-2.1b',
      'X-2.1a',
      'P-4.12c',
      'P-4.12d',
      'P-4.12e',
      'X-2.2a',
      'X-2.2d',
      'P-2.1c',
      'P-2.1d',
    ]);
    expect(new Set(Object.values(found))).toEqual(new Set(['NO_DATA']));
  });
});
