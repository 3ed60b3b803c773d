import type { DivisionCode, Term, Vocabulary } from '@bangfu/kernel';

/** 权限关系: by what a person is related to the records that a right reaches. */
export const RELATION = {
  DIVISION: { zh: '按行政区划', en: 'The records of a division and of all that lies within it.' },
  UNIT: { zh: '按派出单位', en: 'The records of a unit: its postings, its obligations (X-4.3a).' },
  GROUP: { zh: '按组团', en: 'The records of a support group (X-5.2).' },
  TEAM: { zh: '按工作队', en: 'The records of a town team (X-4.2).' },
  PERSON: { zh: '按本人', en: "The person's own records." },
  CONTRACT: { zh: '按数据共享合同', en: 'What a contract with an agency names (K-10a).' },
} as const satisfies Vocabulary<string>;
export type Relation = keyof typeof RELATION;

/** Which level of division a grant of a role may name. */
export type GrantLevel = 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWN' | 'VILLAGE';

/** A role: its word, the clauses it stems from, and what a grant of it may name. */
export interface RoleDefinition extends Term {
  /** The requirements that give the role its authority; `OURS` where no clause does. */
  readonly clauses: readonly string[];
  readonly relations: readonly Relation[];
  /** The levels a grant by division may name. */
  readonly levels: readonly GrantLevel[];
}

const EVERY_LEVEL = ['PROVINCE', 'CITY', 'COUNTY', 'TOWN', 'VILLAGE'] as const;

/** 角色: who may act, from the clauses on authority (requirements 5.4). */
export const ROLE = {
  PROVINCE_OFFICIAL: {
    zh: '省级管理人员',
    en: 'Official of the province, which evaluates and accepts.',
    clauses: ['P-4.13f', 'P-4.13g'],
    relations: ['DIVISION'],
    levels: ['PROVINCE'],
  },
  CITY_OFFICIAL: {
    zh: '市级管理人员',
    en: 'Official of a city.',
    clauses: ['P-4.9k', 'P-4.13f'],
    relations: ['DIVISION'],
    levels: ['CITY'],
  },
  COUNTY_OFFICIAL: {
    zh: '县级管理人员',
    en: 'Official of a county, which bears the main responsibility.',
    clauses: ['P-4.13a', 'X-5.1'],
    relations: ['DIVISION'],
    levels: ['COUNTY'],
  },
  TOWN_OFFICIAL: {
    zh: '乡镇党委管理人员',
    en: 'Official of the town Party committee, which leads the team directly.',
    clauses: ['X-3a', 'X-4.3a'],
    relations: ['DIVISION'],
    levels: ['TOWN'],
  },
  VILLAGE_OFFICIAL: {
    zh: '村级管理人员',
    en: 'Official of a village.',
    clauses: ['OURS'],
    relations: ['DIVISION'],
    levels: ['VILLAGE'],
  },
  ORG_DEPARTMENT: {
    zh: '组织部门',
    en: 'Organization department of a city or county: daily management, filing, appraisal.',
    clauses: ['P-4.9k', 'X-2.3c', 'X-4.5b', 'X-5.1'],
    relations: ['DIVISION'],
    levels: ['PROVINCE', 'CITY', 'COUNTY'],
  },
  REVITALIZATION_DEPARTMENT: {
    zh: '乡村振兴部门',
    en: 'Rural revitalization department of a city or county: daily management, filing, appraisal.',
    clauses: ['P-4.9k', 'X-2.3c', 'X-4.5b', 'X-5.1'],
    relations: ['DIVISION'],
    levels: ['PROVINCE', 'CITY', 'COUNTY'],
  },
  RURAL_OFFICE: {
    zh: '党委农办',
    en: 'Rural office of the Party committee: daily management, appraisal.',
    clauses: ['X-4.5b', 'X-5.1'],
    relations: ['DIVISION'],
    levels: ['PROVINCE', 'CITY', 'COUNTY'],
  },
  AGRICULTURE_BUREAU: {
    zh: '农业农村局',
    en: 'Agriculture bureau: daily management, appraisal.',
    clauses: ['X-4.5b', 'X-5.1'],
    relations: ['DIVISION'],
    levels: ['PROVINCE', 'CITY', 'COUNTY'],
  },
  FINANCE: {
    zh: '财政部门',
    en: 'Finance department: transfers and the use of funds.',
    clauses: ['P-4.11f', 'P-4.11n'],
    relations: ['DIVISION'],
    levels: ['PROVINCE', 'CITY', 'COUNTY'],
  },
  DISPATCHING_UNIT: {
    zh: '派出单位',
    en: 'Unit that sent a cadre and manages the posting jointly with the town.',
    clauses: ['X-4.3a', 'X-4.5c', 'X-4.5e'],
    relations: ['UNIT'],
    levels: [],
  },
  LEAD_UNIT: {
    zh: '牵头单位',
    en: 'Unit that leads a support group.',
    clauses: ['P-4.13b', 'X-5.2'],
    relations: ['GROUP'],
    levels: [],
  },
  CAPTAIN: {
    zh: '工作队队长',
    en: 'Captain of a town team; one of the two signatories.',
    clauses: ['X-4.4a'],
    relations: ['TEAM', 'DIVISION'],
    levels: ['TOWN'],
  },
  TEAM_MEMBER: {
    zh: '工作队队员',
    en: 'Member of a town team.',
    clauses: ['P-4.13b', 'X-4.2'],
    relations: ['TEAM', 'DIVISION'],
    levels: ['TOWN'],
  },
  TOWN_PARTY_SECRETARY: {
    zh: '乡镇党委书记',
    en: 'Secretary of the town Party committee; one of the two signatories.',
    clauses: ['X-3a', 'X-4.4a'],
    relations: ['DIVISION'],
    levels: ['TOWN'],
  },
  ASSESSOR: {
    zh: '考核人员',
    en: 'Person who assesses; never one of the assessed (I-18).',
    clauses: ['P-4.13f', 'X-4.5b'],
    relations: ['DIVISION', 'UNIT'],
    levels: EVERY_LEVEL,
  },
  SUPERVISOR: {
    zh: '监督人员',
    en: "Supervision by superiors, People's Congress, CPPCC, audit or media: reads, never writes.",
    clauses: ['K-19c', 'K-19d'],
    relations: ['DIVISION'],
    levels: EVERY_LEVEL,
  },
  AGENCY_CLIENT: {
    zh: '机构客户端',
    en: 'Machine of another agency, under a contract.',
    clauses: ['K-10a', 'KE-0a'],
    relations: ['CONTRACT'],
    levels: [],
  },
} as const satisfies Readonly<Record<string, RoleDefinition>>;
export type Role = keyof typeof ROLE;

/** What a role may do by its definition. */
export const roleDefinition = (role: Role): RoleDefinition => ROLE[role];

/** The level of a division, read from its code. */
export function levelOf(code: DivisionCode): GrantLevel {
  if (code.length === 12) return 'VILLAGE';
  if (code.length === 9) return 'TOWN';
  if (!code.endsWith('00')) return 'COUNTY';
  return code.endsWith('0000') ? 'PROVINCE' : 'CITY';
}
