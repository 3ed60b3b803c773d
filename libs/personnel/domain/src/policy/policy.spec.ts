import { GUANGDONG, SYNTHETIC_SOURCE, divisionCode, fromDocument, valuesOf } from '@bangfu/kernel';
import { CADRE_RANK, isRankAtLeast } from '../person/person';
import { CAPTAIN_RULES, MEMBER_RULES } from '../posting/eligibility';
import { MEMBER_PARTY_REQUIREMENTS } from '../posting/member-rules';
import { TEAM_RULES } from '../town-team/team-verdicts';
import { XINFENG, binds, cite } from './instruments';
import { strictest } from './one-thing';

it.each([
  [GUANGDONG, '441900003', true],
  [divisionCode('440200'), '440233105', true],
  [XINFENG, '440233105', true],
  [XINFENG, '440232100', false],
  [divisionCode('440300'), '440233105', false],
])('rules of %s bind %s: %s', (jurisdiction, town, expected) => {
  expect(binds(jurisdiction, divisionCode(town))).toBe(expected);
});

it('ranks are compared by their order in the table', () => {
  const ranks = valuesOf(CADRE_RANK);
  ranks.forEach((rank, place) =>
    expect(ranks.map((floor) => isRankAtLeast(rank, floor))).toEqual(ranks.map((_, other) => other <= place)),
  );
});

it('of requirements on one thing the strictest applies, whichever is named first', () => {
  const [first, second] = MEMBER_PARTY_REQUIREMENTS;
  if (!first || !second) throw new Error('two requirements speak of the Party membership of members');
  expect([strictest(first, second), strictest(second, first)].map(({ requirementId }) => requirementId)).toEqual([
    'P-2.1k',
    'P-2.1k',
  ]);
});

it('every rule has an id of its own, and what may be waived is worded 原则上 or 一般', () => {
  const rules = [...CAPTAIN_RULES, ...MEMBER_RULES, ...TEAM_RULES];
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id, waivable, strength, severity } of rules) {
    expect([id, waivable]).toEqual([id, strength === 'IN_PRINCIPLE' || strength === 'GENERALLY']);
    expect([id, waivable && severity === 'ERROR']).toEqual([id, false]);
  }
});

it('a verdict cites a document by its place and says when a record is invented', () => {
  expect(cite('组团', fromDocument('XA-1', '附件第2行'))).toBe('组团（政策文件 附件第2行）');
  expect(cite('派驻名册', SYNTHETIC_SOURCE)).toBe('派驻名册（模拟数据）');
});
