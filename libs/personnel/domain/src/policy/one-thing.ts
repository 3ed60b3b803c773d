import type { DivisionCode, PlainDate, RuleStrength } from '@bangfu/kernel';
import { RULE_STRENGTH, valuesOf } from '@bangfu/kernel';

/** One of several requirements that speak of the same thing. */
export interface RequirementOnOneThing {
  readonly requirementId: string;
  readonly title: string;
  readonly strength: RuleStrength;
  readonly jurisdiction: DivisionCode;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
}

const STRENGTH_ORDER = valuesOf(RULE_STRENGTH);

/** The strictest of requirements on one thing: it applies, and the others are shown (I-13). The first one on a tie. */
export const strictest = (
  first: RequirementOnOneThing,
  ...others: readonly RequirementOnOneThing[]
): RequirementOnOneThing =>
  others.reduce((strict, other) => (order(other.strength) < order(strict.strength) ? other : strict), first);

const order = (strength: RuleStrength): number => STRENGTH_ORDER.indexOf(strength);
