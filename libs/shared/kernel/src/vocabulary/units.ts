import type { Vocabulary } from './term';

/** 单位类别 (P-2.3c). */
export const UNIT_KIND = {
  PARTY_GOV_ORGAN: { zh: '党政机关', en: 'Organ of Party or government, offices of congress included.' },
  ENTERPRISE: { zh: '企业', en: 'State or private firm.' },
  PUBLIC_INSTITUTION: { zh: '事业单位', en: 'School, hospital and the like.' },
  RESEARCH: { zh: '科研力量', en: 'Research or teaching body.' },
  MASS_ORGANIZATION: {
    zh: '人民团体',
    en: "Trade union, Youth League, Women's Federation, Federation of Industry and Commerce.",
  },
  SOCIAL_ORGANIZATION: { zh: '社会组织', en: 'Association or charity.' },
  FINANCIAL_INSTITUTION: { zh: '金融机构', en: 'Bank or insurer.' },
  TOWN_OR_SUBDISTRICT_UNIT: {
    zh: '镇街',
    en: 'A town, subdistrict or park that acts as a supporting unit, as in Dongguan.',
  },
} as const satisfies Vocabulary<string>;
export type UnitKind = keyof typeof UNIT_KIND;

/** 派出层级: a unit's own; a group takes its lead unit's (I-09). */
export const DISPATCH_TIER = {
  PROVINCIAL: { zh: '省直', en: 'Unit of the province.' },
  CENTRAL: { zh: '中直驻粤', en: 'Central unit in Guangdong.' },
  PRD_CITY: { zh: '珠三角市', en: 'Unit of one of the six helper cities.' },
  LOCAL_CITY: { zh: '属地市直', en: 'Unit of the recipient city itself.' },
  COUNTY: { zh: '县直', en: 'Unit of the county.' },
} as const satisfies Vocabulary<string>;
export type DispatchTier = keyof typeof DISPATCH_TIER;

/** 帮扶项目体系: their money, pairings and assessments are never mixed. */
export const PROGRAMME = {
  TOWN_ASSISTANCE: { zh: '驻镇帮镇扶村', en: 'Town-stationed assistance within Guangdong.' },
  EAST_WEST: { zh: '东西部协作', en: 'Collaboration of Guangdong with Guangxi and Guizhou.' },
} as const satisfies Vocabulary<string>;
export type Programme = keyof typeof PROGRAMME;

/** 组团状态. */
export const GROUP_STATUS = {
  ACTIVE: { zh: '在任', en: 'In force.' },
  UNRESOLVED: { zh: '待解析', en: 'Its lead unit or its town is disputed; it is not in force until a person decides.' },
  ENDED: { zh: '已结束', en: 'No longer in force.' },
} as const satisfies Vocabulary<string>;
export type GroupStatus = keyof typeof GROUP_STATUS;
