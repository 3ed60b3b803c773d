import type { Vocabulary } from '@bangfu/kernel';

/** 资金来源 (glossary 3.13). Money of different sources, and of different programmes, is never netted. */
export const FUND_SOURCE = {
  PROVINCIAL_FISCAL: {
    zh: '省级财政资金',
    en: "The province's share of the programme, managed as agriculture-related funds (P-4.11b, P-4.11e).",
  },
  PRD_CITY_FISCAL: { zh: '珠三角帮扶市财政资金', en: "The helper city's share of the programme (P-4.11b)." },
  RECIPIENT_CITY_FISCAL: { zh: '被帮扶市财政资金', en: "The recipient city's share of the programme (P-4.11b)." },
  COUNTY_WORK_FUND: { zh: '县级工作经费', en: "Work funds of a county's teams (X-7b, X-7c)." },
  LAND_TRANSFER_REVENUE: {
    zh: '土地出让收入',
    en: 'Revenue from the transfer of land, for revitalization first (P-4.11i).',
  },
  GENERAL_BOND: { zh: '一般债券', en: 'General bonds (P-4.11i).' },
  SPECIAL_BOND: { zh: '专项债券', en: 'Special bonds (P-4.11i).' },
  FINANCIAL_CAPITAL: { zh: '金融资金', en: 'Money of banks and other financial institutions (P-4.11j).' },
  SOCIAL_DONATION: { zh: '社会捐赠', en: 'Gifts, such as those of the relief day (P-4.11k).' },
  UNIT_RAISED: { zh: '单位自筹资金', en: "A supporting unit's own money (D-7d)." },
  ENTERPRISE_INVESTMENT: { zh: '企业投资', en: 'Investment that a group guided to the place (D-10e).' },
  EAST_WEST_FISCAL: {
    zh: '东西部协作财政援助资金',
    en: 'Fiscal aid of East-West collaboration, another programme (E-7a).',
  },
} as const satisfies Vocabulary<string>;
export type FundSource = keyof typeof FUND_SOURCE;
