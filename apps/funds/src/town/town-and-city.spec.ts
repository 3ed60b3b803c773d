import { listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from '../app';

const ENTITIES = (fields: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fields} } }`;
const SHARES = 'shares { province helperCity recipientCity }';
/** The recipient cities of the annex. */
const RECIPIENTS = '440200 440500 440800 440900 441200 441400 441500 441600 441700 441800 445100 445200 445300'.split(
  ' ',
);

describe.each([true, false])('what the funds service adds to cities and towns, synthetic set: %s', (synthetic) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic });
  }, 120_000);
  afterAll(() => service?.stop());

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
    const ask = (count: number) =>
      service.query(query, {
        representations: [
          ...Array.from({ length: count }, (_, place) => ({
            __typename: 'Town',
            code: String(440_233_000 + place),
            cityCode: RECIPIENTS[place % RECIPIENTS.length],
            category: 'KEY_SUPPORT',
            countsTowardQuota: true,
          })),
          ...[...RECIPIENTS, '441900'].map((code) => ({ __typename: 'City', code })),
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
});
