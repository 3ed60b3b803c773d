export { clauseIdOf } from './requirement';
export type { Finding, Rule, RuleHeader, VerdictInput } from './rule';
export { evaluate, inForce } from './verdict';
export type { Verdict, VerdictSubject } from './verdict';
export { met, noBaseline, noData, notApplicable, unmet } from './finding';
export { COMPARATORS, satisfies, targetText } from './comparison';
export type { Comparator, Target } from './comparison';
