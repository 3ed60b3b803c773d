import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from './app';

const XINFENG = /* GraphQL */ `
  query Xinfeng($code: DivisionCode!) {
    town(code: $code) {
      name
      kind
      category
      categorisation {
        localLabel
        source {
          kind
          reference
          requirementId
        }
      }
      county {
        name
      }
      city {
        name
        roles
      }
      supportGroup {
        status
        tier
        townNameFit
        printedTownName
        lead {
          printedName
          unit {
            name
            tier
          }
        }
        members {
          printedName
          unit {
            name
            tier
            kind
          }
        }
        leadCandidates {
          printedName
          source
        }
        importIssues {
          caseId
        }
      }
      importIssues {
        caseId
        readings {
          value
        }
        suggestion
      }
    }
  }
`;

describe.each([true, false])('the organization service, synthetic set: %s', (synthetic) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic });
  }, 120_000);
  afterAll(() => service?.stop());

  it('knows 回龙镇 as the notice gives it: its lead is central, its members central and provincial', async () => {
    const answer = await service.query(XINFENG, { code: '440233105' });
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      town: {
        name: '回龙镇',
        kind: 'TOWN',
        category: 'KEY_SUPPORT',
        county: { name: '新丰县' },
        city: { name: '韶关市', roles: ['RECIPIENT'] },
        supportGroup: {
          status: 'ACTIVE',
          tier: 'CENTRAL',
          lead: { printedName: '国家粮食和物资储备局广东局', unit: { tier: 'CENTRAL' } },
          members: [
            { printedName: '中国南方电网公司调峰调频发电公司', unit: { tier: 'CENTRAL', kind: 'ENTERPRISE' } },
            { printedName: '省粮食和物资储备局', unit: { name: '广东省粮食和物资储备局', tier: 'PROVINCIAL' } },
          ],
        },
      },
    });
  });

  it('leaves the lead of 遥田镇 open and shows both readings (I-01)', async () => {
    const answer = await service.query(XINFENG, { code: '440233104' });
    expect(at(answer, 'town.supportGroup')).toMatchObject({
      status: 'UNRESOLVED',
      tier: null,
      lead: null,
      leadCandidates: [{ printedName: '省人大常委会办公厅' }, { printedName: '市人大常委会办公厅' }],
    });
    expect(listAt(answer, 'town.supportGroup.importIssues').map(({ caseId }) => caseId)).toEqual(
      expect.arrayContaining(['I-01', 'I-60']),
    );
  });

  it('proposes 黄磜镇 for the printed 黄磔镇 and makes no new town (I-02)', async () => {
    const answer = await service.query(XINFENG, { code: '440233100' });
    expect(at(answer, 'town')).toMatchObject({
      name: '黄磜镇',
      category: synthetic ? 'KEY_SUPPORT' : null,
      supportGroup: { printedTownName: '黄磔镇', townNameFit: 'PROPOSED', status: 'UNRESOLVED', tier: 'PRD_CITY' },
      importIssues: [{ caseId: 'I-02', readings: [{ value: '黄磔镇' }, { value: '黄磜镇' }], suggestion: '黄磜镇' }],
    });
  });

  it('keeps the label 街道自身帮扶 without making a class of it (I-03)', async () => {
    const answer = await service.query(XINFENG, { code: '440233001' });
    expect(at(answer, 'town')).toMatchObject({
      kind: 'SUBDISTRICT',
      category: null,
      categorisation: { localLabel: '街道自身帮扶' },
    });
  });

  it('adds the annex up from its rows and sets it beside the register', async () => {
    const answer = await service.query(/* GraphQL */ `
      {
        pairingAnnex {
          pairings {
            helperCity {
              name
            }
            recipientCity {
              name
            }
            quota {
              keySupport
            }
          }
          subtotals {
            helperCity {
              name
            }
            quota {
              prdCity
              provincialAndCentral
              localCity
              keySupport
              consolidation
            }
          }
          totals {
            quota {
              prdCity
              provincialAndCentral
              localCity
              keySupport
              consolidation
            }
            pioneer
            allTowns
          }
          register {
            city {
              name
            }
            annexTowns
            registerTowns
            difference
          }
          registerTowns
          verdicts {
            outcome
            rule {
              requirementId
              clauseId
            }
            explanation {
              actual
              target
            }
          }
        }
      }
    `);
    expect(answer.errors).toEqual([]);
    expect(listAt(answer, 'pairingAnnex.pairings')).toHaveLength(13);
    expect(listAt(answer, 'pairingAnnex.subtotals')).toHaveLength(6);
    expect(at(answer, 'pairingAnnex.totals')).toEqual({
      quota: { prdCity: 300, provincialAndCentral: 121, localCity: 179, keySupport: 600, consolidation: 301 },
      pioneer: 226,
      allTowns: 1127,
    });
    expect(at(answer, 'pairingAnnex.registerTowns')).toBe(1128);
    const differing = listAt(answer, 'pairingAnnex.register').filter(({ difference }) => difference !== 0);
    expect(differing).toEqual([
      { city: { name: '梅州市' }, annexTowns: 104, registerTowns: 105, difference: 1 },
      { city: { name: '汕尾市' }, annexTowns: 40, registerTowns: 44, difference: 4 },
      { city: { name: '揭阳市' }, annexTowns: 65, registerTowns: 64, difference: -1 },
      { city: { name: '中山市' }, annexTowns: 18, registerTowns: 15, difference: -3 },
    ]);
    expect(listAt(answer, 'pairingAnnex.verdicts')).toMatchObject([
      { outcome: 'MET', rule: { requirementId: 'PA-3', clauseId: 'PA' } },
      { outcome: synthetic ? 'MET' : 'NO_DATA', rule: { requirementId: 'P-2.2b' }, explanation: { target: '600' } },
      { outcome: 'NO_DATA', rule: { requirementId: 'P-2.2e' } },
      { outcome: 'NO_DATA', rule: { requirementId: 'P-2.2f' } },
    ]);
  });

  it('lists the whole province of towns in one page with as many finds as the seven towns of a county', async () => {
    const page = (filter: string) =>
      service.query(
        `{ towns(filter: ${filter}, first: 2000) { totalCount nodes { code category county { name } city { name } supportGroup { lead { unit { name } } members { unit { name } } } } } }`,
      );
    const small = await service.commandsDuring(() => page('{ countyCode: "440233" }'));
    let answer: Awaited<ReturnType<typeof page>> | undefined;
    const large = await service.commandsDuring(async () => {
      answer = await page('{}');
    });
    expect(answer?.errors).toEqual([]);
    expect(at(answer!, 'towns.totalCount')).toBe(1757);
    expect(listAt(answer!, 'towns.nodes')).toHaveLength(1757);
    const finds = (commands: readonly string[]) => commands.filter((command) => command === 'find').length;
    expect([finds(small), finds(large)]).toEqual([5, 5]);
  });

  it('reads the villages of many towns and the roles of many cities in one find each', async () => {
    const document =
      '{ towns(first: 300) { nodes { villages(first: 3) { totalCount nodes { name } } } } divisions(filter: { level: PREFECTURE_CITY }) { nodes { ... on City { roles } } } }';
    let answer: Awaited<ReturnType<typeof service.query>> | undefined;
    const commands = await service.commandsDuring(async () => {
      answer = await service.query(document);
    });
    expect(answer?.errors).toEqual([]);
    expect(commands.filter((command) => command === 'find')).toHaveLength(5); // towns, villages, cities, pairings, pioneers
    const villages = listAt(answer!, 'towns.nodes').map(
      (town) => town['villages'] as { totalCount: number; nodes: unknown[] },
    );
    expect(villages.every(({ totalCount, nodes }) => nodes.length === Math.min(3, totalCount))).toBe(true);
  });

  it('pages through a list without losing or repeating a town, in either order', async () => {
    for (const orderBy of ['CODE', 'NAME']) {
      const seen: unknown[] = [];
      let after: unknown = null;
      do {
        const answer = await service.query(
          `query ($after: String) { towns(filter: { cityCode: "440200" }, orderBy: ${orderBy}, first: 37, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } totalCount } }`,
          { after },
        );
        expect(answer.errors).toEqual([]);
        seen.push(...listAt(answer, 'towns.nodes').map(({ code }) => code));
        after = at(answer, 'towns.pageInfo.hasNextPage') === true ? at(answer, 'towns.pageInfo.endCursor') : null;
      } while (after !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(95);
    }
  });

  it('is asked as of a day by header, and an argument wins over it', async () => {
    const document =
      '{ now: town(code: "440233105") { supportGroup { tier } } later: town(code: "440233105") { supportGroup(asOf: "2022-01-01") { tier } } }';
    const answer = await service.query(document, {}, { 'x-as-of': '2021-06-03' });
    expect(answer.data).toEqual({ now: { supportGroup: null }, later: { supportGroup: { tier: 'CENTRAL' } } });
  });

  it.each([
    ['{ town(code: "440233999") { name } }', 'NOT_FOUND'],
    ['{ town(code: "44") { name } }', 'INVALID_DIVISION_CODE'],
    ['{ city(code: "440233105") { name } }', 'NOT_FOUND'],
    ['{ unit(id: "nonsense") { name } }', 'INVALID_ID'],
    ['{ unit(id: "unit_00000000000000000000000000") { name } }', 'NOT_FOUND'],
    ['{ town(code: "440233105", asOf: "2023-02-29") { name } }', 'INVALID_DATE'],
    ['{ towns(first: 1000000) { nodes { code } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ towns(first: -1) { nodes { code } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ towns(after: "nonsense") { nodes { code } } }', 'INVALID_CURSOR'],
    ['{ towns { nope } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ towns', 'GRAPHQL_PARSE_FAILED'],
  ])('answers %s with %s and no stack trace', async (document, code) => {
    const answer = await service.query(document);
    expect(answer.errors[0]?.extensions.code).toBe(code);
    expect(JSON.stringify(answer)).not.toMatch(/stacktrace|node_modules|\.ts:/);
  });

  it('refuses a header that is no date with 400', async () => {
    const answer = await service.query('{ __typename }', {}, { 'x-as-of': '2023-02-30' });
    expect(answer.status).toBe(400);
    expect(answer.errors[0]).toMatchObject({
      message: "header x-as-of: '2023-02-30' is a day that does not exist",
      extensions: { code: 'INVALID_DATE' },
    });
  });

  it('refuses a cursor of another list', async () => {
    const answer = await service.query('{ towns(first: 1) { pageInfo { endCursor } } }');
    const foreign = await service.query('query ($after: String) { units(after: $after) { nodes { id } } }', {
      after: at(answer, 'towns.pageInfo.endCursor'),
    });
    expect(foreign.errors[0]?.extensions.code).toBe('INVALID_CURSOR');
  });

  it('marks every synthetic record as such and keeps none when it is left out', async () => {
    const answer = await service.query('{ supportGroups(first: 2000) { nodes { synthetic source { kind } } } }');
    const groups = listAt(answer, 'supportGroups.nodes');
    expect(groups.filter((group) => group['synthetic'] !== true)).toHaveLength(7);
    // The annex's 901 helped towns, 揭阳 one short of them (I-67), and 丰城街道.
    expect(groups).toHaveLength(synthetic ? 901 : 7);
  });

  it('lists what its imports could not decide, by case', async () => {
    const answer = await service.query(
      '{ importIssues { organization(first: 500) { totalCount nodes { caseId severity subjectLabel status owner readings { value source } } } } }',
    );
    expect(answer.errors).toEqual([]);
    const cases = listAt(answer, 'importIssues.organization.nodes').map(({ caseId }) => caseId);
    expect(new Set(cases)).toEqual(
      new Set(['I-01', 'I-02', 'I-03', 'I-08', 'I-09', 'I-12', 'I-22', 'I-24', 'I-60', 'I-67']),
    );
    expect(cases.filter((caseId) => caseId === 'I-67')).toHaveLength(4);
  });
});
