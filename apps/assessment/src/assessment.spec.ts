import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from './app';

describe.each([true, false])('the assessment service, synthetic set: %s', (synthetic) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic });
  }, 120_000);
  afterAll(() => service?.stop());

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
    const answer = await service.query(/* GraphQL */ `
      {
        _entities(
          representations: [{ __typename: "PolicyClause", id: "P-2.1" }, { __typename: "PolicyClause", id: "Q-9" }]
        ) {
          ... on PolicyClause {
            id
            title
          }
        }
      }
    `);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({ _entities: [{ id: 'P-2.1', title: '实施驻镇帮镇扶村' }, null] });
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
});
