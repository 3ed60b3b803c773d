import type { PersonId, PlainDate, PostingId, Source, TownTeamId, UnitId, Validity, Vocabulary } from '@bangfu/kernel';
import { holdsOn, valuesOf } from '@bangfu/kernel';

/** 队伍角色; the order of this list is the order in which a team's postings are shown. */
export const TEAM_ROLE = {
  CAPTAIN: { zh: '队长', en: 'Full CPC member from the lead unit, deputy Party secretary of the town (P-2.1).' },
  MEMBER: { zh: '队员', en: 'Established staff of the units of the group (P-2.1).' },
  FIRST_SECRETARY: { zh: '驻村第一书记', en: 'Posted to a key village; also a member of the team (P-2.1m).' },
  SCI_TECH_COMMISSIONER: { zh: '农村科技特派员', en: 'Rural science and technology commissioner (P-4.12c).' },
  THREE_SUPPORTS_STAFF: { zh: '“三支一扶”人员', en: 'Staff of the three-supports scheme (P-4.12d).' },
  GRADUATE_VOLUNTEER: { zh: '高校毕业生志愿者', en: 'Graduate volunteer (P-4.12e).' },
  FINANCE_ASSISTANT: { zh: '金融助理', en: 'Finance assistant, one per team in 新丰 (X-2.2d).' },
  SPECIALIST: { zh: '专业技术人员', en: 'Young professional in a town (P-4.12h).' },
} as const satisfies Vocabulary<string>;
export type TeamRole = keyof typeof TEAM_ROLE;

/** Whom the floor of five counts by default: the cadres whom the units send (P-2.1b, I-30). */
export const CADRE_ROLES: readonly TeamRole[] = ['CAPTAIN', 'MEMBER', 'FIRST_SECRETARY'];

/** The four kinds of specialists whom provincial bodies send (X-1b, X-2.2). */
export const SPECIALIST_ROLES: readonly TeamRole[] = [
  'SCI_TECH_COMMISSIONER',
  'THREE_SUPPORTS_STAFF',
  'GRADUATE_VOLUNTEER',
  'FINANCE_ASSISTANT',
];

/** 派驻类型. */
export const POSTING_KIND = {
  STATION: { zh: '驻镇', en: 'Posting to a town team (P-2.1).' },
  EXCHANGE: {
    zh: '互派锻炼、跟班学习、跟岗学习',
    en: 'Exchange posting with a direction (P-4.12b, D-20c, E-10b).',
  },
} as const satisfies Vocabulary<string>;
export type PostingKind = keyof typeof POSTING_KIND;

/** 培训类型. */
export const TRAINING_KIND = {
  ALL_HANDS: { zh: '全员集训', en: 'Training of all members once a year (X-4.7, D-20a).' },
  BUSINESS: { zh: '业务培训', en: 'Training held together with the locality (D-20b).' },
  THEMED: { zh: '专题培训', en: 'Themed course (K-3b, D-20a).' },
} as const satisfies Vocabulary<string>;
export type TrainingKind = keyof typeof TRAINING_KIND;

/** One person's dated assignment to a team with a role (派驻). The last day is included. */
export interface Posting extends Validity {
  readonly id: PostingId;
  readonly kind: PostingKind;
  readonly personId: PersonId;
  readonly teamId: TownTeamId;
  readonly role: TeamRole;
  /** The unit the person belongs to; null where nobody has reported which. */
  readonly dispatchingUnitId: UnitId | null;
  /** The number of the rolling batch, from 1 (P-2.1d). */
  readonly batch: number;
  /** Whether the person has no other duty (X-4.3b). */
  readonly fullTime: boolean;
  readonly source: Source;
}

const ROLE_ORDER = valuesOf(TEAM_ROLE);

/** The postings that hold on a day, captain first, then by role, beginning and id. */
export const rosterOn = (postings: readonly Posting[], day: PlainDate): readonly Posting[] =>
  postings.filter((posting) => holdsOn(posting, day)).toSorted(byRole);

/** Postings by their beginning, the earliest first. */
export const inOrderOfBeginning = (postings: readonly Posting[]): readonly Posting[] =>
  postings.toSorted((a, b) => (beginning(a) < beginning(b) ? -1 : 1));

/** Whether a posting is one that the floor of five and the rotation speak of. */
export const isCadre = ({ role }: Posting): boolean => CADRE_ROLES.includes(role);

/** How many of the postings have the role. */
export const countOf = (postings: readonly Posting[], ...roles: readonly TeamRole[]): number =>
  postings.filter(({ role }) => roles.includes(role)).length;

function byRole(a: Posting, b: Posting): number {
  const order = ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role);
  if (order !== 0) return order;
  return beginning(a) < beginning(b) ? -1 : 1;
}

/** Sorts by beginning, one that is not known first, then by id. */
const beginning = ({ validFrom, id }: Posting): string => `${validFrom ?? ''} ${id}`;
