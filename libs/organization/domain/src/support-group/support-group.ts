import type {
  DispatchTier,
  DivisionCode,
  Reading,
  Source,
  SupportGroupId,
  UnitId,
  Validity,
  Vocabulary,
  GroupStatus,
} from '@bangfu/kernel';

/** 组团内的位置. */
export const GROUP_POSITION = {
  LEAD: { zh: '牵头单位', en: 'Leads the group and sends the captain (P-2.1i).' },
  MEMBER: { zh: '成员单位', en: 'Member unit of the group.' },
} as const satisfies Vocabulary<string>;
export type GroupPosition = keyof typeof GROUP_POSITION;

/** 帮扶方式 (P-1b). */
export const ASSISTANCE_MODE = {
  STATIONED: { zh: '驻镇帮扶', en: 'A team stays in the town.' },
  BY_CATEGORY_AND_TIER: { zh: '分类分级帮扶', en: 'Town category and tier decide who supports.' },
  GROUP: { zh: '组团帮扶', en: 'Several units together.' },
} as const satisfies Vocabulary<string>;
export type AssistanceMode = keyof typeof ASSISTANCE_MODE;

/** 名称匹配. */
export const NAME_FIT = {
  EXACT: { zh: '一致', en: 'The printed name is the registered one.' },
  PROPOSED: {
    zh: '待确认',
    en: 'The printed name is not registered; a similar one is proposed and a person confirms.',
  },
} as const satisfies Vocabulary<string>;
export type NameFit = keyof typeof NAME_FIT;

/** A unit's place in a group for a time, under the name the source prints. */
export interface GroupMembership extends Validity {
  readonly unitId: UnitId;
  readonly position: GroupPosition;
  readonly printedName: string;
}

/** A reading of who leads a group, where sources disagree. */
export interface LeadCandidate extends Reading {
  readonly unitId: UnitId;
}

/** The units that together support one town: one lead, several members (P-2.3). */
export interface SupportGroup extends Validity {
  readonly id: SupportGroupId;
  readonly townCode: DivisionCode;
  readonly printedTownName: string;
  readonly townNameFit: NameFit;
  /** The class of town that the source prints for it. */
  readonly printedTownType: string;
  readonly mode: AssistanceMode;
  readonly status: GroupStatus;
  /** The tier of its lead unit (I-09); null while the lead is disputed. */
  readonly tier: DispatchTier | null;
  /** The helper city whose unit leads it; for groups of tier PRD_CITY only. */
  readonly helperCityCode: DivisionCode | null;
  readonly memberships: readonly GroupMembership[];
  /** More than one only while sources disagree about the lead. */
  readonly leadCandidates: readonly LeadCandidate[];
  readonly source: Source;
}
