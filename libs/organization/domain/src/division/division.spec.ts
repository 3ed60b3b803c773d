import { divisionCode, plainDate } from '@bangfu/kernel';
import type { DivisionKind } from '@bangfu/kernel';
import { countsTowardQuota, isKnownAs } from '../index';
import type { Division } from '../index';

const aDivision = (facts: Partial<Division>): Division => ({
  code: divisionCode('440233105'),
  name: '回龙镇',
  level: 'TOWNSHIP',
  kind: 'TOWN',
  label: null,
  parentCode: divisionCode('440233'),
  cityCode: divisionCode('440200'),
  countyCode: divisionCode('440233'),
  codes: [],
  aliases: [],
  validFrom: null,
  validTo: null,
  source: { kind: 'REGISTER', reference: 'register', requirementId: null },
  ...facts,
});

describe('the 1,127', () => {
  it.each<[DivisionKind, boolean]>([
    ['TOWN', true],
    ['RURAL_TOWNSHIP', true],
    ['SUBDISTRICT', false],
    ['OTHER', false],
  ])('count a town-level division of kind %s: %s (P-2.2a, I-04)', (kind, counted) => {
    expect(countsTowardQuota(aDivision({ kind }))).toBe(counted);
  });

  it('count no county and no village', () => {
    expect(countsTowardQuota(aDivision({ level: 'COUNTY', kind: 'COUNTY' }))).toBe(false);
    expect(countsTowardQuota(aDivision({ level: 'VILLAGE', kind: 'ADMIN_VILLAGE' }))).toBe(false);
  });
});

describe('a division that was re-coded', () => {
  const recoded = aDivision({
    codes: [
      { code: divisionCode('440233105'), validFrom: null, validTo: plainDate('2023-12-31') },
      { code: divisionCode('440233106'), validFrom: plainDate('2024-01-01'), validTo: null },
    ],
  });

  it('is found by its key on every day, and by another code only while that holds', () => {
    const [key, later] = [divisionCode('440233105'), divisionCode('440233106')];
    expect([
      isKnownAs(recoded, key, plainDate('2030-01-01')),
      isKnownAs(recoded, later, plainDate('2023-12-31')),
      isKnownAs(recoded, later, plainDate('2024-01-01')),
    ]).toEqual([true, false, true]);
  });
});
