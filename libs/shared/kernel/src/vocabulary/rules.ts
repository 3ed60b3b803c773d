import type { Vocabulary } from './term';

/** 条款强度: how strongly a document words a demand; it decides the severity. */
export const RULE_STRENGTH = {
  MUST: { zh: '必须', en: 'No choice.' },
  IN_PRINCIPLE: { zh: '原则上', en: 'Holds unless a waiver with reason, person and date says otherwise.' },
  GENERALLY: { zh: '一般', en: 'Usual; a waiver clears it.' },
  PREFER: { zh: '优先', en: 'Preferred; counted, never blocks.' },
  GOAL: { zh: '目标', en: 'Stated aim with a later year; progress only.' },
  STRIVE: { zh: '争取', en: 'Goal to strive for; missing it is no violation.' },
  ENCOURAGE: { zh: '鼓励', en: 'Encouraged or explored; a measure only.' },
  MAY: { zh: '可', en: 'Optional; absence is never a finding.' },
} as const satisfies Vocabulary<string>;
export type RuleStrength = keyof typeof RULE_STRENGTH;

/** 规则严重程度. */
export const RULE_SEVERITY = {
  ERROR: { zh: '错误', en: 'A record being written that breaks the rule is refused.' },
  WARN: { zh: '警告', en: 'Shown as unmet; nothing is refused.' },
  INFO: { zh: '提示', en: 'Counted for information.' },
} as const satisfies Vocabulary<string>;
export type RuleSeverity = keyof typeof RULE_SEVERITY;

/** 判定结果: what is not known is never counted as met. */
export const VERDICT_OUTCOME = {
  MET: { zh: '达标', en: 'The demand is fulfilled.' },
  UNMET: { zh: '未达标', en: 'The demand is not fulfilled.' },
  NOT_APPLICABLE: { zh: '不适用', en: 'The rule does not concern this subject on this day.' },
  NO_DATA: { zh: '无数据', en: 'A fact that the rule needs is not known; this is neither met nor unmet.' },
  NO_BASELINE: { zh: '缺基期', en: 'The value to compare with is not known; this is not zero.' },
} as const satisfies Vocabulary<string>;
export type VerdictOutcome = keyof typeof VERDICT_OUTCOME;
