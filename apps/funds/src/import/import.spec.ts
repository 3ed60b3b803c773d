import { annexPrintedTotals } from '@bangfu/documents';
import { FUNDED_TOWNS, countTowns, totalObligations } from '@bangfu/funds-domain';
import { at, listAt, startTestService } from '@bangfu/testing';
import type { TestService } from '@bangfu/testing';
import { buildApp } from '../app';
import { importFingerprint } from './import-facts';
import { annexObligations } from './obligation-records';
import { printedDueRules } from './printed-due-rules';

interface Issue {
  readonly caseId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectLabel: string;
  readonly severity: string;
  readonly status: string;
  readonly readings: readonly { readonly value: string; readonly source: string }[];
}

describe('the import of the obligations', () => {
  const obligations = annexObligations();

  it('makes one for each pair of cities and each year, with the same ids every time', () => {
    expect(obligations).toHaveLength(13 * 5);
    expect(new Set(obligations.map(({ id }) => id)).size).toBe(65);
    expect(annexObligations()).toEqual(obligations);
  });

  it('comes to the totals that the plan prints', () => {
    const printed = (measure: string) =>
      annexPrintedTotals().find((total) => total.scope === 'TOTAL' && total.measure === measure)?.towns;
    for (const year of [2021, 2022, 2023, 2024, 2025]) {
      const { towns, recipientCities } = totalObligations(obligations.filter((obligation) => obligation.year === year));
      expect({ ...towns, all: countTowns(towns), recipientCities }).toEqual(FUNDED_TOWNS);
      expect(countTowns(towns)).toBe(printed('FUNDED_TOWNS'));
    }
    expect([FUNDED_TOWNS.keySupport, FUNDED_TOWNS.consolidation]).toEqual([
      printed('KEY_TOTAL'),
      printed('CONSOLIDATION_TOTAL'),
    ]);
  });

  it('reads the thirty days of D-6b out of the document of 东莞市, for its year and its two cities', () => {
    expect(printedDueRules()).toEqual([
      {
        helperCity: '东莞市',
        year: 2022,
        recipientCities: ['韶关市', '揭阳市'],
        rule: { kind: 'DAYS_AFTER_BUDGET_ADOPTION', days: 30, requirementId: 'D-6b' },
      },
    ]);
  });

  it('tells an import with the synthetic set from one without', () => {
    expect(importFingerprint(true)).not.toBe(importFingerprint(false));
    expect(importFingerprint(true)).toBe(importFingerprint(true));
  });
});

describe('what the imports of this service could not decide', () => {
  let service: TestService;
  let issues: readonly Issue[];
  beforeAll(async () => {
    service = await startTestService(buildApp, { synthetic: false });
    const answer = await service.query(
      '{ importIssues { funds(first: 500) { totalCount nodes { caseId subjectKind subjectId subjectLabel severity status readings { value source } } } } }',
    );
    expect(answer.errors).toEqual([]);
    issues = listAt(answer, 'importIssues.funds.nodes') as unknown as readonly Issue[];
    expect(at(answer, 'importIssues.funds.totalCount')).toBe(issues.length);
  }, 120_000);
  afterAll(() => service?.stop());

  const of = (caseId: string) => issues.filter((issue) => issue.caseId === caseId);
  const values = (caseId: string) => of(caseId).map(({ readings }) => readings.map(({ value }) => value));

  it('covers the cases that the facts touch, each with at least two readings and open', () => {
    expect([...new Set(issues.map(({ caseId }) => caseId))]).toEqual([
      'I-19',
      'I-20',
      'I-25',
      'I-28',
      'I-34',
      'I-51',
      'I-54',
      'I-56',
      'I-57',
      'I-64',
    ]);
    for (const issue of issues) {
      expect(issue.status).toBe('OPEN');
      expect(issue.readings.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('reads the work funds of 新丰县 as 21万元 or as 6万元, from its own rows (I-20)', () => {
    expect(of('I-20')).toMatchObject([{ subjectId: '440233', severity: 'AMBIGUOUS' }]);
    expect(values('I-20')).toEqual([['按队计每年21万元（3个县派工作队、6个驻村工作队）', '按总额计每年6万元']]);
  });

  it('sets the printed payee 帮扶市 beside the cities that D-6b names (I-25)', () => {
    expect(values('I-25')).toEqual([['帮扶市（即出资方本身）', '韶关市、揭阳市（均为被帮扶市）']]);
  });

  it('sets the average beside the sum that it fixes (I-28)', () => {
    expect(values('I-28')).toEqual([['平均每镇每年2000万元，未写明核算层级', '901个镇合计每年1802000万元']]);
  });

  it('lists the five helper cities without a printed date (I-54)', () => {
    expect(
      of('I-54')
        .map(({ subjectLabel }) => subjectLabel)
        .toSorted(),
    ).toEqual(['广州市', '深圳市', '珠海市', '佛山市', '中山市'].toSorted());
  });

  it('keeps the 50 towns that 东莞市 assists apart from the 160 whose money it shares (I-64)', () => {
    expect(of('I-64')).toMatchObject([{ subjectId: '441900' }]);
    expect(values('I-64')).toEqual([
      ['帮扶50个镇（韶关市30个、揭阳市20个）', '分担160个镇的资金（韶关市95个、揭阳市65个）'],
    ]);
  });

  it('finds the subdistrict whose signatory has no such post (I-19) and the deadlines before the document (I-34)', () => {
    expect(of('I-19')).toMatchObject([{ subjectKind: 'Town', subjectId: '440233001', subjectLabel: '丰城街道' }]);
    expect(
      of('I-34')
        .map(({ subjectId }) => subjectId)
        .toSorted(),
    ).toEqual(['E-5a', 'E-5b', 'E-7b']);
  });

  it("computes the gaps of 东莞市's indicators: a ceiling, a list of counties, a distribution (I-51, I-56, I-57)", () => {
    expect(of('I-51')).toMatchObject([{ subjectId: 'D-I07' }]);
    expect(values('I-56')).toEqual([['每个被帮扶的县区，未列名单', '已知组团所在县区：新丰县（1个组团）']]);
    expect(values('I-57')).toEqual([['50个镇合计2000台', '平均每镇40台（推算，未规定）']]);
  });
});
