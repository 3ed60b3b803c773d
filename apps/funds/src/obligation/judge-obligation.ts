import { COST_SHARE, TRANSFER_IN_FULL, TRANSFER_WITHIN_DAYS } from '@bangfu/funds-domain';
import type { FundingObligation, FundingRecord } from '@bangfu/funds-domain';
import type { PlainDate } from '@bangfu/kernel';
import { evaluate } from '@bangfu/policy';
import type { Verdict } from '@bangfu/policy';

/** What the rules of P-4.11 and D-6 find about an obligation on a day; a city's own rule only where that city helps. */
export function judgeObligation(
  obligation: FundingObligation,
  { paid, budgetAdoptedOn, helperSharePaidOn }: FundingRecord,
  day: PlainDate,
): readonly Verdict[] {
  const subject = { kind: 'FundingObligation', id: obligation.id };
  const transfer = {
    owed: obligation.shares.helperCity,
    paid: paid.helperCity,
    paidInFullOn: helperSharePaidOn,
    dueRule: obligation.dueRule,
    budgetAdoptedOn,
    day,
  };
  const ofTheHelperCity = obligation.helperCityCode === TRANSFER_WITHIN_DAYS.jurisdiction ? [TRANSFER_WITHIN_DAYS] : [];
  return [
    evaluate(COST_SHARE, { obligation, paid }, subject, day),
    ...[TRANSFER_IN_FULL, ...ofTheHelperCity].map((rule) => evaluate(rule, transfer, subject, day)),
  ];
}
