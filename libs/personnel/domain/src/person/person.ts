import type { Period, PersonId, PlainDate, Source, Vocabulary } from '@bangfu/kernel';
import { valuesOf } from '@bangfu/kernel';

/** 政治面貌. */
export const POLITICAL_STATUS = {
  CPC_FULL_MEMBER: { zh: '中共正式党员', en: 'Full member of the CPC, required of a captain (P-2.1f, X-2.1c).' },
  CPC_PROBATIONARY: { zh: '中共预备党员', en: 'Probationary member of the CPC; does not meet the captain rule.' },
  YOUTH_LEAGUE_MEMBER: { zh: '共青团员', en: 'Member of the Communist Youth League.' },
  DEMOCRATIC_PARTY_MEMBER: { zh: '民主党派成员', en: 'Member of a democratic party.' },
  NON_PARTY: { zh: '无党派人士及群众', en: 'Without party affiliation.' },
} as const satisfies Vocabulary<string>;
export type PoliticalStatus = keyof typeof POLITICAL_STATUS;

/** 职务层次, from the lowest to the highest: the order of this list is the order of ranks. */
export const CADRE_RANK = {
  SECTION_STAFF: { zh: '科员级', en: 'Below deputy section chief.' },
  DEPUTY_SECTION: {
    zh: '副科级',
    en: 'Deputy section chief: the floor for captains of city and county groups (P-2.1h).',
  },
  SECTION: { zh: '正科级', en: 'Section chief.' },
  DEPUTY_DIVISION: {
    zh: '副处级',
    en: 'Deputy division chief: the floor for captains of provincial and central groups (P-2.1g).',
  },
  DIVISION: { zh: '正处级', en: 'Division chief.' },
} as const satisfies Vocabulary<string>;
export type CadreRank = keyof typeof CADRE_RANK;

/** 人员身份. */
export const EMPLOYMENT_KIND = {
  ESTABLISHED: { zh: '在编人员', en: 'On the establishment (P-2.1l).' },
  REGULAR_EMPLOYEE: {
    zh: '企业正式职工',
    en: 'Regular employee of an enterprise, which has no establishment (I-31).',
  },
  OTHER: { zh: '其他人员', en: 'Others; not allowed for team members.' },
} as const satisfies Vocabulary<string>;
export type EmploymentKind = keyof typeof EMPLOYMENT_KIND;

/**
 * A person who is or was posted. Only what a rule needs is kept, and only for those whom a rule asks about it: no
 * identity number, no phone, no address (N-10). Null means that nobody has reported it, never that there is none.
 */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly politicalStatus: PoliticalStatus | null;
  /** The day of becoming a full member: Party standing counts from it, probation does not (I-14). */
  readonly partyFullMemberSince: PlainDate | null;
  readonly rank: CadreRank | null;
  readonly employmentKind: EmploymentKind | null;
  /** 出生年月: the month is what the rules on age need. */
  readonly birthMonth: Period | null;
  readonly source: Source;
}

const RANK_ORDER = valuesOf(CADRE_RANK);

/** Whether a rank is the floor or above it, by the order of the table of ranks. */
export const isRankAtLeast = (rank: CadreRank, floor: CadreRank): boolean =>
  RANK_ORDER.indexOf(rank) >= RANK_ORDER.indexOf(floor);
