import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from './app';

const ENTITIES = (fields: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fields} } }`;
const SHARES = 'shares { province helperCity recipientCity }';
const PAID = 'paid { province helperCity recipientCity total reason }';

/** The table of what follows from P-4.11 for a year, in 万元: total, province, helper city, recipient city. */
const EXPECTED: readonly (readonly [helper: string, recipient: string, towns: number, ...amounts: number[]])[] = [
  ['440100', '441400', 104, 208000, 124800, 62400, 20800],
  ['440100', '440800', 84, 168000, 100800, 50400, 16800],
  ['440100', '441800', 80, 160000, 96000, 48000, 16000],
  ['440300', '440500', 30, 60000, 36000, 18000, 6000],
  ['440300', '441600', 95, 190000, 114000, 57000, 19000],
  ['440300', '441500', 40, 80000, 48000, 24000, 8000],
  ['440400', '441700', 38, 76000, 45600, 22800, 7600],
  ['440400', '440900', 86, 172000, 103200, 51600, 17200],
  ['440600', '441200', 88, 176000, 105600, 52800, 17600],
  ['440600', '445300', 55, 110000, 66000, 33000, 11000],
  ['441900', '440200', 95, 190000, 114000, 57000, 19000],
  ['441900', '445200', 65, 130000, 78000, 39000, 13000],
  ['442000', '445100', 41, 82000, 49200, 24600, 8200],
];
const EXPECTED_HELPERS: readonly (readonly [helper: string, towns: number, ...amounts: number[]])[] = [
  ['440100', 268, 536000, 321600, 160800, 53600],
  ['440300', 165, 330000, 198000, 99000, 33000],
  ['440400', 124, 248000, 148800, 74400, 24800],
  ['440600', 143, 286000, 171600, 85800, 28600],
  ['441900', 160, 320000, 192000, 96000, 32000],
  ['442000', 41, 82000, 49200, 24600, 8200],
];
const yuan = (wan: number | undefined) => `${wan}0000.00`;
const amounts = ([total, province, helperCity, recipientCity]: readonly number[]) => ({
  total: yuan(total),
  shares: { province: yuan(province), helperCity: yuan(helperCity), recipientCity: yuan(recipientCity) },
});

describe.each([true, false])('the funds service, synthetic set: %s', (synthetic) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic });
  }, 120_000);
  afterAll(() => service?.stop());

  it.each([2021, 2022, 2023, 2024, 2025])(
    'adds the obligations of %d up from stored rows, row by row',
    async (year) => {
      const answer = await service.query(
        `query ($year: Int!) { fundingSummary(year: $year) {
        year programme
        helperCities { helperCityCode totals { towns { total } total ${SHARES} }
          obligations { helperCityCode recipientCityCode towns { total } total ${SHARES} } }
        totals { recipientCities towns { keySupport consolidation total } total ${SHARES} ${PAID} }
        verdicts { outcome rule { requirementId clauseId clause { id } } subjectKind subjectId explanation { actual target } }
      } }`,
        { year },
      );
      expect(answer.errors).toEqual([]);
      const helpers = listAt(answer, 'fundingSummary.helperCities');
      expect(helpers.map(({ helperCityCode, totals }) => ({ helperCityCode, totals }))).toEqual(
        EXPECTED_HELPERS.map(([helperCityCode, towns, ...rest]) => ({
          helperCityCode,
          totals: { towns: { total: towns }, ...amounts(rest) },
        })),
      );
      expect(helpers.flatMap(({ obligations }) => obligations)).toEqual(
        EXPECTED.map(([helperCityCode, recipientCityCode, towns, ...rest]) => ({
          helperCityCode,
          recipientCityCode,
          towns: { total: towns },
          ...amounts(rest),
        })),
      );
      expect(at(answer, 'fundingSummary.totals')).toEqual({
        recipientCities: 13,
        towns: { keySupport: 600, consolidation: 301, total: 901 },
        total: '18020000000.00',
        shares: { province: '10812000000.00', helperCity: '5406000000.00', recipientCity: '1802000000.00' },
        paid: {
          province: null,
          helperCity: null,
          recipientCity: null,
          total: null,
          reason: '尚无完整的拨付记录：未知金额不等于零。',
        },
      });
      expect(listAt(answer, 'fundingSummary.verdicts')).toMatchObject([
        {
          outcome: 'MET',
          rule: { requirementId: 'P-4.11a', clauseId: 'P-4.11', clause: { id: 'P-4.11' } },
          subjectKind: 'FundingSummary',
          subjectId: String(year),
          explanation: { actual: '1802000万元', target: '1802000万元' },
        },
        { outcome: 'MET', rule: { requirementId: 'P-4.11c' }, explanation: { actual: '600+301', target: '600+301' } },
      ]);
    },
  );

  it('holds 65 obligations, none of them synthetic, each with its split verified and its payment unknown', async () => {
    const answer = await service.query(
      `{ fundingObligations(first: 500) { totalCount pageInfo { hasNextPage } nodes {
        id year synthetic source { kind requirementId } averagePerTown ${PAID}
        verdicts { outcome rule { requirementId } } } } }`,
    );
    expect(answer.errors).toEqual([]);
    const nodes = listAt(answer, 'fundingObligations.nodes');
    expect([at(answer, 'fundingObligations.totalCount'), nodes.length]).toEqual([65, 65]);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(65);
    for (const node of nodes) {
      expect(node).toMatchObject({
        synthetic: false,
        source: { kind: 'DOCUMENT', requirementId: 'PA-1' },
        averagePerTown: '20000000.00',
        paid: { total: null },
      });
      const [share, ...transfers] = node['verdicts'] as { outcome: string; rule: { requirementId: string } }[];
      expect(share).toEqual({ outcome: 'MET', rule: { requirementId: 'P-4.11b' } });
      expect(transfers.map(({ outcome }) => outcome)).not.toContain('MET');
      expect(transfers[0]).toEqual({ outcome: 'NO_DATA', rule: { requirementId: 'P-4.11f' } });
    }
  });

  it('waits for the budget of 东莞市 in 2022, the year of its document, and assumes no date for anyone else', async () => {
    const answer = await service.query(
      `{ fundingObligations(first: 500) { nodes { year helperCityCode dueStatus dueOn budgetAdoptedOn
        dueRule { kind days requirementId } verdicts { outcome rule { requirementId jurisdictionCode } explanation { sentence } } } } }`,
    );
    const nodes = listAt(answer, 'fundingObligations.nodes');
    const waiting = nodes.filter(({ dueStatus }) => dueStatus === 'WAITING_EVENT');
    expect(waiting.map(({ helperCityCode, year }) => [helperCityCode, year])).toEqual([
      ['441900', 2022],
      ['441900', 2022],
    ]);
    for (const node of waiting) {
      expect(node).toMatchObject({
        dueOn: null,
        budgetAdoptedOn: null,
        dueRule: { kind: 'DAYS_AFTER_BUDGET_ADOPTION', days: 30, requirementId: 'D-6b' },
      });
      expect((node['verdicts'] as unknown[])[2]).toMatchObject({
        outcome: 'NO_DATA',
        rule: { requirementId: 'D-6b', jurisdictionCode: '441900' },
        explanation: { sentence: expect.stringContaining('待触发') as unknown },
      });
    }
    for (const node of nodes.filter((other) => !waiting.includes(other))) {
      expect(node).toMatchObject({
        dueStatus: 'NONE_PRINTED',
        dueOn: null,
        dueRule: { kind: 'NONE_PRINTED', days: null, requirementId: 'P-4.11f' },
      });
    }
  });

  it('gives 韶关市 its shares for 2022, as recipient, and 东莞市 its two obligations, as helper', async () => {
    const obligation = `id year recipientCityCode helperCityCode total ${SHARES} helperCity { code } recipientCity { code }`;
    const answer = await service.query(
      ENTITIES(
        `... on City { code of2022: fundingObligation(year: 2022) { ${obligation} } of2026: fundingObligation(year: 2026) { id }
          fundingObligations { year } helperObligations(year: 2022) { recipientCityCode } helped: helperObligations(year: 2030) { id } }`,
      ),
      {
        representations: ['440200', '441900', '441300', '440233'].map((code) => ({ __typename: 'City', code })),
      },
    );
    expect(answer.errors).toEqual([]);
    const [shaoguan, dongguan, huizhou, noCity] = listAt(answer, '_entities');
    expect(shaoguan).toMatchObject({
      of2022: {
        year: 2022,
        recipientCityCode: '440200',
        helperCityCode: '441900',
        helperCity: { code: '441900' },
        recipientCity: { code: '440200' },
        total: '1900000000.00',
        shares: { province: '1140000000.00', helperCity: '570000000.00', recipientCity: '190000000.00' },
      },
      of2026: null,
      fundingObligations: [2021, 2022, 2023, 2024, 2025].map((year) => ({ year })),
      helperObligations: [],
      helped: [],
    });
    expect(dongguan).toEqual({
      code: '441900',
      of2022: null,
      of2026: null,
      fundingObligations: [],
      helperObligations: [{ recipientCityCode: '440200' }, { recipientCityCode: '445200' }],
      helped: [],
    });
    for (const other of [huizhou, noCity])
      expect(other).toMatchObject({ of2022: null, fundingObligations: [], helperObligations: [] });
  });

  it('says of each town whether it holds a quota, and names no amount of its own', async () => {
    const town = (code: string, cityCode: string, category: string | null, countsTowardQuota = true) => ({
      __typename: 'Town',
      code,
      cityCode,
      category,
      countsTowardQuota,
    });
    const fields =
      'year absence reason isQuotaHolder remark obligationId obligation { id recipientCityCode year } verdict { outcome subjectKind subjectId rule { requirementId } explanation { sentence } }';
    const answer = await service.query(
      ENTITIES(`... on Town { code funding(year: 2022) { ${fields} } later: funding(year: 2026) { ${fields} } }`),
      {
        representations: [
          town('440233105', '440200', 'KEY_SUPPORT'),
          town('440233101', '440200', 'CONSOLIDATION'),
          town('440233100', '440200', null),
          town('440233001', '440200', null, false),
          town('440114100', '440100', 'PIONEER'),
        ],
      },
    );
    expect(answer.errors).toEqual([]);
    const towns = listAt(answer, '_entities') as unknown as { funding: Record<string, unknown>; later: unknown }[];
    expect(
      towns.map(({ funding }) => [(funding['verdict'] as { outcome: string }).outcome, funding['isQuotaHolder']]),
    ).toEqual([
      ['MET', true],
      ['MET', true],
      ['NO_DATA', null],
      ['NOT_APPLICABLE', false],
      ['NOT_APPLICABLE', false],
    ]);
    expect(towns[0]?.funding).toMatchObject({
      year: 2022,
      absence: null,
      reason: null,
      obligation: { recipientCityCode: '440200', year: 2022 },
      verdict: { subjectKind: 'Town', subjectId: '440233105', rule: { requirementId: 'P-4.11c' } },
    });
    expect(towns[0]?.funding['remark']).toMatch(/平均数.*不是任何一个镇的底数/);
    expect(towns[0]?.funding['obligationId']).toBe((towns[0]?.funding['obligation'] as { id: string }).id);
    expect(towns[4]?.funding).toMatchObject({
      absence: 'CITY_NOT_RECIPIENT',
      reason: '所在市不是被帮扶市，没有资金任务。',
      obligationId: null,
      obligation: null,
    });
    for (const { later } of towns) {
      expect(later).toMatchObject({
        absence: 'YEAR_NOT_FUNDED',
        reason: '年度不在筹资期内，没有资金任务。',
        obligation: null,
        isQuotaHolder: false,
        verdict: { outcome: 'NOT_APPLICABLE' },
      });
    }
  });

  it('takes what a reference does not say for unknown, and asks for the city', async () => {
    const query = ENTITIES('... on Town { funding(year: 2022) { isQuotaHolder verdict { outcome } } }');
    const bare = await service.query(query, { representations: [{ __typename: 'Town', code: '440233105' }] });
    expect(bare.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const foreign = { __typename: 'Town', code: '440233105', cityCode: '440200', category: 'NO_SUCH_CLASS' };
    const answer = await service.query(query, { representations: [foreign] });
    expect(listAt(answer, '_entities')).toEqual([
      { funding: { isQuotaHolder: null, verdict: { outcome: 'NO_DATA' } } },
    ]);
  });

  it('answers for ten towns and for a thousand with one find', async () => {
    const query = ENTITIES(
      '... on Town { funding(year: 2022) { obligation { total verdicts { outcome } } } before: funding(year: 2021) { obligationId } } ... on City { fundingObligation(year: 2022) { id } fundingObligations { id } helperObligations(year: 2022) { id } }',
    );
    const cities = EXPECTED.map(([, recipient]) => recipient);
    const ask = (count: number) =>
      service.query(query, {
        representations: [
          ...Array.from({ length: count }, (_, place) => ({
            __typename: 'Town',
            code: String(440_233_000 + place),
            cityCode: cities[place % cities.length],
            category: 'KEY_SUPPORT',
            countsTowardQuota: true,
          })),
          ...[...cities, '441900'].map((code) => ({ __typename: 'City', code })),
        ],
      });
    const ten = await service.commandsDuring(() => ask(10));
    let answer: Awaited<ReturnType<typeof ask>> | undefined;
    const thousand = await service.commandsDuring(async () => {
      answer = await ask(1000);
    });
    expect(answer?.errors).toEqual([]);
    expect([ten, thousand]).toEqual([['find'], ['find']]);
  });

  it('reads each root field with one find, and counts only when asked', async () => {
    const commands = (document: string) => service.commandsDuring(() => service.query(document));
    expect(
      await commands(
        '{ fundingSummary(year: 2022) { totals { total } helperCities { obligations { verdicts { outcome } } } } }',
      ),
    ).toEqual(['find']);
    expect(await commands('{ fundingObligations(first: 500) { nodes { id verdicts { outcome } } } }')).toEqual([
      'find',
    ]);
    expect(await commands('{ fundingObligations(first: 1) { nodes { id } } }')).toEqual(['find']);
    expect(await commands('{ fundProgrammes { programme } }')).toEqual([]);
  });

  it('names the programmes and keeps the money of 东西部协作 apart', async () => {
    const answer = await service.query(
      '{ fundProgrammes { programme years averagesPerTown { amount validFrom validTo source { requirementId } } costShare { province helperCity recipientCity } sources } }',
    );
    expect(answer.data).toEqual({
      fundProgrammes: [
        {
          programme: 'TOWN_ASSISTANCE',
          years: [2021, 2022, 2023, 2024, 2025],
          averagesPerTown: [
            {
              amount: '20000000.00',
              validFrom: '2021-01-01',
              validTo: '2025-12-31',
              source: { requirementId: 'P-4.11a' },
            },
          ],
          costShare: { province: 6, helperCity: 3, recipientCity: 1 },
          sources: ['PROVINCIAL_FISCAL', 'PRD_CITY_FISCAL', 'RECIPIENT_CITY_FISCAL'],
        },
        { programme: 'EAST_WEST', years: [], averagesPerTown: [], costShare: null, sources: ['EAST_WEST_FISCAL'] },
      ],
    });
  });

  it.each(['YEAR', 'RECIPIENT_CITY', 'TOTAL'])(
    'pages by %s without losing or repeating an obligation',
    async (orderBy) => {
      const seen: Record<string, unknown>[] = [];
      let after: unknown = null;
      do {
        const answer = await service.query(
          `query ($after: String) { fundingObligations(orderBy: ${orderBy}, first: 7, after: $after) { nodes { id year total recipientCityCode } pageInfo { hasNextPage endCursor } totalCount } }`,
          { after },
        );
        expect(answer.errors).toEqual([]);
        seen.push(...listAt(answer, 'fundingObligations.nodes'));
        after =
          at(answer, 'fundingObligations.pageInfo.hasNextPage') === true
            ? at(answer, 'fundingObligations.pageInfo.endCursor')
            : null;
      } while (after !== null);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(65);
      expect(seen).toHaveLength(65);
      const key = { YEAR: 'year', RECIPIENT_CITY: 'recipientCityCode', TOTAL: 'total' }[orderBy] ?? '';
      const keys = seen.map((node) => Number(node[key]));
      expect(keys).toEqual(keys.toSorted((a, b) => (orderBy === 'TOTAL' ? b - a : a - b)));
    },
  );

  it('narrows the list by year, helper and recipient, and finds an obligation by its id and as an entity', async () => {
    const answer = await service.query(
      '{ fundingObligations(filter: { year: 2022, helperCityCode: "441900", recipientCityCode: "440200" }) { totalCount nodes { id } } none: fundingObligations(filter: { year: 2030 }) { totalCount nodes { id } } }',
    );
    expect(at(answer, 'fundingObligations.totalCount')).toBe(1);
    expect(at(answer, 'none')).toEqual({ totalCount: 0, nodes: [] });
    const id = at(answer, 'fundingObligations.nodes.0.id');
    const byId = await service.query('query ($id: ID!) { fundingObligation(id: $id) { year total } }', { id });
    expect(byId.data).toEqual({ fundingObligation: { year: 2022, total: '1900000000.00' } });
    const entity = await service.query(ENTITIES('... on FundingObligation { year }'), {
      representations: [
        { __typename: 'FundingObligation', id },
        { __typename: 'FundingObligation', id: 'obligation_00000000000000000000000000' },
      ],
    });
    expect(entity.data).toEqual({ _entities: [{ year: 2022 }, null] });
  });

  it.each([2020, 2026, -1, 2_000_000_000])('has no summary for %d, which is not funded', async (year) => {
    const answer = await service.query('query ($year: Int!) { fundingSummary(year: $year) { year } }', { year });
    expect([answer.errors, answer.data]).toEqual([[], { fundingSummary: null }]);
  });

  it('judges as of the day of the operation: before the plan no rule of it holds', async () => {
    const document = '{ fundingSummary(year: 2022) { totals { total } verdicts { outcome asOf } } }';
    const answer = await service.query(document, {}, { 'x-as-of': '2021-06-03' });
    expect(listAt(answer, 'fundingSummary.verdicts')).toEqual(
      Array.from({ length: 2 }, () => ({ outcome: 'NOT_APPLICABLE', asOf: '2021-06-03' })),
    );
  });

  it.each([
    ['{ fundingObligation(id: "nonsense") { id } }', 'INVALID_ID'],
    ['{ fundingObligation(id: "unit_00000000000000000000000000") { id } }', 'INVALID_ID'],
    ['{ fundingObligation(id: "obligation_00000000000000000000000000") { id } }', 'NOT_FOUND'],
    ['{ fundingObligations(filter: { helperCityCode: "44" }) { nodes { id } } }', 'INVALID_DIVISION_CODE'],
    ['{ fundingObligations(first: 1000000) { nodes { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ fundingObligations(first: -1) { nodes { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ fundingObligations(after: "nonsense") { nodes { id } } }', 'INVALID_CURSOR'],
    ['{ fundingSummary(year: 20220000000) { year } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      '{ _entities(representations: [{ __typename: "City", code: "韶关" }]) { ... on City { fundingObligations { id } } } }',
      'INVALID_DIVISION_CODE',
    ],
  ])('answers %s with %s and no stack trace', async (document, code) => {
    const answer = await service.query(document);
    expect(answer.errors[0]?.extensions.code).toBe(code);
    expect(JSON.stringify(answer)).not.toMatch(/stacktrace|node_modules|\.ts:/);
  });

  it('refuses an impossible day and the cursor of another order', async () => {
    const impossible = await service.query('{ __typename }', {}, { 'x-as-of': '2023-02-30' });
    expect([impossible.status, impossible.errors[0]?.extensions.code]).toEqual([400, 'INVALID_DATE']);
    const first = await service.query('{ fundingObligations(first: 1) { pageInfo { endCursor } } }');
    const foreign = await service.query(
      'query ($after: String) { fundingObligations(orderBy: TOTAL, after: $after) { nodes { id } } }',
      { after: at(first, 'fundingObligations.pageInfo.endCursor') },
    );
    expect(foreign.errors[0]?.extensions.code).toBe('INVALID_CURSOR');
  });
});
