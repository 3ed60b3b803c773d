import type { PlainDate } from '@bangfu/kernel';
import { GUANGDONG, divisionCode, plainDate } from '@bangfu/kernel';
import fc from 'fast-check';
import type { OneThing, Rule, Strictness, Target } from './index';
import { bySeveral, byStrength, byTarget, evaluate, inForceFor, met, satisfies, unmet } from './index';

const SHAOGUAN = divisionCode('440200');
const XINFENG = divisionCode('440233');
const XINFENG_TOWN = [GUANGDONG, SHAOGUAN, XINFENG] as const;
const RENHUA_TOWN = [GUANGDONG, SHAOGUAN, divisionCode('440224')] as const;
const DAY = plainDate('2022-01-01');

interface Floor extends Rule<number> {
  readonly floor: Target;
}
const atLeast = (value: number): Target => ({ comparator: 'AT_LEAST', value, max: null });

const floor = (value: number, some: Partial<Floor> = {}): Floor => ({
  id: `floor-of-${value}`,
  version: 1,
  requirementId: 'P-2.1b',
  title: `不少于${value}人`,
  strength: 'IN_PRINCIPLE',
  severity: 'WARN',
  jurisdiction: GUANGDONG,
  validFrom: plainDate('2021-06-04'),
  validTo: null,
  waivable: true,
  floor: atLeast(value),
  judge: (count) => (count >= value ? met : unmet)('', { inputs: [], actual: String(count), target: `≥ ${value}` }),
  ...some,
});
const floors = (...demands: readonly Floor[]): OneThing<Floor> => ({
  demands,
  compare: bySeveral(
    byTarget((demand: Floor) => demand.floor),
    byStrength,
  ),
});
const ids = (demands: readonly Floor[]) => demands.map(({ id }) => id);
const answer = (thing: OneThing<Floor>, chain: readonly (typeof GUANGDONG)[] = XINFENG_TOWN, day: PlainDate = DAY) => {
  const { applies, beside } = inForceFor(thing, chain, day);
  return {
    applies: ids(applies),
    beside: beside.map(({ demand, strictness, than }) => `${demand.id} ${strictness} than ${than.id}`),
  };
};

describe('rules of several places on one thing', () => {
  const province = floor(5);

  it('a stricter local one wins, and the wider one is shown beside it', () => {
    expect(answer(floors(province, floor(6, { jurisdiction: XINFENG })))).toEqual({
      applies: ['floor-of-6'],
      beside: ['floor-of-5 WEAKER than floor-of-6'],
    });
  });

  it('a weaker local one yields and is shown beside the wider one (I-13)', () => {
    expect(answer(floors(province, floor(5, { id: 'prefers', jurisdiction: XINFENG, strength: 'PREFER' })))).toEqual({
      applies: ['floor-of-5'],
      beside: ['prefers WEAKER than floor-of-5'],
    });
  });

  it('those that each ask something the other does not hold both (I-44)', () => {
    expect(answer(floors(province, floor(6, { jurisdiction: XINFENG, strength: 'PREFER' })))).toEqual({
      applies: ['floor-of-5', 'floor-of-6'],
      beside: [],
    });
  });

  it('of equal ones the widest place’s stands, in whatever order they are listed', () => {
    const local = floor(5, { id: 'repeats', jurisdiction: XINFENG });
    for (const thing of [floors(province, local), floors(local, province)]) {
      expect(answer(thing)).toEqual({ applies: ['floor-of-5'], beside: ['repeats EQUAL than floor-of-5'] });
    }
  });

  it('of three the strictest wins, and each of the others is shown beside it', () => {
    expect(answer(floors(floor(6, { jurisdiction: SHAOGUAN }), floor(7, { jurisdiction: XINFENG }), province))).toEqual(
      {
        applies: ['floor-of-7'],
        beside: ['floor-of-5 WEAKER than floor-of-7', 'floor-of-6 WEAKER than floor-of-7'],
      },
    );
  });

  it('bind only the place they are of', () => {
    expect(answer(floors(province, floor(6, { jurisdiction: XINFENG })), RENHUA_TOWN)).toEqual({
      applies: ['floor-of-5'],
      beside: [],
    });
  });

  it('count only while they hold', () => {
    const later = floor(6, { jurisdiction: XINFENG, validFrom: plainDate('2022-01-02') });
    expect(answer(floors(province, later)).applies).toEqual(['floor-of-5']);
    expect(answer(floors(province, later), XINFENG_TOWN, plainDate('2022-01-02')).applies).toEqual(['floor-of-6']);
    expect(answer(floors(later), XINFENG_TOWN, DAY)).toEqual({ applies: [], beside: [] });
  });

  it('replay an old decision to the same bytes after a new version and a local rule', () => {
    const decide = (thing: OneThing<Floor>) => {
      const { applies, beside } = inForceFor(thing, XINFENG_TOWN, DAY);
      const subject = { kind: 'TownTeam', id: 'team_1' };
      return JSON.stringify([applies.map((rule) => evaluate(rule, 5, subject, DAY)), beside]);
    };
    const decision = decide(floors(province));
    const changed = floors(
      { ...floor(7), id: province.id, version: 2, validFrom: plainDate('2024-01-01') },
      floor(6, { jurisdiction: XINFENG, validFrom: plainDate('2023-01-01') }),
      province,
    );
    expect(decide(changed)).toBe(decision);
    expect(answer(changed, XINFENG_TOWN, plainDate('2023-06-01')).applies).toEqual(['floor-of-6']);
    expect(answer(changed, RENHUA_TOWN, plainDate('2024-06-01')).applies).toEqual([province.id]);
    const [newest] = inForceFor(changed, RENHUA_TOWN, plainDate('2024-06-01')).applies;
    expect(newest?.version).toBe(2);
  });

  it('whose comparison runs in a circle are a defect', () => {
    const circle = { demands: [floor(1), floor(2), floor(3)], compare: (): Strictness => 'WEAKER' };
    expect(() => inForceFor(circle, XINFENG_TOWN, DAY)).toThrow('the comparison is an order');
  });
});

