import type { PlainDate } from '@bangfu/kernel';
import { evaluate, inForce } from '@bangfu/policy';
import type { Verdict } from '@bangfu/policy';
import { binds } from '../policy/instruments';
import { EVERY_UNIT_SENDS, ONE_CAPTAIN, SPECIALIST_RULES, TEAM_SIZE } from './completeness-rules';
import { ROLLING_BATCHES, THREE_YEAR_TERM } from './rotation-rules';
import type { TeamFacts, TeamRule } from './team-facts';

/** The rules on a team, in the order in which an officer reads them. */
export const TEAM_RULES: readonly TeamRule[] = [
  TEAM_SIZE,
  ONE_CAPTAIN,
  EVERY_UNIT_SENDS,
  ...SPECIALIST_RULES,
  THREE_YEAR_TERM,
  ROLLING_BATCHES,
];

/** Whether a team is complete and rotates as it must on a day: one verdict for each rule that binds its town then. */
export const teamVerdicts = (facts: TeamFacts, asOf: PlainDate): readonly Verdict[] =>
  inForce(TEAM_RULES, asOf)
    .filter(({ jurisdiction }) => binds(jurisdiction, facts.team.townCode))
    .map((rule) => evaluate(rule, { ...facts, asOf }, { kind: 'TownTeam', id: facts.team.id }, asOf));
