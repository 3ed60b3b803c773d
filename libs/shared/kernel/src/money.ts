import { invariant } from './invariant';
import { MalformedValue, shown } from './malformed';

/**
 * An amount of money: a whole number of fen (分, 1/100 yuan) inside JavaScript's safe integers, so up to about
 * 90 trillion yuan. Never a fraction, never a float result.
 */
export type Money = number & { readonly __brand: 'Money' };

/**
 * Takes a number of fen as money.
 * @throws InvariantViolation when it is not a whole number or leaves the safe range.
 */
export function money(fen: number | bigint): Money {
  const value = Number(fen);
  invariant(Number.isSafeInteger(value), `${fen} fen is not a whole number in the safe range`);
  return (Object.is(value, -0) ? 0 : value) as Money;
}

/** No money. */
export const NO_MONEY = money(0);

/** An amount given in 万元 (10,000 yuan), as the documents print it. */
export const wanYuan = (amount: number): Money => money(BigInt(amount) * 1_000_000n);

/** The sum, exact: added in BigInt and checked against the safe range. */
export const sumMoney = (amounts: Iterable<Money>): Money => {
  let total = 0n;
  for (const amount of amounts) total += BigInt(amount);
  return money(total);
};

/** An amount `count` times. `count` is a whole number, such as a number of towns. */
export const times = (amount: Money, count: number): Money => money(BigInt(amount) * BigInt(count));

/** Yuan with two decimals, `1140000000.00`: the form in which money crosses every interface. */
export function toYuan(amount: Money): string {
  const fen = BigInt(amount);
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Reads yuan written with at most two decimals.
 * @throws MalformedValue (`MONEY`) for anything else: exponents, a third decimal, separators, an amount out of range.
 */
export function fromYuan(text: string): Money {
  const match = /^(-?)(\d{1,14})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) {
    throw new MalformedValue('MONEY', text, `'${shown(text)}' is not an amount of yuan with at most two decimals`);
  }
  const fen = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
  const signed = match[1] === '-' ? -fen : fen;
  if (!Number.isSafeInteger(Number(signed))) {
    throw new MalformedValue('MONEY', text, `'${shown(text)}' is beyond the range of money`);
  }
  return money(signed);
}

/**
 * Divides an amount by whole-number weights into named shares that add up to it exactly. What division leaves over
 * goes, one fen each, to the largest remainders; on a tie the share named first takes it.
 * @throws InvariantViolation when the amount is negative, a weight is negative, or all weights are zero.
 */
export function allocate<Name extends string>(
  total: Money,
  weights: Readonly<Record<Name, bigint>>,
): Record<Name, Money> {
  const names = Object.keys(weights) as Name[];
  const sum = names.reduce((acc, name) => acc + weights[name], 0n);
  invariant(total >= 0, 'only an amount of zero or more can be divided into shares');
  invariant(names.every((name) => weights[name] >= 0n) && sum > 0n, 'weights are zero or more, and not all zero');
  const shares = names.map((name, place) => {
    const product = BigInt(total) * weights[name];
    return { name, place, whole: product / sum, rest: product % sum };
  });
  const left = Number(BigInt(total) - shares.reduce((acc, share) => acc + share.whole, 0n));
  const byRest = shares.toSorted((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1));
  const topped = new Set(byRest.slice(0, left).map((share) => share.name));
  return Object.fromEntries(
    shares.map(({ name, whole }) => [name, money(whole + (topped.has(name) ? 1n : 0n))]),
  ) as Record<Name, Money>;
}
