import type { Money } from '@bangfu/kernel';
import { toYuan } from '@bangfu/kernel';

const FEN_PER_WAN_YUAN = 1_000_000n;

/** An amount as an official reads it: in 万元 where it is a whole number of them, in 元 otherwise. */
export function amountText(amount: Money): string {
  const fen = BigInt(amount);
  return fen % FEN_PER_WAN_YUAN === 0n ? `${fen / FEN_PER_WAN_YUAN}万元` : `${toYuan(amount)}元`;
}

/** The same for an amount that may not be known, as a fact of a verdict shows it. */
export const amountTextOrNull = (amount: Money | null): string | null => (amount === null ? null : amountText(amount));
