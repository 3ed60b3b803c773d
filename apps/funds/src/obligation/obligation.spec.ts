import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from '../app';

const ENTITIES = (fields: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fields} } }`;
const PAID = 'paid { province helperCity recipientCity total reason }';

describe.each([true, false])('the obligations of the funds service, synthetic set: %s', (synthetic) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic });
  }, 120_000);
  afterAll(() => service?.stop());

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
