import type { Vocabulary } from './term';

/** 行政区划层级. */
export const DIVISION_LEVEL = {
  PROVINCE: { zh: '省', en: 'The province.' },
  PREFECTURE_CITY: { zh: '地级以上市', en: 'A prefecture-level city, sub-provincial cities included.' },
  COUNTY: { zh: '县（市、区）', en: 'A county, county-level city or district.' },
  TOWNSHIP: { zh: '乡镇', en: 'A town, township, subdistrict or another division of town level.' },
  VILLAGE: { zh: '村', en: 'An administrative village or a community of residents.' },
} as const satisfies Vocabulary<string>;
export type DivisionLevel = keyof typeof DIVISION_LEVEL;

/** 行政区划类别. */
export const DIVISION_KIND = {
  PROVINCE: { zh: '省', en: 'Province.' },
  PREFECTURE_CITY: { zh: '地级以上市', en: 'Prefecture-level city.' },
  COUNTY: { zh: '县', en: 'County.' },
  COUNTY_CITY: { zh: '县级市', en: 'County-level city.' },
  DISTRICT: { zh: '市辖区', en: 'City district.' },
  TOWN: { zh: '镇', en: 'Town.' },
  RURAL_TOWNSHIP: { zh: '乡', en: 'Township.' },
  SUBDISTRICT: { zh: '街道', en: 'Subdistrict; not counted in the 1,127 (P-2.2g).' },
  OTHER: {
    zh: '其他',
    en: 'Farm, park, prison, reservoir and the like of town level; its label says which. Never categorised.',
  },
  ADMIN_VILLAGE: { zh: '行政村', en: 'Administrative village.' },
  COMMUNITY: { zh: '社区', en: "Residents' community." },
} as const satisfies Vocabulary<string>;
export type DivisionKind = keyof typeof DIVISION_KIND;

/** 乡镇类别 (P-2.2). */
export const TOWN_CATEGORY = {
  KEY_SUPPORT: { zh: '重点帮扶镇', en: 'One of 600 weaker towns of 13 cities (P-2.2b).' },
  CONSOLIDATION: {
    zh: '巩固提升镇',
    en: 'One of 301 stronger towns of the same cities, helped by county groups (P-2.2e).',
  },
  PIONEER: { zh: '先行示范镇', en: 'One of 226 towns of seven cities, left to the local city (P-2.2f).' },
} as const satisfies Vocabulary<string>;
export type TownCategory = keyof typeof TOWN_CATEGORY;

/** 市的角色: independent of each other (I-24). */
export const CITY_ROLE = {
  HELPER: { zh: '帮扶市', en: 'One of six cities of the Pearl River Delta that help (P-2.2h).' },
  RECIPIENT: { zh: '被帮扶市', en: 'One of 13 cities that are helped (P-2.2h).' },
  PIONEER: { zh: '先行示范市', en: 'One of seven cities whose towns are pioneer towns (P-2.2f).' },
} as const satisfies Vocabulary<string>;
export type CityRole = keyof typeof CITY_ROLE;
