import type { Vocabulary } from '@bangfu/kernel';
import type { Comparator } from '@bangfu/policy';

/** 指标对象: what kind of thing an indicator measures. */
export const INDICATOR_SUBJECT_KIND = {
  TOWN: { zh: '乡镇', en: 'A town-level division.' },
  KEY_TOWN: { zh: '重点帮扶镇', en: 'A key support town (P-2.2b).' },
  SUPPORT_GROUP: { zh: '组团', en: 'A support group.' },
  SUPPORTING_UNIT: { zh: '帮扶单位', en: 'A unit in a support group.' },
  DISPATCHING_UNIT: { zh: '派出单位', en: 'A unit that a posted person belongs to.' },
  HELPER_CITY: { zh: '帮扶市', en: 'A city that helps.' },
  RECIPIENT_CITY: { zh: '被帮扶市', en: 'A city that is helped.' },
  RECIPIENT_COUNTY: { zh: '被帮扶县', en: 'A county that is helped.' },
  RECIPIENT_AREA: { zh: '脱贫地区', en: 'An area out of poverty; which areas is not defined (I-52).' },
  KEY_VILLAGE: { zh: '重点村', en: 'A key village (P-2.1n).' },
  CITY_WORK_GROUP: { zh: '驻市工作组', en: "A helper city's work group in a recipient city." },
  WORK_GROUP: { zh: '工作组', en: "A helper city's work group in a recipient city or county." },
  MEDICAL_INSTITUTION: { zh: '医疗机构', en: 'A medical institution.' },
} as const satisfies Vocabulary<string>;
export type IndicatorSubjectKind = keyof typeof INDICATOR_SUBJECT_KIND;

/** 计量单位: the unit of an indicator's target and of its readings. */
export const INDICATOR_UNIT = {
  VISIT: { zh: '次', en: 'Visits.' },
  MEETING: { zh: '次', en: 'Meetings.' },
  TRAINING: { zh: '次', en: 'Trainings.' },
  RETURN: { zh: '次', en: 'Statistical returns.' },
  REPORT: { zh: '篇', en: 'Media reports.' },
  ITEM: { zh: '条', en: 'Items of information.' },
  HIGHLIGHT: { zh: '个', en: 'Highlights.' },
  PERCENT: { zh: '%', en: 'Per cent.' },
  PERCENT_OF_CEILING: { zh: '%（占上限标准）', en: 'Per cent of the ceiling, which other papers set (I-51).' },
  PERCENTAGE_POINT: { zh: '个百分点', en: 'Percentage points.' },
  DAY_AFTER_BUDGET_ADOPTION: { zh: '日（预算批复后）', en: 'Days after the budget was adopted.' },
  TEN_THOUSAND_YUAN: { zh: '万元', en: '10,000 yuan.' },
  TEN_THOUSAND_YUAN_PER_YEAR: { zh: '万元/年', en: '10,000 yuan a year.' },
  ENTERPRISE: { zh: '家', en: 'Enterprises.' },
  ORGANIZATION: { zh: '家', en: 'Enterprises and social organizations.' },
  WORKSHOP: { zh: '个', en: 'Workshops.' },
  PROJECT: { zh: '个', en: 'Projects.' },
  PERSON: { zh: '人', en: 'Persons.' },
  PAIR: { zh: '对', en: 'Pairs.' },
  PARTNER: { zh: '家', en: 'Partner institutions.' },
  COMPUTER: { zh: '台', en: 'Computers.' },
  STATION: { zh: '个', en: 'Stations.' },
  CLUSTER: { zh: '个', en: 'Industrial clusters.' },
  SERVICE_SYSTEM: { zh: '个', en: 'Service systems.' },
  MECHANISM: { zh: '个', en: 'Mechanisms.' },
} as const satisfies Vocabulary<string>;
export type IndicatorUnit = keyof typeof INDICATOR_UNIT;

/** 比较方式: how a value is set against a target. */
export const COMPARATOR = {
  AT_LEAST: { zh: '不低于', en: 'The value is the target or more.' },
  MORE_THAN: { zh: '超过', en: 'The value is more than the target.' },
  AT_MOST: { zh: '不超过', en: 'The value is the target or less.' },
  EXACTLY: { zh: '等于', en: 'The value is the target.' },
  BETWEEN: { zh: '介于', en: 'The value lies between the two ends, both included.' },
  AT_LEAST_LAST_PERIOD: { zh: '不低于上期', en: 'The value is that of the same period of the year before, or more.' },
} as const satisfies Vocabulary<Comparator>;

/** 数据归口: the department whose records a reading comes from. */
export const DATA_OWNER = {
  ORGANIZATION: { zh: '组织与结对', en: 'Organization and pairing.' },
  PERSONNEL: { zh: '队伍与人员', en: 'Personnel and teams.' },
  FUNDS: { zh: '资金与项目', en: 'Funds and projects.' },
  ASSESSMENT: { zh: '考核与监测', en: 'Assessment and monitoring.' },
} as const satisfies Vocabulary<string>;
export type DataOwner = keyof typeof DATA_OWNER;
