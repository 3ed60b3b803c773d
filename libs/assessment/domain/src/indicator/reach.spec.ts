import { GUANGDONG, divisionCode, idOf } from '@bangfu/kernel';
import type { DispatchTier, TownCategory } from '@bangfu/kernel';
import { reachOf, reachOfKeyTown } from './reach';
import type { Reach, SupportingGroup } from './reach';

const DONGGUAN = divisionCode('441900');
const GUANGZHOU = divisionCode('440100');
const group = (
  tier: DispatchTier | null,
  helperCityCode: SupportingGroup['helperCityCode'] = null,
): SupportingGroup => ({
  id: idOf('SupportGroup', 'group_01FG0000000000000000000000'),
  tier,
  helperCityCode,
});

describe("a helper city's indicator and a town", () => {
  it.each<[string, TownCategory | null, SupportingGroup | null, Reach['state']]>([
    ['led by a unit of that city', 'KEY_SUPPORT', group('PRD_CITY', DONGGUAN), 'REACHED'],
    ['led by a unit of that city, class unknown', null, group('PRD_CITY', DONGGUAN), 'REACHED'],
    ['led by a unit of another helper city', 'KEY_SUPPORT', group('PRD_CITY', GUANGZHOU), 'NOT_REACHED'],
    ['led by a central unit', 'KEY_SUPPORT', group('CENTRAL'), 'NOT_REACHED'],
    ['led by a unit of its own city', null, group('LOCAL_CITY'), 'NOT_REACHED'],
    ['whose lead is disputed', 'KEY_SUPPORT', group(null), 'UNKNOWN'],
    ['led from the delta, city unknown', 'KEY_SUPPORT', group('PRD_CITY'), 'UNKNOWN'],
    ['without a known group', 'KEY_SUPPORT', null, 'UNKNOWN'],
    ['of which nothing is known', null, null, 'UNKNOWN'],
    ['of a class that no helper city supports', 'PIONEER', null, 'NOT_REACHED'],
    ['helped by its county', 'CONSOLIDATION', null, 'NOT_REACHED'],
  ])('%s (%s)', (_situation, category, supporting, state) => {
    expect(reachOf(DONGGUAN, { category, group: supporting }).state).toBe(state);
  });

  it("is not needed for the province's indicators: they reach every town", () => {
    expect(reachOf(GUANGDONG, { category: null, group: null }).state).toBe('REACHED');
  });

  it('names the facts it looked at', () => {
    expect(reachOf(DONGGUAN, { category: null, group: null }).inputs.map(({ name, value }) => [name, value])).toEqual([
      ['乡镇类别', null],
      ['帮扶组团', null],
      ['组团层级', null],
      ['组团所属帮扶市', null],
    ]);
  });
});

describe('an indicator of key towns', () => {
  it.each<[TownCategory | null, Reach['state']]>([
    ['KEY_SUPPORT', 'REACHED'],
    ['CONSOLIDATION', 'NOT_REACHED'],
    ['PIONEER', 'NOT_REACHED'],
    [null, 'UNKNOWN'],
  ])('and a town of class %s: %s', (category, state) => {
    expect(reachOfKeyTown({ category, group: null }).state).toBe(state);
  });
});
