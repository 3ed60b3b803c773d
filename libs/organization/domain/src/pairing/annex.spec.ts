import * as fc from 'fast-check';
import { divisionCode, fromDocument, idOf, plainDate } from '@bangfu/kernel';
import type { DivisionCode } from '@bangfu/kernel';
import { evaluate } from '@bangfu/policy';
import {
  ANNEX_ARITHMETIC,
  CATEGORY_COUNTS,
  annexTotals,
  cityRoles,
  compareWithRegister,
  helperSubtotals,
  sumQuotas,
} from '../index';
import type { CityPairing, TownQuota } from '../index';

const GUANGZHOU = divisionCode('440100');
const SHENZHEN = divisionCode('440300');
const cities = [GUANGZHOU, SHENZHEN];
const source = fromDocument('PA-1', 'annex');

const aPairing = (helperCityCode: DivisionCode, recipientCityCode: DivisionCode, quota: TownQuota): CityPairing => ({
  id: idOf('Pairing', `pairing_${'0'.repeat(26)}`),
  annexRow: 1,
  programme: 'TOWN_ASSISTANCE',
  helperCityCode,
  recipientCityCode,
  quota,
  validFrom: plainDate('2021-06-04'),
  validTo: null,
  source,
});

const towns = fc.nat({ max: 500 });
const quotas = fc.record({ prdCity: towns, provincialAndCentral: towns, localCity: towns, consolidation: towns });
const pairings = fc.array(
  fc.tuple(fc.constantFrom(...cities), quotas).map(([helper, quota]) => aPairing(helper, GUANGZHOU, quota)),
);

describe('the annex', () => {
  it('has key support towns that are the sum of the three kinds of helpers (PA-3)', () => {
    fc.assert(
      fc.property(
        quotas,
        (quota) => sumQuotas([quota]).keySupport === quota.prdCity + quota.provincialAndCentral + quota.localCity,
      ),
    );
  });

  it('has subtotals that add up to its totals, whatever the rows and their order', () => {
    fc.assert(
      fc.property(pairings, (rows) => {
        const { quota } = annexTotals(rows, []);
        expect(sumQuotas(helperSubtotals(rows).map((subtotal) => subtotal.quota))).toEqual(quota);
        expect(annexTotals(rows.toReversed(), []).quota).toEqual(quota);
      }),
    );
  });

  it('stands beside the register city by city, an unknown city with nothing', () => {
    const rows = [
      aPairing(SHENZHEN, GUANGZHOU, { prdCity: 1, provincialAndCentral: 2, localCity: 3, consolidation: 4 }),
    ];
    const pioneers = [{ cityCode: SHENZHEN, annexRow: 1, towns: 5, source }];
    expect(compareWithRegister(rows, pioneers, new Map([[GUANGZHOU, 11]]))).toEqual([
      { cityCode: GUANGZHOU, annexTowns: 10, registerTowns: 11 },
      { cityCode: SHENZHEN, annexTowns: 5, registerTowns: 0 },
    ]);
    expect(annexTotals(rows, pioneers).allTowns).toBe(15);
  });
});

describe('the roles of a city (P-2.2h, I-24)', () => {
  const rows = [aPairing(SHENZHEN, GUANGZHOU, { prdCity: 1, provincialAndCentral: 0, localCity: 0, consolidation: 0 })];
  const pioneers = [{ cityCode: GUANGZHOU, annexRow: 1, towns: 5, source }];
  it('are independent of each other', () => {
    expect([
      cityRoles(SHENZHEN, rows, pioneers),
      cityRoles(GUANGZHOU, rows, pioneers),
      cityRoles(divisionCode('440200'), rows, pioneers),
    ]).toEqual([['HELPER'], ['RECIPIENT', 'PIONEER'], []]);
  });
});

describe('the rules of the annex', () => {
  const day = plainDate('2022-01-01');
  const subject = { kind: 'PairingAnnex', id: 'PA' };

  it('find a printed figure that the rows do not make', () => {
    const figures = [
      { name: '重点帮扶镇', printed: 600, computed: 600 },
      { name: '巩固提升镇', printed: 301, computed: 300 },
    ];
    expect(evaluate(ANNEX_ARITHMETIC, figures, subject, day)).toMatchObject({
      outcome: 'UNMET',
      actual: '1',
      target: '2',
      sentence: expect.stringContaining('巩固提升镇') as unknown,
    });
    expect(evaluate(ANNEX_ARITHMETIC, figures.slice(0, 1), subject, day).outcome).toBe('MET');
  });

  it.each([
    [600, 0, 'MET'],
    [600, 9, 'MET'],
    [599, 1, 'NO_DATA'],
    [0, 1127, 'NO_DATA'],
    [599, 0, 'UNMET'],
    [601, 5, 'UNMET'],
  ] as const)(
    'of 600 key towns with %d known and %d of unknown class are %s (P-2.2b)',
    (counted, uncategorised, outcome) => {
      expect(evaluate(CATEGORY_COUNTS.KEY_SUPPORT, { counted, uncategorised }, subject, day).outcome).toBe(outcome);
    },
  );
});
