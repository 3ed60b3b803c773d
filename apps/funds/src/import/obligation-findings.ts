import { pairingAnnex } from '@bangfu/documents';
import { TOWN_ASSISTANCE_FUNDS, amountText, byHelperCity, countTowns, totalObligations } from '@bangfu/funds-domain';
import type { FundingObligation } from '@bangfu/funds-domain';
import type { DivisionCode, ImportFinding } from '@bangfu/kernel';
import { CITY_ROLE } from '@bangfu/kernel';
import { cityCodeOf } from './city-code';
import { printedDueRules } from './printed-due-rules';
import { PRINTED_PAYEE } from './printed-readings';

/** What the findings about the programme's money are computed from. */
export interface ObligationFacts {
  readonly obligations: readonly FundingObligation[];
  readonly cityName: (code: DivisionCode) => string;
}

const PROVINCE = '广东省乡村振兴局';

/** What the clauses about the programme's money leave for a person to decide. */
export const obligationFindings = (facts: ObligationFacts): readonly ImportFinding[] => [
  ...payee(facts),
  ...averageWithoutLevel(facts),
  ...withoutDueDate(facts),
  ...assistanceAgainstMoney(facts),
];

/** I-25: the payee that P-4.11f prints plays the payer's part; the cities that D-6b names are recipients. */
function payee({ obligations, cityName }: ObligationFacts): ImportFinding[] {
  const printed = PRINTED_PAYEE.word === CITY_ROLE.HELPER.zh ? 'HELPER' : 'RECIPIENT';
  const recipients = new Set(obligations.map(({ recipientCityCode }) => cityName(recipientCityCode)));
  const named = printedDueRules().flatMap(({ recipientCities }) => recipientCities);
  if (printed === 'RECIPIENT' || !named.every((city) => recipients.has(city))) return [];
  return [
    {
      caseId: 'I-25',
      subjectKind: 'PolicyClause',
      subjectId: 'P-4.11',
      subjectLabel: '帮扶市资金的收款方',
      requirementIds: [PRINTED_PAYEE.requirementId, ...printedDueRules().map(({ rule }) => rule.requirementId)],
      readings: [
        { value: `${PRINTED_PAYEE.word}（即出资方本身）`, source: PRINTED_PAYEE.requirementId },
        ...printedDueRules().map(({ rule, recipientCities }) => ({
          value: `${recipientCities.join('、')}（均为${CITY_ROLE.RECIPIENT.zh}）`,
          source: rule.requirementId,
        })),
      ],
      suggestion: `以${CITY_ROLE.RECIPIENT.zh}为收款方，保留原文用字`,
      owner: PROVINCE,
    },
  ];
}

/** I-28: the average names no level; beside it, the only sum that it fixes. */
function averageWithoutLevel({ obligations }: ObligationFacts): ImportFinding[] {
  return TOWN_ASSISTANCE_FUNDS.averagesPerTown
    .filter(({ checkedAt }) => checkedAt === null)
    .map(({ amount, source }) => {
      const { towns, total } = totalObligations(
        obligations.filter(({ year }) => year === TOWN_ASSISTANCE_FUNDS.years.first),
      );
      return {
        caseId: 'I-28',
        subjectKind: 'FundProgramme',
        subjectId: TOWN_ASSISTANCE_FUNDS.programme,
        subjectLabel: '平均每镇每年资金',
        requirementIds: ['P-4.11a'],
        readings: [
          { value: `平均每镇每年${amountText(amount)}，未写明核算层级`, source: source.reference },
          { value: `${countTowns(towns)}个镇合计每年${amountText(total)}`, source: 'PA-1（各行之和）' },
        ],
        suggestion: '按省、市、县合计核对，不作为单个镇的底数',
        owner: PROVINCE,
      };
    });
}

/** I-54: a helper city for which no document prints by when it pays. */
function withoutDueDate({ obligations, cityName }: ObligationFacts): ImportFinding[] {
  const elsewhere = printedDueRules().map(({ helperCity, year, rule }) => ({
    value: `预算通过后${rule.days}日内（${helperCity}${year}年）`,
    source: rule.requirementId,
  }));
  const helpers = new Map(obligations.map(({ helperCityCode }) => [helperCityCode, cityName(helperCityCode)]));
  return [...helpers]
    .filter(([code]) =>
      obligations.every(({ helperCityCode, dueRule }) => helperCityCode !== code || dueRule.kind === 'NONE_PRINTED'),
    )
    .map(([code, name]) => ({
      caseId: 'I-54',
      subjectKind: 'City',
      subjectId: code,
      subjectLabel: name,
      requirementIds: ['P-4.11f', 'D-6b'],
      readings: [{ value: `及时足额（${name}未印期限）`, source: 'P-4.11f' }, ...elsewhere],
      suggestion: null,
      owner: `${name}财政局`,
    }));
}

/** I-64: the towns that the city of D assists are not the towns whose money it shares. */
function assistanceAgainstMoney({ obligations, cityName }: ObligationFacts): ImportFinding[] {
  const { first } = TOWN_ASSISTANCE_FUNDS.years;
  const funded = byHelperCity(obligations.filter(({ year }) => year === first));
  return printedDueRules().flatMap(({ helperCity }): ImportFinding[] => {
    const code = cityCodeOf(helperCity);
    const money = funded.find(({ helperCityCode }) => helperCityCode === code);
    const rows = pairingAnnex().filter((row) => row.helperCity === helperCity);
    const assisted = rows.reduce((sum, { prdTowns }) => sum + prdTowns, 0);
    if (!money || assisted === countTowns(money.totals.towns)) return [];
    const byCity = money.obligations.map(
      ({ recipientCityCode, towns }) => `${cityName(recipientCityCode)}${countTowns(towns)}个`,
    );
    return [
      {
        caseId: 'I-64',
        subjectKind: 'City',
        subjectId: code,
        subjectLabel: helperCity,
        requirementIds: ['P-4.11b', 'D-0c'],
        readings: [
          {
            value: `帮扶${assisted}个镇（${rows.map((row) => `${row.recipientCity}${row.prdTowns}个`).join('、')}）`,
            source: 'D-0c、PA-1',
          },
          { value: `分担${countTowns(money.totals.towns)}个镇的资金（${byCity.join('、')}）`, source: 'P-4.11b、PA-1' },
        ],
        suggestion: '帮扶任务数与资金任务数分别保存，不共用一个数',
        owner: `${helperCity}财政局`,
      },
    ];
  });
}
