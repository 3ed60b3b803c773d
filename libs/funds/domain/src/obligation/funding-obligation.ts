import type { DivisionCode, FundingObligationId, Money, Programme, Source } from '@bangfu/kernel';
import { times } from '@bangfu/kernel';
import type { DueRule } from './due';
import { splitShares } from './shares';
import type { Shares } from './shares';

/** The towns that money is raised for, by class: two numbers, never one (P-4.11c). */
export interface FundedTowns {
  readonly keySupport: number;
  readonly consolidation: number;
}

/** How many towns these are together. */
export const countTowns = ({ keySupport, consolidation }: FundedTowns): number => keySupport + consolidation;

/** What three governments owe together for the towns of one recipient city in one year (P-4.11). All amounts in fen. */
export interface FundingObligation {
  readonly id: FundingObligationId;
  readonly programme: Programme;
  readonly year: number;
  /** The place of the pair of cities in the plan's annex, subtotal rows not counted. */
  readonly annexRow: number;
  readonly helperCityCode: DivisionCode;
  /** The city that the money is for: also the payee of the helper city's share, whatever P-4.11f prints (I-25). */
  readonly recipientCityCode: DivisionCode;
  readonly towns: FundedTowns;
  /** An average over all towns, never a town's floor (I-28). */
  readonly averagePerTown: Money;
  readonly total: Money;
  readonly shares: Shares<Money>;
  /** By what the helper city's share falls due. */
  readonly dueRule: DueRule;
  readonly source: Source;
}

/** What is known of an obligation before it is computed. */
export type ObligationBasis = Omit<FundingObligation, 'total' | 'shares'>;

/** The obligation that follows: as many times the average as there are towns, divided 6:3:1 without losing a fen. */
export function oblige(basis: ObligationBasis): FundingObligation {
  const total = times(basis.averagePerTown, countTowns(basis.towns));
  return { ...basis, total, shares: splitShares(total) };
}
