import type { Money, PlainDate } from '@bangfu/kernel';
import { divisionCode, plainDate } from '@bangfu/kernel';
import { met, noData, notApplicable, unmet } from '@bangfu/policy';
import type { Rule, VerdictInput } from '@bangfu/policy';
import { PLAN_RULE } from '../programme/plan-rule';
import { amountText, amountTextOrNull } from './amount-text';
import { dueBy } from './due';
import type { DueRule } from './due';

/** What the helper city owes the recipient city for a year, what is known of its payment, and the day asked about. */
export interface TransferFacts {
  readonly owed: Money;
  /** Null = not known. */
  readonly paid: Money | null;
  /** The day by which all of it had been transferred; null = not known, or not yet. */
  readonly paidInFullOn: PlainDate | null;
  readonly dueRule: DueRule;
  readonly budgetAdoptedOn: PlainDate | null;
  readonly day: PlainDate;
}

/** P-4.11f: the helper city transfers its share in full and on time. Without a printed date only the amount can be judged (I-54). */
export const TRANSFER_IN_FULL: Rule<TransferFacts> = {
  ...PLAN_RULE,
  id: 'transfer-in-full-and-on-time',
  requirementId: 'P-4.11f',
  title: '帮扶市应承担的资金及时足额拨付给被帮扶市',
  severity: 'WARN',
  judge: (facts) => {
    const { owed, paid, dueRule } = facts;
    const grounds = groundsOf(facts);
    if (paid === null) return noData(`尚无拨付记录，已拨付金额未知，不等于零；${dueSentence(facts)}。`, grounds);
    if (paid >= owed && dueRule.kind === 'NONE_PRINTED')
      return met(`已足额拨付${amountText(paid)}；文件未印期限，是否及时不判定。`, grounds);
    return lateness(facts);
  },
};

/** D-6b: 东莞市 transfers to each of its recipient cities within so many days after its budget is adopted. */
export const TRANSFER_WITHIN_DAYS: Rule<TransferFacts> = {
  ...PLAN_RULE,
  id: 'transfer-after-budget-adoption',
  requirementId: 'D-6b',
  title: '预算通过后30日内分别拨付被帮扶市',
  severity: 'WARN',
  jurisdiction: divisionCode('441900'),
  validFrom: plainDate('2022-03-22'),
  judge: (facts) =>
    facts.dueRule.kind === 'NONE_PRINTED'
      ? notApplicable('所询年度没有文件印出拨付期限。', groundsOf(facts))
      : lateness(facts),
};

/** Judges the day of payment by the due rule. A share that is not yet due is judged by nobody. */
function lateness(facts: TransferFacts) {
  const { owed, paid, paidInFullOn, dueRule, budgetAdoptedOn, day } = facts;
  const { dueOn } = dueBy(dueRule, budgetAdoptedOn);
  const grounds = groundsOf(facts);
  if (dueOn === null) return noData(`${dueSentence(facts)}，不能判定是否及时。`, grounds);
  if (paid === null) return noData(`拨付期限为${dueOn}；尚无拨付记录，已拨付金额未知，不等于零。`, grounds);
  if (paid >= owed && paidInFullOn === null)
    return noData(`已足额拨付${amountText(paid)}，拨付日期未知，不能判定是否及时。`, grounds);
  if (paid >= owed && paidInFullOn !== null)
    return paidInFullOn <= dueOn
      ? met(`${paidInFullOn}足额拨付，期限为${dueOn}。`, grounds)
      : unmet(`${paidInFullOn}才足额拨付，期限为${dueOn}。`, grounds);
  return day <= dueOn
    ? notApplicable(`期限为${dueOn}，尚未到期。`, grounds)
    : unmet(`期限${dueOn}已过，应拨付${amountText(owed)}，已拨付${amountText(paid)}。`, grounds);
}

const groundsOf = ({ owed, paid, paidInFullOn, dueRule, budgetAdoptedOn }: TransferFacts) => ({
  actual: amountTextOrNull(paid),
  target: amountText(owed),
  inputs: [
    { name: '帮扶市应承担', value: amountText(owed), source: 'P-4.11b' },
    { name: '已拨付', value: amountTextOrNull(paid), source: '拨付记录' },
    { name: '足额拨付日期', value: paidInFullOn, source: '拨付记录' },
    { name: '预算通过日期', value: budgetAdoptedOn, source: '预算登记' },
    { name: '拨付期限', value: dueBy(dueRule, budgetAdoptedOn).dueOn, source: dueRule.requirementId },
  ] satisfies VerdictInput[],
});

const dueSentence = ({ dueRule, budgetAdoptedOn }: TransferFacts): string => {
  if (dueRule.kind === 'NONE_PRINTED') return '文件未印拨付期限';
  const { dueOn } = dueBy(dueRule, budgetAdoptedOn);
  return dueOn === null ? `期限为预算通过后${dueRule.days}日内，预算通过日期未知（待触发）` : `拨付期限为${dueOn}`;
};
