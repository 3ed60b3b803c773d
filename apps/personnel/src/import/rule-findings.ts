import type { ImportFinding } from '@bangfu/kernel';
import { RULE_STRENGTH } from '@bangfu/kernel';
import {
  MEMBER_PARTY_REQUIREMENTS,
  SCOPED_CAPTAIN_RULES,
  SPECIALIST_QUOTAS,
  TEAM_FLOOR,
  TEAM_ROLE,
  TEAM_SIZE,
  UNIT_QUOTAS,
  strictest,
} from '@bangfu/personnel-domain';
import type { CountedPer, SupportGroupProjection } from '@bangfu/personnel-domain';
import { targetText } from '@bangfu/policy';

const PROVINCE = '广东省乡村振兴局';
const COUNTY = '新丰县委实施乡村振兴战略领导小组';
const PER: Readonly<Record<CountedPer, string>> = { TOWN: '每镇', TEAM: '每队' };

/** What the rules on persons and teams leave for a person to decide, computed from the tables of rules. */
export const ruleFindings = (xinfengGroups: readonly SupportGroupProjection[]): readonly ImportFinding[] => [
  ...floorAndExactNumber(),
  ...differentStrengths(),
  ...openScopes(xinfengGroups),
  ...whoCounts(),
  ...perTownOrPerTeam(),
];

const ofRule = (id: string, label: string) => ({ subjectKind: 'Rule', subjectId: id, subjectLabel: label });

/** I-10: for one kind of units a clause states both a floor and an exact number. */
function floorAndExactNumber(): ImportFinding[] {
  const forMembers = UNIT_QUOTAS.map(({ requirementId, target }) => ({
    requirementId,
    text: `每单位 ${targetText(target)} 人`,
  }));
  if (new Set(forMembers.map(({ text }) => text)).size < 2) return [];
  return [
    {
      ...ofRule('every-unit-sends', '各单位选派人数'),
      caseId: 'I-10',
      requirementIds: forMembers.map(({ requirementId }) => requirementId),
      readings: forMembers.map(({ requirementId, text }) => ({ value: text, source: requirementId })),
      suggestion: forMembers[0]?.text ?? null,
      owner: COUNTY,
    },
  ];
}

/** I-13: requirements on one thing are worded with different strength. */
function differentStrengths(): ImportFinding[] {
  const [first, ...others] = MEMBER_PARTY_REQUIREMENTS;
  if (!first || others.every(({ strength }) => strength === first.strength)) return [];
  const applies = strictest(first, ...others);
  return [
    {
      ...ofRule('member-is-party-member', '队员的政治面貌'),
      caseId: 'I-13',
      requirementIds: MEMBER_PARTY_REQUIREMENTS.map(({ requirementId }) => requirementId),
      readings: MEMBER_PARTY_REQUIREMENTS.map(({ title, strength, requirementId }) => ({
        value: `${title}（${RULE_STRENGTH[strength].zh}）`,
        source: requirementId,
      })),
      suggestion: `从严适用${applies.requirementId}：${applies.title}`,
      owner: COUNTY,
    },
  ];
}

/** I-16: a rule stands under one kind of groups and is worded for all: the two readings take in different groups. */
function openScopes(groups: readonly SupportGroupProjection[]): ImportFinding[] {
  return SCOPED_CAPTAIN_RULES.flatMap(({ id, title, requirementId, groupTiers }): ImportFinding[] => {
    const inScope = groups.filter(({ tier }) => tier !== null && groupTiers.includes(tier));
    if (inScope.length === groups.length) return [];
    return [
      {
        ...ofRule(id, title),
        caseId: 'I-16',
        requirementIds: [requirementId],
        readings: [
          { value: `县直单位牵头的${inScope.length}个组团`, source: `${requirementId}（条款所在位置）` },
          { value: `全部${groups.length}个组团`, source: `${requirementId}（条款文字“各驻镇单位”）` },
        ],
        suggestion: `县直单位牵头的${inScope.length}个组团`,
        owner: COUNTY,
      },
    ];
  });
}

/** I-30: whether the specialists of the same plan count for the floor of five decides how many cadres the units must send. */
function whoCounts(): ImportFinding[] {
  const quotas = SPECIALIST_QUOTAS.filter(({ jurisdiction }) => jurisdiction === TEAM_SIZE.jurisdiction);
  const least = quotas.reduce((sum, { target }) => sum + (target.value ?? 0), 0);
  if (least === 0) return [];
  const requirementIds = quotas.map(({ requirementId }) => requirementId);
  const without = `不计入专业人员：干部至少${TEAM_FLOOR}人`;
  return [
    {
      ...ofRule(TEAM_SIZE.id, TEAM_SIZE.title),
      caseId: 'I-30',
      requirementIds: [TEAM_SIZE.requirementId, ...requirementIds],
      readings: [
        { value: without, source: TEAM_SIZE.requirementId },
        {
          value: `计入专业人员（至少${least}人）：干部至少${Math.max(0, TEAM_FLOOR - least)}人`,
          source: requirementIds.join('、'),
        },
      ],
      suggestion: without,
      owner: PROVINCE,
    },
  ];
}

/** I-61: one clause counts per town what another counts per team. */
function perTownOrPerTeam(): ImportFinding[] {
  if (new Set(SPECIALIST_QUOTAS.map(({ countedPer }) => countedPer)).size < 2) return [];
  return [
    {
      ...ofRule('quota-of-specialists', '四类专业人员的配备单位'),
      caseId: 'I-61',
      requirementIds: SPECIALIST_QUOTAS.map(({ requirementId }) => requirementId),
      readings: SPECIALIST_QUOTAS.map(({ role, target, countedPer, requirementId }) => ({
        value: `${TEAM_ROLE[role].zh}：${PER[countedPer]} ${targetText(target)} 人`,
        source: requirementId,
      })),
      suggestion: null,
      owner: PROVINCE,
    },
  ];
}
