import { allocate, money, sumMoney, times } from '@bangfu/kernel';
import fc from 'fast-check';
import { SHARE_NAMES, SHARE_SOURCE, SHARE_WEIGHTS, splitShares, sumShares } from './shares';

const MOST_TOWNS = 5000;
const anyTowns = fc.integer({ min: 0, max: MOST_TOWNS });
const anyAverage = fc.integer({ min: 0, max: Math.floor(Number.MAX_SAFE_INTEGER / MOST_TOWNS) }).map(money);
const anyTotal = fc.tuple(anyAverage, anyTowns).map(([average, towns]) => times(average, towns));

describe('the split 6:3:1', () => {
  it('gives 韶关市 in 2022 11.4, 5.7 and 1.9 亿元', () => {
    expect(splitShares(times(money(2_000_000_000), 95))).toEqual({
      province: 114_000_000_000,
      helperCity: 57_000_000_000,
      recipientCity: 19_000_000_000,
    });
  });

  it.each([
    [0, [0, 0, 0]],
    [1, [1, 0, 0]],
    [3, [2, 1, 0]],
    [5, [3, 2, 0]], // the helper city and the recipient city both have half a fen left: the helper city takes it
    [9, [5, 3, 1]],
    [1001, [601, 300, 100]],
  ])('divides %d fen by largest remainders', (fen, parts) => {
    const shares = splitShares(money(fen));
    expect(SHARE_NAMES.map((name) => shares[name])).toEqual(parts);
  });

  it('loses no fen of any number of towns times any average', () => {
    fc.assert(
      fc.property(anyTotal, (total) => {
        const shares = splitShares(total);
        expect(sumMoney(Object.values(shares))).toBe(total);
        for (const name of SHARE_NAMES) {
          expect(shares[name]).toBeGreaterThanOrEqual(0);
          const distance = BigInt(shares[name]) * 10n - BigInt(total) * SHARE_WEIGHTS[name];
          expect(distance > -10n && distance < 10n).toBe(true); // less than one fen from the exact part
        }
      }),
    );
  });

  it('is exactly 6:3:1 where the amount is a multiple of ten fen, in whatever order the shares are named', () => {
    const anyMultiple = fc.integer({ min: 0, max: Math.floor(Number.MAX_SAFE_INTEGER / 10) });
    const anyOrder = fc.shuffledSubarray([...SHARE_NAMES], { minLength: SHARE_NAMES.length });
    fc.assert(
      fc.property(anyMultiple, anyOrder, (tens, order) => {
        const total = times(money(10), tens);
        const shares = splitShares(total);
        expect(shares).toEqual({
          province: times(money(6), tens),
          helperCity: times(money(3), tens),
          recipientCity: times(money(1), tens),
        });
        const reordered = Object.fromEntries(order.map((name) => [name, SHARE_WEIGHTS[name]])) as typeof SHARE_WEIGHTS;
        expect(allocate(total, reordered)).toEqual(shares);
      }),
    );
  });

  it('adds up by name to the split of the sum, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 30 }), (tens) => {
        const totals = tens.map((count) => times(money(10), count));
        const shares = totals.map(splitShares);
        expect(sumShares(shares)).toEqual(splitShares(sumMoney(totals)));
        expect(sumShares(shares.toReversed())).toEqual(sumShares(shares));
      }),
    );
  });

  it('refuses a negative amount', () => {
    expect(() => splitShares(money(-1))).toThrow('zero or more');
  });

  it('takes each share from a source of its own', () => {
    expect(new Set(Object.values(SHARE_SOURCE)).size).toBe(SHARE_NAMES.length);
  });
});
