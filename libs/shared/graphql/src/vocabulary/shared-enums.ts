import { DISPATCH_TIER, PROGRAMME, RULE_SEVERITY, RULE_STRENGTH, TOWN_CATEGORY, VERDICT_OUTCOME } from '@bangfu/kernel';
import type { PeriodKind, Vocabulary } from '@bangfu/kernel';
import { glossaryEnum } from './glossary-enum';

// Enums that more than one service names. An enum of one service is registered in that service.
export const TownCategoryEnum = glossaryEnum(
  'TownCategory',
  TOWN_CATEGORY,
  'The class of a town under P-2.2 (乡镇类别).',
);
export const DispatchTierEnum = glossaryEnum(
  'DispatchTier',
  DISPATCH_TIER,
  'The tier of a supporting unit, and of a group by its lead unit (派出层级).',
);
export const ProgrammeEnum = glossaryEnum(
  'Programme',
  PROGRAMME,
  'The programme; their money, pairings and assessments are never mixed (帮扶项目体系).',
);
export const RuleStrengthEnum = glossaryEnum(
  'RuleStrength',
  RULE_STRENGTH,
  'How strongly a clause words its demand (条款强度).',
);
export const RuleSeverityEnum = glossaryEnum(
  'RuleSeverity',
  RULE_SEVERITY,
  'What follows when a rule is broken (严重程度).',
);
export const VerdictOutcomeEnum = glossaryEnum(
  'VerdictOutcome',
  VERDICT_OUTCOME,
  'What a rule finds; what is not known is never met (判定结果).',
);

const PERIOD_KIND: Vocabulary<PeriodKind> = {
  YEAR: { zh: '年', en: 'A calendar year, written 2022.' },
  HALF: { zh: '半年', en: 'Half a year, written 2022-H2.' },
  QUARTER: { zh: '季', en: 'A quarter, written 2022-Q1.' },
  MONTH: { zh: '月', en: 'A month, written 2022-03.' },
};
export const PeriodKindEnum = glossaryEnum('PeriodKind', PERIOD_KIND, 'The length of a reporting period (期间类型).');
