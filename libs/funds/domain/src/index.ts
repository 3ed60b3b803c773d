export { FUND_SOURCE } from './fund-source/fund-source';
export type { FundSource } from './fund-source/fund-source';
export {
  AVERAGE_REMARK,
  FUND_PROGRAMMES,
  TOWN_ASSISTANCE_FUNDS,
  averageOfYear,
  fundingYears,
  isFunded,
} from './programme/fund-programme';
export type { AverageAmount, FundProgramme, FundingYears } from './programme/fund-programme';
export { FUNDED_TOWNS } from './programme/plan-rule';
export {
  SHARE_BEARER,
  SHARE_NAMES,
  SHARE_SOURCE,
  SHARE_WEIGHTS,
  forEachShare,
  splitShares,
  sumShares,
} from './obligation/shares';
export type { ShareName, Shares } from './obligation/shares';
export { DUE_RULE_KIND, DUE_STATUS, NONE_PRINTED, dueBy } from './obligation/due';
export type { Due, DueRule, DueRuleKind, DueStatus } from './obligation/due';
export { NOTHING_ON_RECORD, paidTotal, sumPaid } from './obligation/funding-record';
export type { FundingRecord } from './obligation/funding-record';
export { countTowns, oblige } from './obligation/funding-obligation';
export type { FundedTowns, FundingObligation, ObligationBasis } from './obligation/funding-obligation';
export { byHelperCity, totalObligations } from './obligation/funding-totals';
export type { FundingTotals, HelperCityFunding } from './obligation/funding-totals';
export { amountText } from './obligation/amount-text';
export { COST_SHARE } from './obligation/cost-share-rule';
export type { CostShareFacts } from './obligation/cost-share-rule';
export { TRANSFER_IN_FULL, TRANSFER_WITHIN_DAYS } from './obligation/transfer-rules';
export type { TransferFacts } from './obligation/transfer-rules';
export { FUNDED_TOWN_CLASSES, YEARLY_TOTAL } from './obligation/year-rules';
export type { YearFacts } from './obligation/year-rules';
export { FUNDING_ABSENCE, QUOTA_HOLDER, fundingAbsence, isQuotaHolder } from './town/quota-holder';
export type { FundingAbsence, QuotaHolderFacts } from './town/quota-holder';
export { XINFENG_WORK_FUND, readWorkFund } from './work-fund/county-work-fund';
export type { WorkFundReadings, WorkFundTeams } from './work-fund/county-work-fund';
