import type { DivisionCode, PlainDate, Source, SupportGroupId, TownTeamId, Validity, Vocabulary } from '@bangfu/kernel';
import { holdsOn } from '@bangfu/kernel';
import { CADRE_ROLES, SPECIALIST_ROLES, countOf } from '../posting/posting';
import type { Posting } from '../posting/posting';

/** 队伍类型. */
export const TEAM_KIND = {
  TOWN_TEAM: { zh: '驻镇帮扶工作队', en: 'Team in a town (P-2.1a).' },
  VILLAGE_TEAM: {
    zh: '驻村工作队',
    en: 'Old village teams, withdrawn (K-15a); village teams of county first secretaries (X-7c).',
  },
  COOPERATION_TEAM: { zh: '东西部协作工作队', en: 'Teams in Guangxi and Guizhou (E-3a).' },
} as const satisfies Vocabulary<string>;
export type TeamKind = keyof typeof TEAM_KIND;

/** 队伍状态. */
export const TEAM_STATUS = {
  ACTIVE: { zh: '在任', en: 'In force.' },
  WITHDRAWN: { zh: '已撤出', en: 'Left after handover (K-15a).' },
} as const satisfies Vocabulary<string>;
export type TeamStatus = keyof typeof TEAM_STATUS;

/** 提名状态. */
export const NOMINATION_STATUS = {
  NOMINATED: { zh: '已明确', en: 'The sources name the units that send.' },
  TO_BE_NOMINATED: { zh: '拟任待定', en: 'Still to be named by the competent unit (XA-2, I-05).' },
} as const satisfies Vocabulary<string>;
export type NominationStatus = keyof typeof NOMINATION_STATUS;

/** Since when, and by whom, it has been reported who is in a team. */
export interface RosterReport {
  readonly reportedFrom: PlainDate;
  readonly source: Source;
}

/** The people of a support group stationed in its town (驻镇帮扶工作队): one for each group (P-2.1a). */
export interface TownTeam extends Validity {
  readonly id: TownTeamId;
  readonly supportGroupId: SupportGroupId;
  readonly townCode: DivisionCode;
  readonly kind: TeamKind;
  readonly status: TeamStatus;
  /** Whether the sources name the units that send the first secretaries; null where no source speaks of it. */
  readonly firstSecretaryNomination: NominationStatus | null;
  /** Null: nobody has reported who is in it. An empty roster that was reported is another thing. */
  readonly roster: RosterReport | null;
  readonly source: Source;
}

/** Whether anybody has reported who is in the team on the day. */
export const isRosterReported = ({ roster }: TownTeam, day: PlainDate): boolean =>
  roster !== null && roster.reportedFrom <= day;

/** How many people are in a team, in named parts (I-30). */
export interface Headcount {
  /** Captain, members and first secretaries: whom the floor of five counts by default. */
  readonly cadres: number;
  /** Commissioners, three-supports staff, volunteers and finance assistants. */
  readonly specialists: number;
  /** Young professionals (P-4.12h). */
  readonly professionals: number;
  readonly total: number;
}

/** Counts the postings that hold on the day; null while nobody has reported the roster. */
export function headcountOn(team: TownTeam, postings: readonly Posting[], day: PlainDate): Headcount | null {
  if (!isRosterReported(team, day)) return null;
  const holding = postings.filter((posting) => holdsOn(posting, day));
  return {
    cadres: countOf(holding, ...CADRE_ROLES),
    specialists: countOf(holding, ...SPECIALIST_ROLES),
    professionals: countOf(holding, 'SPECIALIST'),
    total: holding.length,
  };
}
