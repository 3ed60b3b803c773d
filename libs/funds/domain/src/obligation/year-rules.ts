import type { Money } from '@bangfu/kernel';
import { times } from '@bangfu/kernel';
import { met, noData, unmet } from '@bangfu/policy';
import type { Rule } from '@bangfu/policy';
import { FUNDED_TOWNS, PLAN_RULE } from '../programme/plan-rule';
import { amountText } from './amount-text';
import { countTowns } from './funding-obligation';
import type { FundingTotals } from './funding-totals';

/** What the obligations of a year add up to, beside the average that the plan states for the year. */
export interface YearFacts {
  readonly year: number;
  readonly averagePerTown: Money;
  readonly totals: FundingTotals;
}

/** P-4.11a: the obligations of a year come to 901 times the average. Checked for the province, never for a town (I-28). */
export const YEARLY_TOTAL: Rule<YearFacts> = {
  ...PLAN_RULE,
  id: 'yearly-funding-total',
  requirementId: 'P-4.11a',
  title: `每年为${FUNDED_TOWNS.all}个镇筹集资金，平均每镇2000万元`,
  severity: 'WARN',
  judge: ({ year, averagePerTown, totals }) => {
    const target = times(averagePerTown, FUNDED_TOWNS.all);
    const grounds = {
      actual: amountText(totals.total),
      target: amountText(target),
      inputs: [
        { name: '应筹资金合计', value: amountText(totals.total), source: `${year}年各市资金任务之和` },
        { name: '任务镇数', value: String(countTowns(totals.towns)), source: 'PA-1（各行之和）' },
        { name: '平均每镇每年', value: amountText(averagePerTown), source: 'P-4.11a' },
      ],
    };
    if (totals.recipientCities === 0) return noData(`没有${year}年的资金任务，不能判定。`, grounds);
    return totals.total === target
      ? met(`${year}年应筹资金合计${amountText(totals.total)}，等于${FUNDED_TOWNS.all}个镇的平均数之和。`, grounds)
      : unmet(
          `${year}年应筹资金合计${amountText(totals.total)}，按${FUNDED_TOWNS.all}个镇应为${amountText(target)}。`,
          grounds,
        );
  },
};

/** P-4.11c: the towns that money is raised for are the 600 and the 301 of 13 cities. */
export const FUNDED_TOWN_CLASSES: Rule<YearFacts> = {
  ...PLAN_RULE,
  id: 'funded-town-classes',
  requirementId: 'P-4.11c',
  title: `资金任务镇为13市的${FUNDED_TOWNS.keySupport}个重点帮扶镇和${FUNDED_TOWNS.consolidation}个巩固提升镇`,
  severity: 'ERROR',
  judge: ({ year, totals: { towns, recipientCities } }) => {
    const counts = [
      { name: '重点帮扶镇', counted: towns.keySupport, wanted: FUNDED_TOWNS.keySupport },
      { name: '巩固提升镇', counted: towns.consolidation, wanted: FUNDED_TOWNS.consolidation },
      { name: '被帮扶市', counted: recipientCities, wanted: FUNDED_TOWNS.recipientCities },
    ];
    const wrong = counts.filter(({ counted, wanted }) => counted !== wanted);
    const grounds = {
      actual: `${towns.keySupport}+${towns.consolidation}`,
      target: `${FUNDED_TOWNS.keySupport}+${FUNDED_TOWNS.consolidation}`,
      inputs: counts.map(({ name, counted }) => ({
        name: `${name}数`,
        value: String(counted),
        source: `${year}年各市资金任务`,
      })),
    };
    if (recipientCities === 0) return noData(`没有${year}年的资金任务，不能判定。`, grounds);
    return wrong.length === 0
      ? met(`${year}年资金任务覆盖${recipientCities}个市的${countTowns(towns)}个镇，与规定一致。`, grounds)
      : unmet(
          wrong.map(({ name, counted, wanted }) => `${name}${counted}个，规定为${wanted}个`).join('；') + '。',
          grounds,
        );
  },
};
