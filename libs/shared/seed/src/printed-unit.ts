import type { DispatchTier, DivisionCode, UnitKind } from '@bangfu/kernel';
import { GUANGDONG } from '@bangfu/kernel';

/** Where a relative name is read: 县 is this county, 市 this city or, in a group led from the delta, its helper city (I-08). */
export interface NamingContext {
  readonly county: NamedPlace;
  readonly city: NamedPlace;
  readonly helperCity: NamedPlace;
  readonly groupTier: DispatchTier;
}
export interface NamedPlace {
  readonly code: DivisionCode;
  readonly name: string;
}

/** A unit's name in full, with what the printed name tells about the unit. */
export interface NamedUnit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly tier: DispatchTier;
  readonly divisionCode: DivisionCode | null;
}

const KIND_BY_NAME: readonly (readonly [RegExp, UnitKind])[] = [
  [/财险|保险|银行|农行/, 'FINANCIAL_INSTITUTION'],
  [/公司|集团/, 'ENTERPRISE'],
  [/大学|学院|研究/, 'RESEARCH'],
  [/(街道|镇)$/, 'TOWN_OR_SUBDISTRICT_UNIT'],
];

/**
 * Reads a unit's printed name in its context: fills in the place that 省, 市 or 县 stands for, and takes kind and tier
 * from the name. The tier is the unit's own: a tax bureau listed among the county's units stays CENTRAL (I-09).
 */
export function readPrintedUnit(printed: string, context: NamingContext): NamedUnit {
  const kind = KIND_BY_NAME.find(([pattern]) => pattern.test(printed))?.[1] ?? 'PARTY_GOV_ORGAN';
  const city = context.groupTier === 'PRD_CITY' ? context.helperCity : context.city;
  if (/^(国家|中国)/.test(printed)) return { name: printed, kind, tier: 'CENTRAL', divisionCode: null };
  if (printed.startsWith('省')) return { name: `广东${printed}`, kind, tier: 'PROVINCIAL', divisionCode: GUANGDONG };
  if (printed.startsWith('县'))
    return { name: prefixed(context.county, printed), kind, tier: 'COUNTY', divisionCode: context.county.code };
  const tier = context.groupTier === 'PRD_CITY' ? 'PRD_CITY' : 'LOCAL_CITY';
  if (printed.startsWith('市')) return { name: prefixed(city, printed), kind, tier, divisionCode: city.code };
  return { name: printed, kind, tier: context.groupTier, divisionCode: city.code };
}

/** 市林业局 in 韶关市 is 韶关市林业局: the place's name takes the stead of its last character. */
const prefixed = (place: NamedPlace, printed: string): string => `${place.name}${printed.slice(1)}`;
