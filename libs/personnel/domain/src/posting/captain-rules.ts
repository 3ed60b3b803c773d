import type { DispatchTier } from '@bangfu/kernel';
import { DISPATCH_TIER } from '@bangfu/kernel';
import { met, noData, notApplicable, unmet } from '@bangfu/policy';
import { CADRE_RANK, POLITICAL_STATUS, isRankAtLeast } from '../person/person';
import type { CadreRank } from '../person/person';
import { PLAN } from '../policy/instruments';
import { disputedLeadReason, unitName } from '../support-group/support-group-projection';
import { groupInput, personInput, postingInput } from './posting-facts';
import type { PostingRule } from './posting-facts';

const MUST = { ...PLAN, strength: 'MUST', severity: 'ERROR', waivable: false } as const;

/** P-2.1f: a captain is a full member of the CPC; a probationary member is not. */
export const CAPTAIN_IS_FULL_MEMBER: PostingRule = {
  ...MUST,
  id: 'captain-is-full-member',
  requirementId: 'P-2.1f',
  title: '队长须为中共正式党员',
  judge: (facts) => {
    const { politicalStatus, partyFullMemberSince } = facts.person;
    const grounds = {
      actual: politicalStatus && POLITICAL_STATUS[politicalStatus].zh,
      target: POLITICAL_STATUS.CPC_FULL_MEMBER.zh,
      inputs: [
        personInput(facts, '政治面貌', politicalStatus && POLITICAL_STATUS[politicalStatus].zh),
        personInput(facts, '转正日期', partyFullMemberSince),
      ],
    };
    if (politicalStatus === null) return noData('队长的政治面貌未上报，不能判定。', grounds);
    if (politicalStatus !== 'CPC_FULL_MEMBER')
      return unmet(`队长为${POLITICAL_STATUS[politicalStatus].zh}，不是正式党员。`, grounds);
    return partyFullMemberSince !== null && partyFullMemberSince > facts.asOf
      ? unmet(`队长于${partyFullMemberSince}才转为正式党员。`, grounds)
      : met('队长为中共正式党员。', grounds);
  },
};

/** P-2.1g: a captain of a group led by a provincial or central unit is a deputy division chief or above. */
export const RANK_OF_UPPER_CAPTAIN: PostingRule = {
  ...MUST,
  id: 'rank-of-captain-of-provincial-and-central-groups',
  requirementId: 'P-2.1g',
  title: '省直、中直驻粤单位牵头的，队长须为副处级以上',
  judge: rankFloor('DEPUTY_DIVISION', ['PROVINCIAL', 'CENTRAL']),
};

/** P-2.1h: a captain of a city or county group is a deputy section chief or above. */
export const RANK_OF_LOCAL_CAPTAIN: PostingRule = {
  ...MUST,
  id: 'rank-of-captain-of-city-and-county-groups',
  requirementId: 'P-2.1h',
  title: '市、县单位牵头的，队长须为副科级以上',
  judge: rankFloor('DEPUTY_SECTION', ['PRD_CITY', 'LOCAL_CITY', 'COUNTY']),
};

/** P-2.1i: the captain comes from the lead unit of the group. */
export const CAPTAIN_FROM_LEAD_UNIT: PostingRule = {
  ...MUST,
  id: 'captain-from-lead-unit',
  requirementId: 'P-2.1i',
  title: '队长由牵头单位选派',
  judge: (facts) => {
    const { posting, group } = facts;
    const nameOf = (unitId: typeof group.leadUnitId) => unitId && unitName(group, unitId);
    const grounds = {
      actual: nameOf(posting.dispatchingUnitId),
      target: nameOf(group.leadUnitId),
      inputs: [
        postingInput(facts, '派出单位', nameOf(posting.dispatchingUnitId)),
        groupInput(facts, '牵头单位', nameOf(group.leadUnitId)),
      ],
    };
    if (group.leadUnitId === null) return noData(`${disputedLeadReason(group)}，不能判定。`, grounds);
    if (posting.dispatchingUnitId === null) return noData('队长的派出单位未上报，不能判定。', grounds);
    return posting.dispatchingUnitId === group.leadUnitId
      ? met('队长由牵头单位选派。', grounds)
      : unmet('队长的派出单位不是牵头单位。', grounds);
  },
};

function rankFloor(floor: CadreRank, tiers: readonly DispatchTier[]): PostingRule['judge'] {
  return (facts) => {
    const { rank } = facts.person;
    const { tier } = facts.group;
    const grounds = {
      actual: rank && CADRE_RANK[rank].zh,
      target: `${CADRE_RANK[floor].zh}以上`,
      inputs: [
        groupInput(facts, '组团层级', tier && DISPATCH_TIER[tier].zh),
        personInput(facts, '职务层次', rank && CADRE_RANK[rank].zh),
      ],
    };
    if (tier === null) return noData(`${disputedLeadReason(facts.group)}，组团层级未定，不能判定。`, grounds);
    if (!tiers.includes(tier)) return notApplicable(`组团层级为${DISPATCH_TIER[tier].zh}，不适用。`, grounds);
    if (rank === null) return noData('队长的职务层次未上报，不能判定。', grounds);
    return isRankAtLeast(rank, floor)
      ? met(`队长为${CADRE_RANK[rank].zh}，达到${CADRE_RANK[floor].zh}。`, grounds)
      : unmet(`队长为${CADRE_RANK[rank].zh}，未达到${CADRE_RANK[floor].zh}。`, grounds);
  };
}