describe('comparing two targets', () => {
  const target = (comparator: Target['comparator'], value: number | null, max: number | null = null): Target => ({
    comparator,
    value,
    max,
  });

  it.each([
    [target('AT_LEAST', 6), target('AT_LEAST', 5), 'STRICTER'],
    [target('MORE_THAN', 5), target('AT_LEAST', 5), 'STRICTER'],
    [target('AT_MOST', 30), target('AT_MOST', 50), 'STRICTER'],
    [target('EXACTLY', 5), target('AT_LEAST', 5), 'STRICTER'],
    [target('BETWEEN', 1, 2), target('BETWEEN', 1, 3), 'STRICTER'],
    [target('EXACTLY', 1), target('AT_LEAST', 5), 'INCOMPARABLE'],
    [target('AT_LEAST', 5), target('AT_MOST', 5), 'INCOMPARABLE'],
    [target('AT_LEAST_LAST_PERIOD', null), target('AT_LEAST', 5), 'INCOMPARABLE'],
    [target('AT_LEAST_LAST_PERIOD', null), target('AT_LEAST_LAST_PERIOD', null), 'EQUAL'],
    [target('BETWEEN', 2, 2), target('EXACTLY', 2), 'EQUAL'],
  ] as const)('%o and %o: %s', (one, other, strictness) => {
    const mirrored = { STRICTER: 'WEAKER', INCOMPARABLE: 'INCOMPARABLE', EQUAL: 'EQUAL' } as const;
    const compare = byTarget((same: Target) => same);
    expect(compare(one, other)).toBe(strictness);
    expect(compare(other, one)).toBe(mirrored[strictness]);
  });

  it('what satisfies the stricter one satisfies the weaker one', () => {
    const anyTarget = fc
      .tuple(
        fc.constantFrom('AT_LEAST', 'MORE_THAN', 'AT_MOST', 'EXACTLY', 'BETWEEN'),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 5 }),
      )
      .map(([comparator, value, more]) => target(comparator, value, value + more));
    fc.assert(
      fc.property(anyTarget, anyTarget, fc.integer({ min: -1, max: 15 }), (one, other, actual) => {
        const strictness = byTarget((same: Target) => same)(one, other);
        const [first, second] = [one, other].map((each) => satisfies(actual, each, null));
        if (strictness === 'STRICTER' && first === true) expect(second).toBe(true);
        if (strictness === 'WEAKER' && second === true) expect(first).toBe(true);
        if (strictness === 'EQUAL') expect(first).toBe(second);
      }),
    );
  });
});
