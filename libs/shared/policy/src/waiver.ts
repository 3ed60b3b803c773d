import { err, holdsOn, ok } from '@bangfu/kernel';
import type { PlainDate, Result } from '@bangfu/kernel';
import type { RuleHeader } from './rule';
import type { Verdict, VerdictSubject } from './verdict';

/**
 * 豁免: somebody answers with name and reason for a subject's not keeping a rule for a time (原则上, 一般). It always ends;
 * what should hold longer is granted again.
 */
export interface Waiver {
  readonly id: string;
  /** The rule through all its versions; a version that is not waivable is not waived. */
  readonly ruleId: string;
  readonly subject: VerdictSubject;
  readonly reason: string;
  /** The person who answers for it. */
  readonly grantedBy: string;
  readonly grantedOn: PlainDate;
  readonly validFrom: PlainDate;
  /** The last day, included. */
  readonly validTo: PlainDate;
}

/** Why a waiver is not granted, with both sides. */
export type WaiverRefusal =
  | { readonly code: 'RULE_NOT_WAIVABLE'; readonly ruleId: string; readonly strength: RuleHeader['strength'] }
  | { readonly code: 'REASON_MISSING'; readonly received: string }
  | { readonly code: 'WAIVES_OWN_CASE'; readonly personId: string }
  | { readonly code: 'ENDS_BEFORE_IT_BEGINS'; readonly validFrom: PlainDate; readonly validTo: PlainDate };

/** Grants a waiver of a rule; every reason against it is answered, for the form that asks. Nobody waives their own case (N-11). */
export function grantWaiver(rule: RuleHeader, asked: Omit<Waiver, 'ruleId'>): Result<Waiver, readonly WaiverRefusal[]> {
  const { subject, reason, grantedBy, validFrom, validTo } = asked;
  const refusals: readonly WaiverRefusal[] = [
    ...(rule.waivable ? [] : [{ code: 'RULE_NOT_WAIVABLE', ruleId: rule.id, strength: rule.strength } as const]),
    ...(reason.trim() === '' ? [{ code: 'REASON_MISSING', received: reason } as const] : []),
    ...(subject.id === grantedBy ? [{ code: 'WAIVES_OWN_CASE', personId: grantedBy } as const] : []),
    ...(validTo < validFrom ? [{ code: 'ENDS_BEFORE_IT_BEGINS', validFrom, validTo } as const] : []),
  ];
  return refusals.length > 0 ? err(refusals) : ok({ ...asked, ruleId: rule.id, reason: reason.trim() });
}

/** A verdict as it is, with the waiver that covers it; null when none does or nothing is to be waived. */
export interface WaivableVerdict extends Verdict {
  readonly waivedBy: Waiver | null;
}

/**
 * Shows which waiver covers a verdict. The outcome stays: an unmet demand is unmet and waived, never met. Only `UNMET` is
 * covered: a waiver answers for a known shortfall, not for a fact that nobody reported. It must hold on the day that the
 * verdict is about, and be granted by `decidedOn`, so that a decision of an earlier day replays without waivers granted
 * since. Of several the one that lasts longest, then the one with the smallest id.
 * @param decidedOn the day on which the verdict is used: today, or that of the decision that is replayed.
 */
export function applyWaivers(verdict: Verdict, waivers: readonly Waiver[], decidedOn: PlainDate): WaivableVerdict {
  const [waivedBy = null] = waivers
    .filter((waiver) => waiver.grantedOn <= decidedOn && covers(waiver, verdict))
    .toSorted((a, b) => compareText(b.validTo, a.validTo) || compareText(a.id, b.id));
  return { ...verdict, waivedBy };
}

const covers = ({ ruleId, subject, validFrom, validTo }: Waiver, { outcome, rule, subject: judged, asOf }: Verdict) =>
  outcome === 'UNMET' &&
  rule.waivable &&
  rule.id === ruleId &&
  judged.kind === subject.kind &&
  judged.id === subject.id &&
  holdsOn({ validFrom, validTo }, asOf);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
