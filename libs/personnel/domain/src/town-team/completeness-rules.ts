import { invariant } from '@bangfu/kernel';
import type { DivisionCode, UnitId } from '@bangfu/kernel';
import { met, noData, satisfies, targetText, unmet } from '@bangfu/policy';
import type { Target } from '@bangfu/policy';
import { PLAN, XINFENG_NOTICE, cite } from '../policy/instruments';
import { CADRE_ROLES, SPECIALIST_ROLES, TEAM_ROLE, countOf } from '../posting/posting';
import { disputedLeadReason, unitName } from '../support-group/support-group-projection';
import { SPECIALIST_QUOTAS, TEAM_FLOOR } from './place-requirements';
import type { RoleQuota } from './place-requirements';
import { onRoster } from './team-facts';
import type { TeamRule } from './team-facts';

const atLeastFive: Target = { comparator: 'AT_LEAST', value: TEAM_FLOOR, max: null };

/** P-2.1b: a team has in principle no fewer than five people. Specialists are shown beside and not counted (I-30). */
export const TEAM_SIZE: TeamRule = {
  ...PLAN,
  id: 'team-size',
  requirementId: 'P-2.1b',
  title: '驻镇帮扶工作队原则上不少于5人',
  strength: 'IN_PRINCIPLE',
  severity: 'WARN',
  waivable: true,
  judge: onRoster(targetText(atLeastFive), (roster, _facts, source) => {
    const cadres = countOf(roster, ...CADRE_ROLES);
    const grounds = {
      actual: String(cadres),
      target: targetText(atLeastFive),
      inputs: [
        { name: '队长、队员、第一书记人数（计入）', value: String(cadres), source },
        { name: '四类专业人员人数（默认不计入）', value: String(countOf(roster, ...SPECIALIST_ROLES)), source },
        { name: '全部人数', value: String(roster.length), source },
      ],
    };
    return cadres >= TEAM_FLOOR
      ? met(`工作队有干部${cadres}人，不少于${TEAM_FLOOR}人。`, grounds)
      : unmet(`工作队有干部${cadres}人，缺${TEAM_FLOOR - cadres}人。`, grounds);
  }),
};

/** X-2.1b: the lead unit sends one cadre as captain: a team has exactly one. */
export const ONE_CAPTAIN: TeamRule = {
  ...XINFENG_NOTICE,
  id: 'one-captain',
  requirementId: 'X-2.1b',
  title: '牵头单位选派1名干部任队长',
  strength: 'MUST',
  severity: 'ERROR',
  waivable: false,
  judge: onRoster('= 1', (roster, _facts, source) => {
    const captains = countOf(roster, 'CAPTAIN');
    const grounds = {
      actual: String(captains),
      target: '= 1',
      inputs: [{ name: '在任队长人数', value: String(captains), source }],
    };
    return captains === 1 ? met('工作队有1名在任队长。', grounds) : unmet(`工作队有${captains}名在任队长。`, grounds);
  }),
};

/** How many cadres a clause asks of the units of a group. The same clause states both; the floor is judged (I-10). */
export interface UnitQuota {
  readonly requirementId: string;
  readonly units: 'ALL' | 'MEMBERS';
  readonly target: Target;
  readonly jurisdiction: DivisionCode;
}

const FLOOR_PER_UNIT: UnitQuota = {
  requirementId: 'X-2.1a',
  units: 'ALL',
  target: { comparator: 'AT_LEAST', value: 1, max: null },
  jurisdiction: XINFENG_NOTICE.jurisdiction,
};

/** What the notice prints on how many cadres a unit sends: a floor for every unit, an exact number for member units. */
export const UNIT_QUOTAS: readonly UnitQuota[] = [
  FLOOR_PER_UNIT,
  {
    requirementId: 'X-2.1g',
    units: 'MEMBERS',
    target: { comparator: 'EXACTLY', value: 1, max: null },
    jurisdiction: XINFENG_NOTICE.jurisdiction,
  },
];

/** X-2.1a: each unit of the group sends at least one cadre in principle. A floor alone, no exact number (I-10). */
export const EVERY_UNIT_SENDS: TeamRule = {
  ...XINFENG_NOTICE,
  id: 'every-unit-sends',
  requirementId: FLOOR_PER_UNIT.requirementId,
  title: '各驻镇单位原则上至少选派1名干部',
  strength: 'IN_PRINCIPLE',
  severity: 'WARN',
  waivable: true,
  judge: onRoster(targetText(FLOOR_PER_UNIT.target), (roster, { group }, source) => {
    const sends = (unitId: UnitId) =>
      roster.filter(({ dispatchingUnitId, role }) => dispatchingUnitId === unitId && CADRE_ROLES.includes(role)).length;
    const unitIds = [...(group.leadUnitId === null ? [] : [group.leadUnitId]), ...group.memberUnitIds];
    const missing = unitIds.filter((unitId) => sends(unitId) === 0).map((unitId) => unitName(group, unitId));
    const grounds = {
      actual: String(Math.min(...unitIds.map(sends))),
      target: targetText(FLOOR_PER_UNIT.target),
      inputs: [
        ...unitIds.map((unitId) => ({
          name: `${unitName(group, unitId)}选派人数`,
          value: String(sends(unitId)),
          source,
        })),
        ...(group.leadUnitId === null ? [{ name: '牵头单位', value: null, source: cite('组团', group.source) }] : []),
      ],
    };
    // One member unit that sends nobody decides, whoever leads.
    if (missing.length > 0) return unmet(`${missing.join('、')}未选派干部。`, grounds);
    if (group.leadUnitId === null)
      return noData(`${disputedLeadReason(group)}，不能判定。`, { ...grounds, actual: null });
    return met(`${unitIds.length}个单位各至少选派了1名干部。`, grounds);
  }),
};

/** P-4.12c, d, e and X-2.2a, d: the specialists that a team is to have. */
export const SPECIALIST_RULES: readonly TeamRule[] = SPECIALIST_QUOTAS.map(specialistRule);

function specialistRule({ role, requirementId, target, countedPer, ...dates }: RoleQuota): TeamRule {
  const { zh } = TEAM_ROLE[role];
  return {
    ...dates,
    validFrom: dates.validFrom ?? PLAN.validFrom,
    version: 1,
    id: `quota-of-${role.toLowerCase().replaceAll('_', '-')}-per-${countedPer.toLowerCase()}`,
    requirementId,
    title: `每${countedPer === 'TOWN' ? '镇' : '队'}配备${zh} ${targetText(target)} 人`,
    strength: 'MUST',
    severity: 'WARN',
    waivable: false,
    judge: onRoster(targetText(target), (roster, _facts, source) => {
      const count = countOf(roster, role);
      const isMet = satisfies(count, target, null);
      invariant(isMet !== null, `${requirementId} states a number`);
      const grounds = {
        actual: String(count),
        target: targetText(target),
        inputs: [{ name: `${zh}人数`, value: String(count), source }],
      };
      return (isMet ? met : unmet)(`工作队有${zh}${count}人，规定 ${targetText(target)} 人。`, grounds);
    }),
  };
}
