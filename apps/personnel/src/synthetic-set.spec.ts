import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from './app';
import { TEAM_OF_TOWN, outcomes, town } from './testing/team-of-town';

const [HUILONG, YAOTIAN, MATOU, MEIKENG, SHATIAN, FENGCHENG] = [
  '440233105',
  '440233104',
  '440233101',
  '440233102',
  '440233103',
  '440233001',
];

// A page of the whole province takes its time on a busy machine.
jest.setTimeout(60_000);

describe('the personnel service with the synthetic set', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic: true });
  }, 120_000);
  afterAll(() => service?.stop(), 60_000);

  const teamOf = (code: string, asOf = '2026-03-01') => service.query(TEAM_OF_TOWN, { towns: [town(code)], asOf });

  it('adds rosters to the teams that the documents bring and leaves the teams themselves alone', async () => {
    const answer = await service.query(
      '{ townTeams(filter: { divisionCode: "440233" }) { nodes { synthetic source { kind } rosterSource { kind } rosterReported } } importIssues { personnel { totalCount } } }',
    );
    expect(answer.errors).toEqual([]);
    expect(listAt(answer, 'townTeams.nodes')).toEqual(
      Array.from({ length: 7 }, () => ({
        synthetic: false,
        source: { kind: 'DOCUMENT' },
        rosterSource: { kind: 'SYNTHETIC' },
        rosterReported: true,
      })),
    );
    expect(at(answer, 'importIssues.personnel.totalCount')).toBe(23);
  });

  it.each(['TOWN', 'BEGINNING'])('pages in the order %s join without gap or repetition', async (orderBy) => {
    const document =
      'query ($orderBy: TownTeamOrder!, $first: Int, $after: String) { townTeams(orderBy: $orderBy, first: $first, after: $after, filter: { divisionCode: "440200" }) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const whole = listAt(await service.query(document, { orderBy, first: 2000 }), 'townTeams.nodes');
    const joined: unknown[] = [];
    for (let after: unknown = null, more: unknown = true; more === true;) {
      const page = await service.query(document, { orderBy, first: 20, after });
      joined.push(...listAt(page, 'townTeams.nodes'));
      [after, more] = [at(page, 'townTeams.pageInfo.endCursor'), at(page, 'townTeams.pageInfo.hasNextPage')];
    }
    expect(joined).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
  });

  it.each(['2022-06-30', '2026-03-01'])('on %s 回龙镇 is one short of five', async (day) => {
    const answer = await teamOf(HUILONG, day);
    expect(answer.errors).toEqual([]);
    expect(at(answer, '_entities.0.team.headcount')).toMatchObject({
      cadres: 4,
      specialists: 5,
      total: 9,
      unknownReason: null,
    });
    expect(listAt(answer, '_entities.0.team.openPlaces')).toEqual([
      expect.objectContaining({ role: 'MEMBER', requiredFrom: 4, filled: 3, open: 1, requirementId: 'P-2.1b' }),
    ]);
    expect(outcomes(listAt(answer, '_entities.0.team.verdicts'))).toEqual({
      'P-2.1b': 'UNMET',
      'X-2.1b': 'MET',
      'X-2.1a': 'MET',
      'P-4.12c': 'MET',
      'P-4.12d': 'MET',
      'P-4.12e': 'MET',
      'X-2.2a': 'MET',
      'X-2.2d': 'MET',
      'P-2.1c': 'MET',
      'P-2.1d': day < '2024' ? 'NOT_APPLICABLE' : 'MET',
    });
    expect(outcomes(listAt(answer, '_entities.0.team.captain.eligibility'))).toEqual({
      'P-2.1f': 'MET',
      'P-2.1g': 'MET',
      'P-2.1h': 'NOT_APPLICABLE',
      'P-2.1i': 'MET',
      'X-2.1c': 'NOT_APPLICABLE',
      'X-2.1d': 'NOT_APPLICABLE',
    });
    const postings = listAt(answer, '_entities.0.team.postings');
    expect(postings[0]).toMatchObject({ role: 'CAPTAIN', batch: day < '2024' ? 1 : 2 });
    for (const { person, synthetic: isInvented } of postings) {
      expect(isInvented).toBe(true);
      expect(person).toMatchObject({ synthetic: true, name: expect.stringContaining('（模拟）') as string });
    }
  });

  it('while the lead of 遥田镇 is disputed its captain is not judged by lead or tier', async () => {
    const answer = await teamOf(YAOTIAN);
    expect(outcomes(listAt(answer, '_entities.0.team.captain.eligibility'))).toEqual({
      'P-2.1f': 'MET',
      'P-2.1g': 'NO_DATA',
      'P-2.1h': 'NO_DATA',
      'P-2.1i': 'NO_DATA',
      'X-2.1c': 'NO_DATA',
      'X-2.1d': 'NO_DATA',
    });
    expect(at(answer, '_entities.0.team.captain.eligibility.3.explanation.sentence')).toContain(
      '广东省人大常委会办公厅或韶关市人大常委会办公厅',
    );
    expect(outcomes(listAt(answer, '_entities.0.team.verdicts'))).toMatchObject({
      'P-2.1b': 'MET',
      'X-2.1a': 'NO_DATA',
    });
  });

  it.each([
    ['梅坑镇', MEIKENG, { 'X-2.1c': 'MET', 'X-2.1d': 'UNMET' }],
    ['沙田镇', SHATIAN, { 'X-2.1c': 'UNMET', 'X-2.1d': 'MET' }],
  ])("%s: the county's own rules find what the province's do not", async (_name, code, expected) => {
    const found = outcomes(listAt(await teamOf(code), '_entities.0.team.captain.eligibility'));
    expect(found).toMatchObject({
      'P-2.1f': 'MET',
      'P-2.1g': 'NOT_APPLICABLE',
      'P-2.1h': 'MET',
      'P-2.1i': 'MET',
      ...expected,
    });
  });

  it('丰城街道 has no finance assistant', async () => {
    const answer = await teamOf(FENGCHENG);
    expect(listAt(answer, '_entities.0.team.openPlaces').map(({ role }) => role)).toEqual(['FINANCE_ASSISTANT']);
    expect(outcomes(listAt(answer, '_entities.0.team.verdicts'))).toMatchObject({ 'X-2.2d': 'UNMET', 'P-2.1b': 'MET' });
  });

  it('members of 马头镇 outside the Party are found by the stricter rule', async () => {
    const answer = await service.query(
      '{ townTeams(filter: { townCodes: ["440233101"] }) { nodes { postings { role eligibility { outcome rule { requirementId } explanation { sentence } } } } } }',
    );
    const members = listAt(answer, 'townTeams.nodes.0.postings').filter(({ role }) => role === 'MEMBER');
    expect(JSON.stringify(members)).toContain('X-2.1h规定较宽，从严适用本条');
    expect(members.some(({ eligibility }) => JSON.stringify(eligibility).includes('UNMET'))).toBe(true);
  });

  it('the province has a team for each of its groups, mostly complete, and each outcome occurs', async () => {
    const answer = await service.query(
      '{ townTeams(first: 2000, asOf: "2026-03-01") { totalCount nodes { openPlaces { open } verdicts { outcome } captain { eligibility { outcome } } } } }',
    );
    expect(answer.errors).toEqual([]);
    const teams = listAt(answer, 'townTeams.nodes') as readonly {
      openPlaces: unknown[];
      verdicts: { outcome: string }[];
      captain: { eligibility: { outcome: string }[] } | null;
    }[];
    expect(teams.length).toBe(at(answer, 'townTeams.totalCount'));
    expect(teams.length).toBeGreaterThan(850);
    expect(teams.filter(({ openPlaces }) => openPlaces.length === 0).length / teams.length).toBeGreaterThan(0.75);
    expect(teams.some(({ captain }) => captain === null)).toBe(true);
    const all = teams.flatMap(({ verdicts, captain }) => [...verdicts, ...(captain?.eligibility ?? [])]);
    expect(new Set(all.map(({ outcome }) => outcome))).toEqual(new Set(['MET', 'UNMET', 'NOT_APPLICABLE', 'NO_DATA']));
    expect(all.filter(({ outcome }) => outcome === 'UNMET').length / all.length).toBeLessThan(0.05);
  });

  it('stores the number of a batch as the schema says', async () => {
    const postings = service.connection.collection('postings');
    expect(await postings.countDocuments({ batch: { $not: { $type: 'int' } } })).toBe(0);
    expect(await postings.countDocuments({ batch: { $type: 'int' } })).toBeGreaterThan(0);
  });

  it('narrows by tier', async () => {
    const answer = await service.query(
      '{ townTeams(filter: { tier: CENTRAL, divisionCode: "440233" }) { nodes { townCode } } }',
    );
    expect(listAt(answer, 'townTeams.nodes')).toEqual([{ townCode: HUILONG }]);
  });

  it('a unit lists the people whom it has posted, page by page', async () => {
    const known = await teamOf(MATOU);
    const unitId = at(known, '_entities.0.team.postings.0.dispatchingUnit.id');
    const document =
      'query ($r: [_Any!]!, $first: Int, $after: String, $asOf: Date) { _entities(representations: $r) { ... on Unit { postedPersons(first: $first, after: $after, asOf: $asOf) { totalCount nodes { id postings { dispatchingUnitId role } } pageInfo { hasNextPage endCursor } } } } }';
    const r = [{ __typename: 'Unit', id: unitId }];
    const answer = await service.query(document, { r, asOf: '2026-03-01' });
    expect(answer.errors).toEqual([]);
    expect(at(answer, '_entities.0.postedPersons.totalCount')).toBe(1);
    expect(at(answer, '_entities.0.postedPersons.nodes.0.postings')).toEqual([
      { dispatchingUnitId: unitId, role: 'CAPTAIN' },
    ]);
    const after = at(answer, '_entities.0.postedPersons.pageInfo.endCursor');
    expect(
      at(await service.query(document, { r, after, asOf: '2026-03-01' }), '_entities.0.postedPersons.nodes'),
    ).toEqual([]);
    const foreign = await service.query(document, { r, after, asOf: '2022-03-01' });
    expect(foreign.errors[0]?.extensions.code).toBe('INVALID_CURSOR');
    expect(at(await service.query(document, { r, asOf: '2021-01-01' }), '_entities.0.postedPersons.totalCount')).toBe(
      0,
    );
  });

  it('reads each collection once, whether ten towns are asked about or a thousand', async () => {
    const codes = listAt(await service.query('{ townTeams(first: 2000) { nodes { townCode } } }'), 'townTeams.nodes');
    const ask = (count: number) =>
      service.commandsDuring(() =>
        service.query(TEAM_OF_TOWN, { towns: codes.slice(0, count).map(({ townCode }) => town(String(townCode))) }),
      );
    const finds = (commands: readonly string[]) => commands.filter((name) => name === 'find').length;
    const ten = finds(await ask(10));
    expect(ten).toBeLessThanOrEqual(5); // teams, groups, postings, persons, issues
    expect(finds(await ask(1000))).toBe(ten);
    const list = (first: number) =>
      service.commandsDuring(() =>
        service.query(
          `{ townTeams(first: ${first}) { nodes { postings { person { name } eligibility { outcome } } verdicts { outcome } } } }`,
        ),
      );
    expect([finds(await list(10)), finds(await list(1000))]).toEqual([4, 4]);
  });
});
