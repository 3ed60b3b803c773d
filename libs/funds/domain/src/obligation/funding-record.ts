import type { Money, PlainDate } from '@bangfu/kernel';
import { sumMoney } from '@bangfu/kernel';
import { SHARE_NAMES, forEachShare } from './shares';
import type { Shares } from './shares';

/** What is on record about the money of an obligation. Null is not known: it is never zero, and never "not yet". */
export interface FundingRecord {
  /** The day on which the helper city's budget of the year was adopted. */
  readonly budgetAdoptedOn: PlainDate | null;
  readonly paid: Shares<Money | null>;
  /** The day on which the helper city's share had been transferred in full. */
  readonly helperSharePaidOn: PlainDate | null;
}

/** Nothing is on record: no transfer and no budget has been reported to this service. */
export const NOTHING_ON_RECORD: FundingRecord = {
  budgetAdoptedOn: null,
  paid: { province: null, helperCity: null, recipientCity: null },
  helperSharePaidOn: null,
};

/** Adds up what is paid, share by share. One that is not known makes its sum unknown, not smaller. */
export const sumPaid = (all: readonly Shares<Money | null>[]): Shares<Money | null> =>
  forEachShare((name) => sumKnown(all.map((paid) => paid[name])));

/** What is paid of all three shares together; null as soon as one of them is not known. */
export const paidTotal = (paid: Shares<Money | null>): Money | null => sumKnown(SHARE_NAMES.map((name) => paid[name]));

function sumKnown(amounts: readonly (Money | null)[]): Money | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length < amounts.length ? null : sumMoney(known);
}
