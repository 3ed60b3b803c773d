import { listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from '../app';

describe.each([true, false])('the import issues of assessment, synthetic set: %s', (synthetic) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic });
  }, 120_000);
  afterAll(() => service?.stop());

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
      'I-52': ['D-I16'],
      'I-53': [
        ...['D', 'YUE_NONG_ZU_2021_5', 'SHAO_NONG_ZU_2021_4', 'FUND_USE_LIST', 'PAIRING_AGREEMENT'],
        ...['RESPONSIBILITY_LETTER', 'EAST_WEST_PLAN'],
      ],
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
});
