import { divisionCode, fromDocument, idOf, money, sumMoney } from '@bangfu/kernel';
import fc from 'fast-check';
import { NONE_PRINTED } from './due';
import { countTowns, oblige } from './funding-obligation';
import type { FundingObligation, ObligationBasis } from './funding-obligation';
import { byHelperCity, totalObligations } from './funding-totals';

const city = (place: number) => divisionCode(String(440_000 + place * 100));
const anObligation = (basis: Partial<ObligationBasis> = {}): FundingObligation =>
  oblige({
    id: idOf('FundingObligation', 'obligation_01F7AKZJ000000000000000000'),
    programme: 'TOWN_ASSISTANCE',
    year: 2022,
    annexRow: 1,
    helperCityCode: city(19),
    recipientCityCode: city(2),
    towns: { keySupport: 63, consolidation: 32 },
    averagePerTown: money(2_000_000_000),
    dueRule: NONE_PRINTED,
    source: fromDocument('PA-1', 'annex'),
    ...basis,
  });

const anyObligations = fc.array(
  fc
    .tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 10, max: 22 }),
      fc.integer({ min: 0, max: 2500 }),
      fc.integer({ min: 0, max: 2500 }),
      fc.integer({ min: 0, max: 10_000_000_000 }),
    )
    .map(([helper, recipient, keySupport, consolidation, average]) =>
      anObligation({
        helperCityCode: city(helper),
        recipientCityCode: city(recipient),
        towns: { keySupport, consolidation },
        averagePerTown: money(average),
      }),
    ),
  { maxLength: 13 },
);

describe('an obligation', () => {
  it('is the average times all towns of both classes', () => {
    const { towns, total } = anObligation();
    expect(countTowns(towns)).toBe(95);
    expect(total).toBe(190_000_000_000);
  });
});

describe('sums of obligations', () => {
  it('are the same in any order, and the same by helper city as in all', () => {
    const shuffled = anyObligations.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, inAnotherOrder]) => {
        const totals = totalObligations(all);
        expect(totalObligations(inAnotherOrder)).toEqual(totals);
        expect(sumMoney(Object.values(totals.shares))).toBe(totals.total);
        const subtotals = byHelperCity(inAnotherOrder).map((helper) => helper.totals);
        expect(sumMoney(subtotals.map(({ total }) => total))).toBe(totals.total);
        expect(sumMoney(subtotals.map(({ shares }) => shares.helperCity))).toBe(totals.shares.helperCity);
      }),
    );
  });

  it('never mix two programmes or two years', () => {
    expect(() => totalObligations([anObligation(), anObligation({ programme: 'EAST_WEST' })])).toThrow(
      'never added up',
    );
    expect(() => totalObligations([anObligation(), anObligation({ year: 2023 })])).toThrow('never added up');
  });
});
