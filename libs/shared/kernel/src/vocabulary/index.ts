export { isValueOf, valuesOf } from './term';
export type { Term, Vocabulary } from './term';
export { CITY_ROLE, DIVISION_KIND, DIVISION_LEVEL, TOWN_CATEGORY } from './territory';
export type { CityRole, DivisionKind, DivisionLevel, TownCategory } from './territory';
export { DISPATCH_TIER, GROUP_STATUS, PROGRAMME, UNIT_KIND } from './units';
export type { DispatchTier, GroupStatus, Programme, UnitKind } from './units';
export { RULE_SEVERITY, RULE_STRENGTH, VERDICT_OUTCOME } from './rules';
export type { RuleSeverity, RuleStrength, VerdictOutcome } from './rules';
