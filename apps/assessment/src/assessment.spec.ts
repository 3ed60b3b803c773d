import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { syntheticProvince, xinfengGroups } from '@bangfu/seed';
import { buildApp } from './app';

const DONGGUAN = '441900';
const HUILONG = '440233105';
const YEAR_2022 = { kind: 'YEAR', value: '2022' };

const ENTITIES = /* GraphQL */ `
  query Entities($representations: [_Any!]!, $period: PeriodInput!) {
    _entities(representations: $representations) {
      ... on Town {
        code
        assessment(period: $period) {
          townCode
          counts {
            met
            unmet
            notApplicable
            noData
            noBaseline
            total
          }
          indicators {
            indicatorId
            period {
              value
            }
            reading {
              value
              synthetic
            }
            verdict {
              outcome
              subjectKind
              subjectId
              asOf
              rule {
                id
                requirementId
                severity
                clause {
                  id
                  title
                  document {
                    title
                  }
                }
              }
              explanation {
                sentence
                inputs {
                  name
                  value
                  source
                }
              }
            }
          }
        }
      }
      ... on SupportGroup {
        id
        assessment(period: $period) {
          supportGroupId
          counts {
            total
            noData
          }
        }
      }
      ... on PolicyClause {
        id
        title
      }
    }
  }
`;

const huilong = {
  __typename: 'Town',
  code: HUILONG,
  category: 'KEY_SUPPORT',
  supportGroupId: xinfengGroups().groups.find(({ townCode }) => townCode === HUILONG)?.id,
  helperCityCode: null,
  supportGroup: { tier: 'CENTRAL' },
};

/** The towns of the synthetic province as organization tells of them. */
const towns = () =>
  syntheticProvince().groups.map(({ id, townCode, tier, helperCityCode }) => ({
    __typename: 'Town',
    code: townCode,
    category: tier === 'COUNTY' ? 'CONSOLIDATION' : 'KEY_SUPPORT',
    supportGroupId: id,
    helperCityCode,
    supportGroup: { tier },
  }));

