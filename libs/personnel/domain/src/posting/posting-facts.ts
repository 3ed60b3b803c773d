import type { DispatchTier, PlainDate } from '@bangfu/kernel';
import type { Rule, VerdictInput } from '@bangfu/policy';
import type { Person } from '../person/person';
import { cite } from '../policy/instruments';
import type { SupportGroupProjection } from '../support-group/support-group-projection';
import type { Posting } from './posting';

/** What a verdict on a posting is judged from. */
export interface PostingFacts {
  readonly posting: Posting;
  readonly person: Person;
  readonly group: SupportGroupProjection;
}

/** The facts with the day they are judged on. */
export interface PostingFactsOn extends PostingFacts {
  readonly asOf: PlainDate;
}

/** A rule on a posting. */
export type PostingRule = Rule<PostingFactsOn>;

/**
 * A rule that the notice prints under the county's units and words for all: which groups it holds for is a setting,
 * groups of tier COUNTY unless the county decides otherwise (I-16).
 */
export interface ScopedPostingRule extends PostingRule {
  readonly groupTiers: readonly DispatchTier[];
}

/** A fact about the person, as a verdict shows it. */
export const personInput = ({ person }: PostingFacts, name: string, value: string | null): VerdictInput => ({
  name,
  value,
  source: cite('人员信息', person.source),
});

/** A fact about the posting, as a verdict shows it. */
export const postingInput = ({ posting }: PostingFacts, name: string, value: string | null): VerdictInput => ({
  name,
  value,
  source: cite('派驻名册', posting.source),
});

/** A fact about the group, as a verdict shows it. */
export const groupInput = ({ group }: PostingFacts, name: string, value: string | null): VerdictInput => ({
  name,
  value,
  source: cite('组团', group.source),
});
