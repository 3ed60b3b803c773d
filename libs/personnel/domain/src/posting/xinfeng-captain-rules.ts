import { DISPATCH_TIER, completedYears, daysOf } from '@bangfu/kernel';
import { met, noData, notApplicable, unmet } from '@bangfu/policy';
import type { Finding } from '@bangfu/policy';
import { POLITICAL_STATUS } from '../person/person';
import { XINFENG_NOTICE } from '../policy/instruments';
import { disputedLeadReason } from '../support-group/support-group-projection';
import { groupInput, personInput, postingInput } from './posting-facts';
import type { PostingFactsOn, ScopedPostingRule } from './posting-facts';

/** The clause stands under the county's units and speaks of every station unit; until the county answers, COUNTY (I-16). */
const COUNTY_GROUPS = ['COUNTY'] as const;

/** 1年以上党龄 (X-2.1c). */
const STANDING_YEARS = 1;
/** 50周岁以下, the number included (X-2.1d). */
const OLDEST_CAPTAIN = 50;

/** X-2.1c: a captain has at least one year of Party standing when the posting begins, counted from full membership (I-14). */
export const CAPTAIN_PARTY_STANDING: ScopedPostingRule = {
  ...XINFENG_NOTICE,
  id: 'captain-party-standing',
  requirementId: 'X-2.1c',
  title: '队长须为中共正式党员且有1年以上党龄',
  strength: 'MUST',
  severity: 'ERROR',
  waivable: false,
  groupTiers: COUNTY_GROUPS,
  judge: inScope((facts) => {
    const { politicalStatus, partyFullMemberSince } = facts.person;
    const { validFrom } = facts.posting;
    const years =
      validFrom === null || partyFullMemberSince === null ? null : completedYears(partyFullMemberSince, validFrom);
    const grounds = {
      actual: years === null ? null : `${years}年`,
      target: `≥ ${STANDING_YEARS}年`,
      inputs: [
        personInput(facts, '政治面貌', politicalStatus && POLITICAL_STATUS[politicalStatus].zh),
        personInput(facts, '转正日期', partyFullMemberSince),
        postingInput(facts, '派驻起始日期', validFrom),
      ],
    };
    if (politicalStatus !== null && politicalStatus !== 'CPC_FULL_MEMBER')
      return unmet(`队长为${POLITICAL_STATUS[politicalStatus].zh}，不是正式党员。`, grounds);
    if (politicalStatus === null || years === null)
      return noData('队长的政治面貌、转正日期或派驻起始日期未上报，不能判定。', grounds);
    return years >= STANDING_YEARS
      ? met(`派驻起始时，队长转正满${years}年。`, grounds)
      : unmet(`派驻起始时，队长转正不满${STANDING_YEARS}年。`, grounds);
  }),
};

/** X-2.1d: a captain is generally no older than 50 completed years when the posting begins. */
export const CAPTAIN_AGE: ScopedPostingRule = {
  ...XINFENG_NOTICE,
  id: 'captain-age',
  requirementId: 'X-2.1d',
  title: '队长年龄一般在50周岁以下',
  strength: 'GENERALLY',
  severity: 'WARN',
  waivable: true,
  groupTiers: COUNTY_GROUPS,
  judge: inScope((facts) => {
    const { birthMonth } = facts.person;
    const { validFrom } = facts.posting;
    const inputs = [
      personInput(facts, '出生年月', birthMonth?.value ?? null),
      postingInput(facts, '派驻起始日期', validFrom),
    ];
    const target = `≤ ${OLDEST_CAPTAIN}周岁`;
    if (birthMonth === null || validFrom === null)
      return noData('队长的出生年月或派驻起始日期未上报，不能判定。', { target, inputs });
    const { startsOn, endsOn } = daysOf(birthMonth);
    const [oldest, youngest] = [completedYears(startsOn, validFrom), completedYears(endsOn, validFrom)];
    const grounds = { actual: oldest === youngest ? `${oldest}周岁` : null, target, inputs };
    if (oldest <= OLDEST_CAPTAIN) return met(`派驻起始时，队长不超过${OLDEST_CAPTAIN}周岁。`, grounds);
    return youngest > OLDEST_CAPTAIN
      ? unmet(`派驻起始时，队长已满${youngest}周岁。`, grounds)
      : noData(`派驻起始当月，队长满${oldest}周岁，只知出生年月，不能判定。`, grounds);
  }),
};

/** Judges where the rule's scope takes the group in; without a tier that cannot be told. */
function inScope(judge: (facts: PostingFactsOn) => Finding): ScopedPostingRule['judge'] {
  return (facts) => {
    const { tier } = facts.group;
    const grounds = { inputs: [groupInput(facts, '组团层级', tier && DISPATCH_TIER[tier].zh)] };
    if (tier === null) return noData(`${disputedLeadReason(facts.group)}，组团层级未定，不能判定。`, grounds);
    return COUNTY_GROUPS.some((scope) => scope === tier)
      ? judge(facts)
      : notApplicable(
          `条款列于县直单位之下，暂只适用于县直单位牵头的组团，本组团为${DISPATCH_TIER[tier].zh}；适用范围待县明确。`,
          grounds,
        );
  };
}
