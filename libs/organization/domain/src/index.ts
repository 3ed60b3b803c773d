export { countsTowardQuota, isKnownAs } from './division/division';
export type { DatedCode, Division, DivisionAlias } from './division/division';
export type { TownCategorisation } from './town/categorisation';
export type { Unit, UnitAlias } from './unit/unit';
export { ASSISTANCE_MODE, GROUP_POSITION, NAME_FIT } from './support-group/support-group';
export type {
  AssistanceMode,
  GroupMembership,
  GroupPosition,
  LeadCandidate,
  NameFit,
  SupportGroup,
} from './support-group/support-group';
export type { CityPairing, PioneerQuota, TownQuota } from './pairing/city-pairing';
export { annexTotals, cityRoles, compareWithRegister, helperSubtotals, sumQuotas } from './pairing/annex';
export type { AnnexTotals, CityComparison, HelperSubtotal, QuotaSum } from './pairing/annex';
export { ANNEX_ARITHMETIC, CATEGORY_COUNTS } from './pairing/annex-rules';
export type { CategoryCount, PrintedFigure } from './pairing/annex-rules';
