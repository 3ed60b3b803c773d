import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from '../app';

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

describe.each([true, false])('the yearly summary, synthetic set: %s', (synthetic) => {
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
});
