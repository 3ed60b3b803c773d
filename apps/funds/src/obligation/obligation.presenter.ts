import { NOTHING_ON_RECORD, countTowns, dueBy, paidTotal } from '@bangfu/funds-domain';
import type {
  FundedTowns as FundedTownsValue,
  FundingObligation as FundingObligationValue,
  FundingRecord,
  Shares,
} from '@bangfu/funds-domain';
import { presentSource } from '@bangfu/graphql';
import { isSynthetic } from '@bangfu/kernel';
import type { Money } from '@bangfu/kernel';
import { DueRule, FundingObligation } from './obligation.graphql';
import { FundedTowns, FundingShares, PaidShares } from './shares.graphql';

/** This service keeps no transfers and no budgets yet, so of every obligation nothing is on record. */
export const recordOf = (_obligation: FundingObligationValue): FundingRecord => NOTHING_ON_RECORD;

/** An obligation as the graph shows it. */
export function presentObligation(value: FundingObligationValue): FundingObligation {
  const { id, programme, year, helperCityCode, recipientCityCode, averagePerTown, total, source } = value;
  const { paid, budgetAdoptedOn } = recordOf(value);
  const { status, dueOn } = dueBy(value.dueRule, budgetAdoptedOn);
  return Object.assign(new FundingObligation(), {
    id,
    programme,
    year,
    helperCityCode,
    recipientCityCode,
    averagePerTown,
    total,
    towns: presentTowns(value.towns),
    shares: presentShares(value.shares),
    paid: presentPaid(paid),
    dueRule: Object.assign(new DueRule(), value.dueRule),
    dueStatus: status,
    dueOn,
    budgetAdoptedOn,
    source: presentSource(source),
    synthetic: isSynthetic(source),
    value,
  });
}

/** The towns of an obligation, or of a sum of them, as the graph shows them. */
export const presentTowns = (towns: FundedTownsValue): FundedTowns =>
  Object.assign(new FundedTowns(), { ...towns, total: countTowns(towns) });

/** Shares as the graph shows them. */
export const presentShares = (shares: Shares<Money>): FundingShares => Object.assign(new FundingShares(), shares);

/** What is paid as the graph shows it: not known is null with the reason, never zero. */
export function presentPaid(paid: Shares<Money | null>): PaidShares {
  const total = paidTotal(paid);
  return Object.assign(new PaidShares(), {
    ...paid,
    total,
    reason: total === null ? '尚无完整的拨付记录：未知金额不等于零。' : null,
  });
}
