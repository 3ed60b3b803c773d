export { InvariantViolation, invariant } from './invariant';
export { MalformedValue, shown } from './malformed';
export { err, ok } from './result';
export type { Result } from './result';
export {
  PROGRAMME_TIME_ZONE,
  addDays,
  addYears,
  civilDateOf,
  completedYears,
  daysBetween,
  plainDate,
} from './plain-date';
export type { PlainDate } from './plain-date';
export { holdsOn, overlaps } from './validity';
export type { Validity } from './validity';
export { PERIOD_KINDS, daysOf, period, year } from './period';
export type { Period, PeriodKind } from './period';
export { NO_MONEY, allocate, fromYuan, money, sumMoney, times, toYuan, wanYuan } from './money';
export type { Money } from './money';
export { GUANGDONG, divisionCode } from './division-code';
export type { DivisionCode } from './division-code';
export { ID_PREFIXES, idOf } from './ids';
export type {
  FundingObligationId,
  Id,
  IdKind,
  ImportIssueId,
  IndicatorReadingId,
  PairingId,
  PersonId,
  PostingId,
  SupportGroupId,
  TownTeamId,
  UnitId,
} from './ids';
export * from './vocabulary';
export { SOURCE_KIND, SYNTHETIC_SOURCE, fromDocument, isSynthetic } from './source';
export type { Source, SourceKind } from './source';
export { IMPORT_SEVERITY } from './import-issue';
export type { ImportFinding, ImportSeverity, Reading } from './import-issue';
