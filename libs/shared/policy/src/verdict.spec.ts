import { GUANGDONG, plainDate } from '@bangfu/kernel';
import type { Rule } from './index';
import { clauseIdOf, evaluate, inForce, met, noData, satisfies, targetText, unmet } from './index';

const atLeast = (version: number, floor: number, validFrom: string, validTo: string | null): Rule<number | null> => ({
  id: 'team-size',
  version,
  requirementId: 'P-2.1b',
  title: `不少于${floor}人`,
  strength: 'IN_PRINCIPLE',
  severity: 'WARN',
  jurisdiction: GUANGDONG,
  validFrom: plainDate(validFrom),
  validTo: validTo === null ? null : plainDate(validTo),
  waivable: true,
  judge: (count) => {
    const grounds = {
      inputs: [{ name: '人数', value: count === null ? null : String(count), source: '花名册' }],
      actual: count === null ? null : String(count),
      target: `≥ ${floor}`,
    };
    if (count === null) return noData('人数未知。', grounds);
    return count >= floor ? met('人数足。', grounds) : unmet('人数不足。', grounds);
  },
});
const [first, second] = [atLeast(1, 5, '2021-06-04', '2023-12-31'), atLeast(2, 6, '2024-01-01', null)];
const subject = { kind: 'TownTeam', id: 'team_1' };

describe('a rule', () => {
  it('never counts what is not known as met or unmet', () => {
    expect(evaluate(first, null, subject, plainDate('2022-01-01')).outcome).toBe('NO_DATA');
  });

  it('does not apply outside its dates', () => {
    expect(evaluate(first, 5, subject, plainDate('2021-06-03')).outcome).toBe('NOT_APPLICABLE');
    expect(evaluate(first, 5, subject, plainDate('2021-06-04')).outcome).toBe('MET');
  });

  it('judges an earlier day as it was judged then, byte for byte, after it has changed', () => {
    const before = JSON.stringify(
      inForce([first], plainDate('2022-01-01')).map((rule) => evaluate(rule, 5, subject, plainDate('2022-01-01'))),
    );
    const after = JSON.stringify(
      inForce([second, first], plainDate('2022-01-01')).map((rule) =>
        evaluate(rule, 5, subject, plainDate('2022-01-01')),
      ),
    );
    expect(after).toBe(before);
    expect(inForce([first, second], plainDate('2024-01-01')).map(({ version }) => version)).toEqual([2]);
  });

  it('explains itself: requirement, version, inputs with sources, actual and target', () => {
    expect(evaluate(second, 5, subject, plainDate('2024-05-01'))).toMatchObject({
      outcome: 'UNMET',
      actual: '5',
      target: '≥ 6',
      rule: { id: 'team-size', version: 2, requirementId: 'P-2.1b' },
      inputs: [{ name: '人数', value: '5', source: '花名册' }],
    });
  });
});

describe('a requirement belongs to a clause', () => {
  it.each([
    ['P-2.1f', 'P-2.1'],
    ['P-3.7b1', 'P-3.7'],
    ['P-4.11a', 'P-4.11'],
    ['PA-3', 'PA'],
    ['PA-N1', 'PA-N1'],
    ['XA-1', 'XA'],
    ['X-3.1', 'X-3.1'],
    ['X-1.1b', 'X-1.1'],
    ['KE-0a', 'KE-0'],
    ['D-14', 'D-14'],
  ])('%s to %s', (requirement, clause) => {
    expect(clauseIdOf(requirement)).toBe(clause);
  });
});

describe('comparing with a target', () => {
  it.each([
    ['AT_LEAST', 5, null, 5, true],
    ['AT_LEAST', 5, null, 4, false],
    ['MORE_THAN', 15, null, 15, false],
    ['MORE_THAN', 0, null, 1, true],
    ['AT_MOST', 30, null, 30, true],
    ['AT_MOST', 30, null, 31, false],
    ['EXACTLY', 1, null, 1, true],
    ['EXACTLY', 1, null, 2, false],
    ['BETWEEN', 1, 2, 2, true],
    ['BETWEEN', 1, 2, 3, false],
    ['BETWEEN', 1, 2, 0, false],
  ] as const)('%s %d..%s: %d is %s', (comparator, value, max, actual, fits) => {
    expect(satisfies(actual, { comparator, value, max }, null)).toBe(fits);
  });

  it('with last period’s value knows nothing while that value is not known', () => {
    const target = { comparator: 'AT_LEAST_LAST_PERIOD', value: null, max: null } as const;
    expect(satisfies(10, target, null)).toBeNull();
    expect(satisfies(10, target, 10)).toBe(true);
    expect(satisfies(9, target, 10)).toBe(false);
    expect(targetText(target)).toBe('不低于上期');
  });
});
