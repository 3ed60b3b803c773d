import * as fc from 'fast-check';
import {
  InvariantViolation,
  MalformedValue,
  allocate,
  fromYuan,
  money,
  sumMoney,
  times,
  toYuan,
  wanYuan,
} from './index';

const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('money', () => {
  it.each([0.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1, 2n ** 60n])('refuses %s fen', (fen) => {
    expect(() => money(fen)).toThrow(InvariantViolation);
  });

  it.each([
    [0, '0.00'],
    [1, '0.01'],
    [100, '1.00'],
    [-1, '-0.01'],
    [-12_345, '-123.45'],
    [114_000_000_000, '1140000000.00'],
  ])('of %d fen is written %s yuan', (fen, yuan) => {
    expect(toYuan(money(fen))).toBe(yuan);
  });

  it.each(['1e9', '1,000.00', '0.001', '.5', '5.', '', ' 1', '--1', '1.2.3', '٣', '99999999999999.99'])(
    'is refused when written %j',
    (text) => {
      expect(() => fromYuan(text)).toThrow(MalformedValue);
    },
  );

  it('comes back from text as it went', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_000_000_000_000_00, max: 9_000_000_000_000_00 }),
        (fen) => fromYuan(toYuan(money(fen))) === fen,
      ),
    );
  });

  it('of 2000 万元 times 901 towns is 18.02 billion yuan', () => {
    expect(toYuan(times(wanYuan(2000), 901))).toBe('18020000000.00');
  });

  it('adds up exactly and refuses to leave the safe range', () => {
    expect(sumMoney([money(1), money(2), money(-3)])).toBe(0);
    expect(() => sumMoney([money(Number.MAX_SAFE_INTEGER), money(1)])).toThrow(InvariantViolation);
  });
});

describe('dividing an amount', () => {
  it('loses nothing, whatever the amount and the weights', () => {
    const weights = fc.record({
      a: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      b: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      c: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    });
    fc.assert(
      fc.property(amounts, weights, (total, parts) => {
        const shares = allocate(money(total), parts);
        return sumMoney(Object.values(shares)) === total;
      }),
    );
  });

  it('gives each share its exact part, up to one fen', () => {
    fc.assert(
      fc.property(amounts, (total) => {
        const shares = allocate(money(total), { province: 6n, helperCity: 3n, recipientCity: 1n });
        return (['province', 'helperCity', 'recipientCity'] as const).every((name, place) => {
          const exact = BigInt(total) * [6n, 3n, 1n][place]!;
          const distance = BigInt(shares[name]) * 10n - exact;
          return distance < 10n && distance > -10n;
        });
      }),
    );
  });

  it('gives what is left over to the largest remainders, the share named first on a tie', () => {
    expect(allocate(money(1), { a: 1n, b: 1n })).toEqual({ a: 1, b: 0 });
    expect(allocate(money(10), { a: 1n, b: 1n, c: 1n })).toEqual({ a: 4, b: 3, c: 3 });
    expect(allocate(money(1_001), { province: 6n, helperCity: 3n, recipientCity: 1n })).toEqual({
      province: 601,
      helperCity: 300,
      recipientCity: 100,
    });
  });

  it('refuses a negative amount, a negative weight and weights that are all zero', () => {
    expect(() => allocate(money(-1), { a: 1n })).toThrow(InvariantViolation);
    expect(() => allocate(money(1), { a: 2n, b: -1n })).toThrow(InvariantViolation);
    expect(() => allocate(money(1), { a: 0n })).toThrow(InvariantViolation);
  });
});
