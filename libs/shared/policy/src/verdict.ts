import { holdsOn } from '@bangfu/kernel';
import type { PlainDate } from '@bangfu/kernel';
import type { Finding, Rule, RuleHeader } from './rule';

/** Whom a verdict is about: the kind of thing and its code or id. */
export interface VerdictSubject {
  readonly kind: string;
  readonly id: string;
}

/** A finding with everything needed to explain it or to compute it again. */
export interface Verdict extends Finding {
  readonly rule: RuleHeader;
  readonly subject: VerdictSubject;
  /** The day the verdict is about. */
  readonly asOf: PlainDate;
}

/** Applies a rule to the facts of a subject on a day. Outside the rule's dates the answer is `NOT_APPLICABLE`. */
export function evaluate<Facts>(rule: Rule<Facts>, facts: Facts, subject: VerdictSubject, asOf: PlainDate): Verdict {
  const { judge, ...header } = rule;
  return { ...(holdsOn(rule, asOf) ? judge(facts) : outsideItsDates(header)), rule: header, subject, asOf };
}

/** The versions of rules in force on a day: for each rule id the newest version whose dates include it. */
export function inForce<Dated extends Pick<RuleHeader, 'id' | 'version' | 'validFrom' | 'validTo'>>(
  rules: readonly Dated[],
  day: PlainDate,
): readonly Dated[] {
  const newest = new Map<string, Dated>();
  for (const rule of rules.filter((candidate) => holdsOn(candidate, day))) {
    const known = newest.get(rule.id);
    if (!known || known.version < rule.version) newest.set(rule.id, rule);
  }
  return [...newest.values()];
}

const outsideItsDates = (rule: RuleHeader): Finding => ({
  outcome: 'NOT_APPLICABLE',
  actual: null,
  target: null,
  inputs: [],
  sentence: `本规则自${rule.validFrom}起${rule.validTo === null ? '' : `至${rule.validTo}`}施行，不适用于所询日期。`,
});
