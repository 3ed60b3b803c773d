import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { syntheticProvince, xinfengGroups } from '@bangfu/seed';
import { buildApp } from '../app';

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
    }
  }
`;

const OUTCOMES = /* GraphQL */ `
  query Outcomes($representations: [_Any!]!, $period: PeriodInput!) {
    _entities(representations: $representations) {
      ... on Town {
        assessment(period: $period) {
          indicators {
            verdict {
              outcome
              rule {
                clause {
                  title
                }
              }
            }
          }
        }
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

describe.each([true, false])('the assessment of towns and groups, synthetic set: %s', (synthetic) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic });
  }, 120_000);
  afterAll(() => service?.stop());

  const assess = (representations: readonly object[], period: object = YEAR_2022) =>
    service.query(ENTITIES, { representations, period });

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

  it.each(['0000', '9999'])('answers about the year %s', async (value) => {
    const answer = await assess([huilong], { kind: 'YEAR', value });
    expect(answer.errors).toEqual([]);
    expect(at(answer, '_entities.0.assessment.counts.met')).toBe(0);
  });

  it('needs as many finds for a thousand towns as for ten', async () => {
    const finds = async (representations: readonly object[]) => {
      const commands = await service.commandsDuring(async () => {
        const answer = await service.query(OUTCOMES, { representations, period: YEAR_2022 });
        expect(answer.errors).toEqual([]);
        expect(listAt(answer, '_entities')).toHaveLength(representations.length);
      });
      return commands.filter((command) => command === 'find').length;
    };
    const all = towns();
    const thousand = [...all, ...all.slice(0, 1000 - all.length)];
    const ten = await finds(all.slice(0, 10));
    expect(await finds(thousand)).toBe(ten);
    expect(ten).toBe(3); // indicators, readings, clauses
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
