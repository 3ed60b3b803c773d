import type { UnitKind } from '@bangfu/kernel';
import { RULE_STRENGTH, UNIT_KIND, holdsOn } from '@bangfu/kernel';
import { met, noData, unmet } from '@bangfu/policy';
import type { VerdictInput } from '@bangfu/policy';
import { EMPLOYMENT_KIND, POLITICAL_STATUS } from '../person/person';
import type { EmploymentKind } from '../person/person';
import { PLAN, XINFENG_NOTICE, binds } from '../policy/instruments';
import type { RequirementOnOneThing } from '../policy/one-thing';
import { disputedLeadReason, unitName } from '../support-group/support-group-projection';
import { groupInput, personInput, postingInput } from './posting-facts';
import type { PostingFactsOn, PostingRule } from './posting-facts';

/** X-2.1h: 新丰 only prefers Party members. Weaker than the province's P-2.1k, so that one applies (I-13). */
const XINFENG_PREFERS_PARTY_MEMBERS: RequirementOnOneThing = {
  ...XINFENG_NOTICE,
  requirementId: 'X-2.1h',
  title: '应优先选派中共党员',
  strength: 'PREFER',
};

/** P-2.1k: members are in principle Party members, probationary ones included. */
export const MEMBER_IS_PARTY_MEMBER: PostingRule = {
  ...PLAN,
  id: 'member-is-party-member',
  requirementId: 'P-2.1k',
  title: '队员原则上应为中共党员',
  strength: 'IN_PRINCIPLE',
  severity: 'WARN',
  waivable: true,
  judge: (facts) => {
    const { politicalStatus } = facts.person;
    const weaker = weakerLocalRules(facts);
    const grounds = {
      actual: politicalStatus && POLITICAL_STATUS[politicalStatus].zh,
      target: '中共党员（含预备党员）',
      inputs: [personInput(facts, '政治面貌', politicalStatus && POLITICAL_STATUS[politicalStatus].zh), ...weaker],
    };
    const difference =
      weaker.length === 0 ? '' : `${weaker.map(({ source }) => source).join('、')}规定较宽，从严适用本条。`;
    if (politicalStatus === null) return noData(`队员的政治面貌未上报，不能判定。${difference}`, grounds);
    return politicalStatus === 'CPC_FULL_MEMBER' || politicalStatus === 'CPC_PROBATIONARY'
      ? met(`队员为${POLITICAL_STATUS[politicalStatus].zh}。${difference}`, grounds)
      : unmet(`队员为${POLITICAL_STATUS[politicalStatus].zh}，不是中共党员。${difference}`, grounds);
  },
};

/** What the documents say on whether members are Party members, the rule that is judged first. */
export const MEMBER_PARTY_REQUIREMENTS: readonly RequirementOnOneThing[] = [
  MEMBER_IS_PARTY_MEMBER,
  XINFENG_PREFERS_PARTY_MEMBERS,
];

/** The kinds of units that have no establishment: their regular employees are accepted in its stead (I-31). */
export const KINDS_WITHOUT_ESTABLISHMENT: readonly UnitKind[] = ['ENTERPRISE', 'FINANCIAL_INSTITUTION'];

/** P-2.1l: members are on the establishment of a unit of the group; firms have none, so their regular employees are accepted. */
export const MEMBER_IS_ESTABLISHED: PostingRule = {
  ...PLAN,
  id: 'member-is-established-staff-of-the-group',
  requirementId: 'P-2.1l',
  title: '队员应为组团单位或科研力量的在编人员',
  strength: 'MUST',
  severity: 'ERROR',
  waivable: false,
  judge: (facts) => {
    const { posting, person, group } = facts;
    const unit = group.units.find(({ unitId }) => unitId === posting.dispatchingUnitId);
    const accepted = acceptedEmployment(unit?.kind ?? null);
    const grounds = {
      actual: person.employmentKind && EMPLOYMENT_KIND[person.employmentKind].zh,
      target: accepted.map((kind) => EMPLOYMENT_KIND[kind].zh).join('或'),
      inputs: [
        postingInput(facts, '派出单位', posting.dispatchingUnitId && unitName(group, posting.dispatchingUnitId)),
        groupInput(facts, '单位类别', unit ? UNIT_KIND[unit.kind].zh : null),
        personInput(facts, '人员身份', person.employmentKind && EMPLOYMENT_KIND[person.employmentKind].zh),
      ],
    };
    if (posting.dispatchingUnitId === null) return noData('队员的派出单位未上报，不能判定。', grounds);
    if (!unit) return noData('派出单位不在组团内，其是否为科研单位未知，不能判定。', grounds);
    if (isOnlyCandidate(facts)) return noData(`${disputedLeadReason(group)}，不能判定。`, grounds);
    if (person.employmentKind === null) return noData('队员的人员身份未上报，不能判定。', grounds);
    if (!accepted.includes(person.employmentKind))
      return unmet(`队员为${EMPLOYMENT_KIND[person.employmentKind].zh}，不符合要求。`, grounds);
    return met(
      person.employmentKind === 'ESTABLISHED'
        ? '队员为组团单位在编人员。'
        : `派出单位为${UNIT_KIND[unit.kind].zh}，没有编制，按企业正式职工认定（I-31）。`,
      grounds,
    );
  },
};

const acceptedEmployment = (kind: UnitKind | null): readonly EmploymentKind[] =>
  kind !== null && KINDS_WITHOUT_ESTABLISHMENT.includes(kind) ? ['ESTABLISHED', 'REGULAR_EMPLOYEE'] : ['ESTABLISHED'];

/** Whether the unit is in the group only by one of the readings of who leads it. */
const isOnlyCandidate = ({ posting: { dispatchingUnitId }, group }: PostingFactsOn): boolean =>
  dispatchingUnitId !== null &&
  group.leadCandidateUnitIds.includes(dispatchingUnitId) &&
  !group.memberUnitIds.includes(dispatchingUnitId);

function weakerLocalRules({ group, asOf }: PostingFactsOn): readonly VerdictInput[] {
  return MEMBER_PARTY_REQUIREMENTS.filter(
    (other) =>
      other.requirementId !== MEMBER_IS_PARTY_MEMBER.requirementId &&
      binds(other.jurisdiction, group.townCode) &&
      holdsOn(other, asOf),
  ).map(({ requirementId, title, strength }) => ({
    name: `地方规定（${RULE_STRENGTH[strength].zh}）`,
    value: title,
    source: requirementId,
  }));
}
