import type { PlainDate } from '@bangfu/kernel';
import { noData } from '@bangfu/policy';
import type { Finding, Rule } from '@bangfu/policy';
import { cite } from '../policy/instruments';
import { rosterOn } from '../posting/posting';
import type { Posting } from '../posting/posting';
import type { SupportGroupProjection } from '../support-group/support-group-projection';
import { isRosterReported } from './town-team';
import type { TownTeam } from './town-team';

/** What a verdict on a team is judged from. */
export interface TeamFacts {
  readonly team: TownTeam;
  readonly group: SupportGroupProjection;
  /** All postings of the team, ended and planned ones too: the rotation needs them. */
  readonly postings: readonly Posting[];
}

/** The facts with the day they are judged on. */
export interface TeamFactsOn extends TeamFacts {
  readonly asOf: PlainDate;
}

/** A rule on a team. */
export type TeamRule = Rule<TeamFactsOn>;

/** Judges the postings that hold on the day; while nobody has reported the roster nothing can be judged. */
export const onRoster =
  (
    target: string | null,
    judge: (roster: readonly Posting[], facts: TeamFactsOn, source: string) => Finding,
  ): TeamRule['judge'] =>
  (facts) => {
    const { team, postings, asOf } = facts;
    if (team.roster === null || !isRosterReported(team, asOf)) {
      return noData('工作队名册尚未上报，不能判定。', {
        target,
        inputs: [{ name: '工作队名册', value: null, source: '派驻名册（未上报）' }],
      });
    }
    return judge(rosterOn(postings, asOf), facts, cite('派驻名册', team.roster.source));
  };
