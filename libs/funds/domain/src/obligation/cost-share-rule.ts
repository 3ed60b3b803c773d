import type { Money } from '@bangfu/kernel';
import { sumMoney, times } from '@bangfu/kernel';
import { met, unmet } from '@bangfu/policy';
import type { Rule } from '@bangfu/policy';
import { PLAN_RULE } from '../programme/plan-rule';
import { amountText, amountTextOrNull } from './amount-text';
import { countTowns } from './funding-obligation';
import type { FundingObligation } from './funding-obligation';
import { SHARE_BEARER, SHARE_NAMES, SHARE_WEIGHTS, splitShares } from './shares';
import type { Shares } from './shares';

/** An obligation as it is stored, and what is known to be paid of it. */
export interface CostShareFacts {
  readonly obligation: Pick<FundingObligation, 'towns' | 'averagePerTown' | 'total' | 'shares'>;
  readonly paid: Shares<Money | null>;
}

/**
 * P-4.11b: what the three owe is 6:3:1 of the number of towns times the average, per recipient city and year, to the
 * fen. What is paid is shown beside it and not judged here.
 */
export const COST_SHARE: Rule<CostShareFacts> = {
  ...PLAN_RULE,
  id: 'cost-share',
  requirementId: 'P-4.11b',
  title: '资金由省、帮扶市、被帮扶市按6：3：1分担',
  severity: 'ERROR',
  judge: ({ obligation: { towns, averagePerTown, total, shares }, paid }) => {
    const base = times(averagePerTown, countTowns(towns));
    const owed = splitShares(base);
    const wrong = SHARE_NAMES.filter((name) => shares[name] !== owed[name]);
    const sum = sumMoney(SHARE_NAMES.map((name) => shares[name]));
    const shown = (parts: Shares<Money>) => SHARE_NAMES.map((name) => amountText(parts[name])).join('：');
    const grounds = {
      actual: shown(shares),
      target: `${shown(owed)}（${SHARE_NAMES.map((name) => SHARE_WEIGHTS[name]).join('：')}）`,
      inputs: [
        { name: '任务镇数', value: String(countTowns(towns)), source: 'PA-1' },
        { name: '平均每镇每年', value: amountText(averagePerTown), source: 'P-4.11a' },
        { name: '应筹总额', value: amountText(total), source: '资金任务' },
        ...SHARE_NAMES.flatMap((name) => [
          { name: `${SHARE_BEARER[name]}应承担`, value: amountText(shares[name]), source: '资金任务' },
          { name: `${SHARE_BEARER[name]}已拨付`, value: amountTextOrNull(paid[name]), source: '拨付记录' },
        ]),
      ],
    };
    if (total !== base)
      return unmet(`应筹总额${amountText(total)}，按${countTowns(towns)}个镇应为${amountText(base)}。`, grounds);
    if (sum !== total) return unmet(`三方应承担之和${amountText(sum)}，与应筹总额${amountText(total)}不符。`, grounds);
    return wrong.length === 0
      ? met(`应筹总额${amountText(total)}，三方应承担${shown(shares)}，合计一分不差。`, grounds)
      : unmet(`${wrong.map((name) => SHARE_BEARER[name]).join('、')}应承担数不合6：3：1。`, grounds);
  },
};
