import type { PlainDate } from '@bangfu/kernel';
import { evaluate, inForce } from '@bangfu/policy';
import type { Verdict } from '@bangfu/policy';
import { binds } from '../policy/instruments';
import {
  CAPTAIN_FROM_LEAD_UNIT,
  CAPTAIN_IS_FULL_MEMBER,
  RANK_OF_LOCAL_CAPTAIN,
  RANK_OF_UPPER_CAPTAIN,
} from './captain-rules';
import { MEMBER_IS_ESTABLISHED, MEMBER_IS_PARTY_MEMBER } from './member-rules';
import type { PostingFacts, PostingRule, ScopedPostingRule } from './posting-facts';
import { CAPTAIN_AGE, CAPTAIN_PARTY_STANDING } from './xinfeng-captain-rules';

/** The rules of the notice whose scope is open (I-16). */
export const SCOPED_CAPTAIN_RULES: readonly ScopedPostingRule[] = [CAPTAIN_PARTY_STANDING, CAPTAIN_AGE];

/** The rules on a captain, in the order in which an officer reads them. */
export const CAPTAIN_RULES: readonly PostingRule[] = [
  CAPTAIN_IS_FULL_MEMBER,
  RANK_OF_UPPER_CAPTAIN,
  RANK_OF_LOCAL_CAPTAIN,
  CAPTAIN_FROM_LEAD_UNIT,
  ...SCOPED_CAPTAIN_RULES,
];

/** The rules on a member. */
export const MEMBER_RULES: readonly PostingRule[] = [MEMBER_IS_PARTY_MEMBER, MEMBER_IS_ESTABLISHED];

/** Whether a captain may hold the post on a day: one verdict for each rule that binds the town then. */
export const captainEligibility = (facts: PostingFacts, asOf: PlainDate): readonly Verdict[] =>
  verdictsOf(CAPTAIN_RULES, facts, asOf);

/** Whether a member may be in the team on a day: one verdict for each rule that binds the town then. */
export const memberEligibility = (facts: PostingFacts, asOf: PlainDate): readonly Verdict[] =>
  verdictsOf(MEMBER_RULES, facts, asOf);

/** Whether a posted person may hold the role on a day; empty for roles on which no rule speaks of the person. */
export function postingEligibility(facts: PostingFacts, asOf: PlainDate): readonly Verdict[] {
  switch (facts.posting.role) {
    case 'CAPTAIN':
      return captainEligibility(facts, asOf);
    case 'MEMBER':
      return memberEligibility(facts, asOf);
    case 'FIRST_SECRETARY':
    case 'SCI_TECH_COMMISSIONER':
    case 'THREE_SUPPORTS_STAFF':
    case 'GRADUATE_VOLUNTEER':
    case 'FINANCE_ASSISTANT':
    case 'SPECIALIST':
      return [];
  }
}

const verdictsOf = (rules: readonly PostingRule[], facts: PostingFacts, asOf: PlainDate): readonly Verdict[] =>
  inForce(rules, asOf)
    .filter(({ jurisdiction }) => binds(jurisdiction, facts.group.townCode))
    .map((rule) => evaluate(rule, { ...facts, asOf }, { kind: 'Posting', id: facts.posting.id }, asOf));