describe.each([true, false])('the assessment service, synthetic set: %s', (synthetic) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic });
  }, 120_000);
  afterAll(() => service?.stop());

  const assess = (representations: readonly object[], period: object = YEAR_2022) =>
    service.query(ENTITIES, { representations, period });

  it('holds 12 documents, 130 clauses, 50 measures and 38 indicators', async () => {
    const answer = await service.query(/* GraphQL */ `
      {
        policyDocuments {
          totalCount
        }
        policyClauses {
          totalCount
        }
        measures {
          totalCount
        }
        indicators {
          totalCount
        }
        dongguan: indicators(filter: { jurisdictionCode: "441900" }, first: 500) {
          totalCount
          nodes {
            id
            clause {
              id
              title
            }
          }
        }
        indicatorReadings(first: 1) {
          totalCount
        }
      }
    `);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      policyDocuments: { totalCount: 12 },
      policyClauses: { totalCount: 130 },
      measures: { totalCount: 50 },
      indicators: { totalCount: 38 },
      dongguan: { totalCount: 32 },
    });
    expect(listAt(answer, 'dongguan.nodes')).toHaveLength(32);
    const readings = Number(at(answer, 'indicatorReadings.totalCount'));
    if (synthetic) expect(readings).toBeGreaterThan(1000);
    else expect(readings).toBe(0);
  });

  it('keeps what a document prints and denies by default what prints no release mode', async () => {
    const answer = await service.query(/* GraphQL */ `
      {
        plan: policyDocument(id: "P") {
          number
          registerNumber
          issuers
          issuedOn
          urgency
          channel
          disclosure
          effectiveDisclosure
        }
        keyPoints: policyDocument(id: "K") {
          number
          disclosure
          effectiveDisclosure
          partOf {
            id
            disclosure
          }
        }
        dongguan: policyDocument(id: "D") {
          number
          basedOn {
            id
            status
          }
        }
      }
    `);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      plan: {
        number: '粤委办发电〔2021〕60号',
        registerNumber: '粤机发130号',
        issuers: ['中共广东省委办公厅', '广东省人民政府办公厅'],
        issuedOn: '2021-06-04',
        urgency: '加急',
        channel: '明电',
        disclosure: null,
        effectiveDisclosure: 'NOT_PUBLIC',
      },
      keyPoints: {
        number: '粤农组〔2021〕10号',
        disclosure: null,
        effectiveDisclosure: 'NOT_PUBLIC',
        partOf: { id: 'KE', disclosure: 'NOT_PUBLIC' },
      },
      dongguan: {
        number: null,
        basedOn: [
          { id: 'P', status: 'RESOLVED' },
          { id: 'PAIRING_AGREEMENT', status: 'UNRESOLVED' },
          { id: 'RESPONSIBILITY_LETTER', status: 'UNRESOLVED' },
        ],
      },
    });
  });

  it('finds clauses by document and title, with what they set and measure', async () => {
    const answer = await service.query(/* GraphQL */ `
      {
        policyClauses(filter: { documentId: "P", text: "组团" }) {
          nodes {
            id
            ref
            text
            document {
              number
            }
          }
        }
        industry: policyClause(id: "P-3.7") {
          indicators {
            id
          }
          measures {
            id
          }
        }
        keyPoint: policyClause(id: "K-12") {
          measures {
            responsibleUnits
            importIssues {
              caseId
            }
          }
        }
        literal: policyClauses(filter: { text: ".*" }) {
          totalCount
        }
      }
    `);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      policyClauses: {
        nodes: [{ id: 'P-2.3', ref: '二（三）', text: null, document: { number: '粤委办发电〔2021〕60号' } }],
      },
      industry: { measures: [], indicators: ['1', '2', '3', '4', '5'].map((part) => ({ id: `P-3.7b${part}` })) },
      keyPoint: { measures: [{ responsibleUnits: ['省医保局'], importIssues: [{ caseId: 'I-36' }] }] },
      literal: { totalCount: 0 },
    });
  });

  it('gives a clause from its id, and null for one it does not know', async () => {
    const answer = await assess([
      { __typename: 'PolicyClause', id: 'P-2.1' },
      { __typename: 'PolicyClause', id: 'Q-9' },
    ]);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({ _entities: [{ id: 'P-2.1', title: '实施驻镇帮镇扶村' }, null] });
  });

  it("answers 回龙镇's indicators: Dongguan's do not reach it, what was not reported is NO_DATA", async () => {
    const answer = await assess([huilong]);
    expect(answer.errors).toEqual([]);
    const verdicts = new Map(
      listAt(answer, '_entities.0.assessment.indicators').map((assessed) => [assessed['indicatorId'], assessed]),
    );
    expect(verdicts.get('D-I22')).toMatchObject({ verdict: { outcome: 'NOT_APPLICABLE' } });
    expect(verdicts.get('P-3.7b1')).toMatchObject({
      reading: null,
      verdict: {
        outcome: 'NO_DATA',
        subjectKind: 'Town',
        subjectId: HUILONG,
        asOf: '2022-12-31',
        rule: {
          id: 'indicator-p-3-7b1',
          requirementId: 'P-3.7b1',
          clause: {
            id: 'P-3.7',
            title: '提升乡村产业发展水平',
            document: { title: '广东省乡村振兴驻镇帮镇扶村工作方案' },
          },
        },
      },
    });
    const counts = at(answer, '_entities.0.assessment.counts') as Record<string, number>;
    expect(counts['noData']).toBeGreaterThanOrEqual(4);
    expect(counts['total']).toBe(29);
    if (!synthetic) expect(counts).toMatchObject({ met: 0, unmet: 0, noData: 6, notApplicable: 23, noBaseline: 0 });
  });

  it('does not know whether a helper city’s indicators reach a town whose lead is disputed (遥田镇, I-01)', async () => {
    const yaotian = xinfengGroups().groups.find(({ tier }) => tier === null);
    const answer = await assess([
      {
        __typename: 'Town',
        code: yaotian?.townCode,
        category: 'KEY_SUPPORT',
        supportGroupId: yaotian?.id,
        helperCityCode: null,
        supportGroup: { tier: null },
      },
    ]);
    const employment = listAt(answer, '_entities.0.assessment.indicators').find(
      ({ indicatorId }) => indicatorId === 'D-I22',
    );
    expect(employment).toMatchObject({ verdict: { outcome: 'NO_DATA' } });
  });

  it('judges a group led from Dongguan by the indicators of groups', async () => {
    const group = syntheticProvince().groups.find(({ helperCityCode }) => helperCityCode === DONGGUAN);
    const representation = { __typename: 'SupportGroup', id: group?.id, tier: 'PRD_CITY', helperCityCode: DONGGUAN };
    const answer = await assess([representation], { kind: 'QUARTER', value: '2022-Q3' });
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      _entities: [{ assessment: { supportGroupId: group?.id, counts: { total: 4 } } }],
    });
    if (!synthetic) expect(at(answer, '_entities.0.assessment.counts.noData')).toBe(4);
  });

  it('lists what the documents leave undecided, each with its readings', async () => {
    const answer = await service.query(/* GraphQL */ `
      {
        importIssues {
          assessment(first: 500) {
            totalCount
            nodes {
              caseId
              subjectId
              requirementIds
              readings {
                value
                source
              }
            }
          }
        }
      }
    `);
    expect(answer.errors).toEqual([]);
    const issues = listAt(answer, 'importIssues.assessment.nodes');
    const subjects = (caseId: string) =>
      issues.filter((issue) => issue['caseId'] === caseId).map(({ subjectId }) => subjectId);
    const expected: Record<string, readonly string[]> = {
      'I-15': ['X'],
      'I-18': ['E-29', 'E-30'],
      'I-33': ['K-14'],
      'I-36': [
        ...['K-2', 'K-4', 'K-5', 'K-7', 'K-8', 'K-9', 'K-10', 'K-11', 'K-12', 'K-13', 'K-20'],
        ...['E-16', 'E-29', 'E-30'],
      ],
      'I-41': ['K-16'],
      'I-42': ['P', 'K', 'E', 'X', 'D'],
      'I-44': ['D-I01'],
      'I-45': ['D-I29'],
      'I-46': ['D-I28'],
      'I-47': ['D-I26'],
      'I-48': ['D-I14'],
      'I-49': ['D-I10', 'D-I11', 'D-I15'],
      'I-50': ['D-I22'],
      'I-51': ['D-I07'],
      'I-52': ['D-I16'],
      'I-53': [
        ...['D', 'YUE_NONG_ZU_2021_5', 'SHAO_NONG_ZU_2021_4', 'FUND_USE_LIST', 'PAIRING_AGREEMENT'],
        ...['RESPONSIBILITY_LETTER', 'EAST_WEST_PLAN'],
      ],
      'I-57': ['D-I27'],
      'I-63': ['D-I02'],
    };
    for (const [caseId, ids] of Object.entries(expected))
      expect([caseId, subjects(caseId).sort()]).toEqual([caseId, [...ids].sort()]);
    expect(issues).toHaveLength(Object.values(expected).flat().length);
    expect(issues.find(({ caseId, subjectId }) => caseId === 'I-49' && subjectId === 'D-I15')).toMatchObject({
      requirementIds: ['D-8d'],
      readings: [{}, { value: '2022-03-22印发' }, { value: '2022-Q1距期末9日' }],
    });
    for (const issue of issues) expect((issue['readings'] as unknown[]).length).toBeGreaterThanOrEqual(2);
  });

  it.each<[string, string, string]>([
    ['an unknown clause', '{ policyClause(id: "P-99") { id } }', 'NOT_FOUND'],
    ['an unknown document', '{ policyDocument(id: "") { id } }', 'NOT_FOUND'],
    ['an unknown indicator', '{ indicator(id: "D-I99") { id } }', 'NOT_FOUND'],
    ['an unknown measure', '{ measure(id: "$where") { id } }', 'NOT_FOUND'],
    ['a page of a million', '{ policyClauses(first: 1000000) { totalCount } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a page of less than nothing', '{ measures(first: -1) { totalCount } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a broken cursor', '{ indicators(after: "x") { totalCount } }', 'INVALID_CURSOR'],
    [
      'a period that does not exist',
      '{ indicatorReadings(filter: { period: { kind: QUARTER, value: "2022-Q5" } }) { totalCount } }',
      'INVALID_PERIOD',
    ],
    [
      'a town whose code is none',
      '{ _entities(representations: [{ __typename: "Town", code: "x" }]) { __typename } }',
      'INVALID_DIVISION_CODE',
    ],
    [
      'a group whose id is none',
      '{ _entities(representations: [{ __typename: "SupportGroup", id: "x" }]) { __typename } }',
      'INVALID_ID',
    ],
  ])('refuses %s', async (_what, query, code) => {
    const answer = await service.query(query);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it('refuses the cursor of another list, and a day that does not exist', async () => {
    const first = await service.query('{ measures(first: 1) { pageInfo { endCursor } } }');
    const cursor = at(first, 'measures.pageInfo.endCursor');
    const foreign = await service.query('query ($after: String) { indicators(after: $after) { totalCount } }', {
      after: cursor,
    });
    expect(foreign.errors[0]?.extensions.code).toBe('INVALID_CURSOR');
    const noDay = await service.query('{ indicators { totalCount } }', {}, { 'x-as-of': '2022-02-30' });
    expect(noDay.errors[0]?.extensions.code).toBe('INVALID_DATE');
  });

  it.each(['0000', '9999'])('answers about the year %s', async (value) => {
    const answer = await assess([huilong], { kind: 'YEAR', value });
    expect(answer.errors).toEqual([]);
    expect(at(answer, '_entities.0.assessment.counts.met')).toBe(0);
  });

  it('reads the pages of a list one after another without losing or repeating one', async () => {
    const ids: unknown[] = [];
    let after: unknown = null;
    for (let pages = 0; pages < 20; pages += 1) {
      const answer = await service.query(
        'query ($after: String) { policyClauses(first: 17, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      ids.push(...listAt(answer, 'policyClauses.nodes').map(({ id }) => id));
      after = at(answer, 'policyClauses.pageInfo.endCursor');
      if (at(answer, 'policyClauses.pageInfo.hasNextPage') !== true) break;
    }
    expect(new Set(ids).size).toBe(130);
    expect(ids).toHaveLength(130);
    expect(ids.slice(0, 2)).toEqual(['P-0', 'P-1']);
  });

  it('needs as many finds for a thousand towns as for ten', async () => {
    const finds = async (representations: readonly object[]) => {
      const commands = await service.commandsDuring(async () => {
        const answer = await assess(representations);
        expect(answer.errors).toEqual([]);
        expect(listAt(answer, '_entities')).toHaveLength(representations.length);
      });
      return commands.filter((command) => command === 'find').length;
    };
    const all = towns();
    const thousand = [...all, ...all.slice(0, 1000 - all.length)];
    const ten = await finds(all.slice(0, 10));
    expect(await finds(thousand)).toBe(ten);
    expect(ten).toBe(4); // indicators, readings, clauses, documents
  }, 60_000);
});

describe('the synthetic readings', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic: true });
  }, 120_000);
  afterAll(() => service?.stop());

  it('let every outcome occur, and each says that it is synthetic', async () => {
    const dongguan = towns().filter(({ helperCityCode }) => helperCityCode === DONGGUAN);
    const answer = await service.query(ENTITIES, { representations: [...dongguan, huilong], period: YEAR_2022 });
    expect(answer.errors).toEqual([]);
    const totals = { met: 0, unmet: 0, notApplicable: 0, noData: 0, noBaseline: 0, total: 0 };
    for (const town of listAt(answer, '_entities')) {
      const { counts, indicators } = town['assessment'] as {
        counts: typeof totals;
        indicators: { reading: { synthetic: boolean } | null }[];
      };
      for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += counts[key];
      expect(indicators.every(({ reading }) => reading === null || reading.synthetic)).toBe(true);
    }
    for (const count of Object.values(totals)) expect(count).toBeGreaterThan(0);
    expect(totals.met + totals.unmet + totals.notApplicable + totals.noData + totals.noBaseline).toBe(totals.total);
  });

  it('are one for each indicator, subject and period: a second one is refused by the database', async () => {
    const readings = service.connection.collection('indicator_readings');
    const known = await readings.findOne({});
    expect(known).not.toBeNull();
    await expect(readings.insertOne({ ...known, _id: 'another' as never })).rejects.toThrow(/duplicate/i);
  });
});
