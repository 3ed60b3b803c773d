import type { Money } from '@bangfu/kernel';
import { allocate, sumMoney } from '@bangfu/kernel';
import type { FundSource } from '../fund-source/fund-source';

/**
 * Who bears how much of a year's money: province 6, helper city 3, recipient city 1 (P-4.11b). The parts are named and
 * never read by position: the order of the tiers changes from clause to clause (I-23).
 */
export const SHARE_WEIGHTS = { province: 6n, helperCity: 3n, recipientCity: 1n } as const;
export type ShareName = keyof typeof SHARE_WEIGHTS;

/** One thing for each of the three who share. */
export type Shares<Part> = Readonly<Record<ShareName, Part>>;

/** The names of the shares, in the order of P-4.11b. */
export const SHARE_NAMES = Object.keys(SHARE_WEIGHTS) as readonly ShareName[];

/** 分担方. */
export const SHARE_BEARER: Shares<string> = { province: '省', helperCity: '帮扶市', recipientCity: '被帮扶市' };

/** The source that each share is money of. */
export const SHARE_SOURCE = {
  province: 'PROVINCIAL_FISCAL',
  helperCity: 'PRD_CITY_FISCAL',
  recipientCity: 'RECIPIENT_CITY_FISCAL',
} as const satisfies Shares<FundSource>;

/**
 * Divides an amount by P-4.11b into shares that add up to it exactly: 6:3:1 to the fen where the amount is a multiple
 * of ten fen. Otherwise what division leaves over goes to the largest remainders, the province before the helper city
 * before the recipient city.
 * @throws InvariantViolation when the amount is negative.
 */
export const splitShares = (total: Money): Shares<Money> => allocate(total, SHARE_WEIGHTS);

/** Makes one thing for each of the three who share. */
export const forEachShare = <Part>(make: (name: ShareName) => Part): Shares<Part> => ({
  province: make('province'),
  helperCity: make('helperCity'),
  recipientCity: make('recipientCity'),
});

/** Adds shares up name by name. */
export const sumShares = (all: readonly Shares<Money>[]): Shares<Money> =>
  forEachShare((name) => sumMoney(all.map((shares) => shares[name])));
