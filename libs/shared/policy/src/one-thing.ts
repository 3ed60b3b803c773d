import { RULE_STRENGTH, invariant, valuesOf } from '@bangfu/kernel';
import type { DivisionCode, PlainDate } from '@bangfu/kernel';
import type { Target } from './comparison';
import type { RuleHeader } from './rule';
import { inForce } from './verdict';

/** How one demand stands to another. INCOMPARABLE: each asks something that the other does not, so both stand (I-44). */
export type Strictness = 'STRICTER' | 'EQUAL' | 'WEAKER' | 'INCOMPARABLE';

/** How the demand of the first stands to that of the second. */
export type CompareDemands<Demand> = (one: Demand, other: Demand) => Strictness;

/** What a rule, or a requirement without a computation, needs to be put beside others. */
export type DatedDemand = Pick<RuleHeader, 'id' | 'version' | 'jurisdiction' | 'validFrom' | 'validTo'>;

/** What the documents of several places say on one thing, and how their demands compare: the rules alone know that. */
export interface OneThing<Demand extends DatedDemand> {
  readonly demands: readonly Demand[];
  readonly compare: CompareDemands<Demand>;
}

/** A demand that is shown and not applied, and the one that stands in its place. */
export interface DemandBeside<Demand> {
  readonly demand: Demand;
  readonly strictness: 'EQUAL' | 'WEAKER';
  readonly than: Demand;
}

/** What holds for a place on a day: the strictest demands, and beside them those that yield to them. */
export interface InForceFor<Demand> {
  readonly applies: readonly Demand[];
  readonly beside: readonly DemandBeside<Demand>[];
}

/**
 * What holds on one thing for a place on a day. A stricter local demand wins over a wider one, a weaker one yields and is
 * shown (I-13); incomparable ones hold both (I-44); of equal ones the widest jurisdiction's stands.
 * @param jurisdictions the place's own division and those around it, the widest first: province, city, county, town.
 */
export function inForceFor<Demand extends DatedDemand>(
  { demands, compare }: OneThing<Demand>,
  jurisdictions: readonly DivisionCode[],
  day: PlainDate,
): InForceFor<Demand> {
  const binding = inForce(
    demands.filter(({ jurisdiction }) => jurisdictions.includes(jurisdiction)),
    day,
  ).toSorted((a, b) => jurisdictions.indexOf(a.jurisdiction) - jurisdictions.indexOf(b.jurisdiction));
  const yieldsTo = (demand: Demand, other: Demand): boolean => {
    const strictness = compare(demand, other);
    return strictness === 'WEAKER' || (strictness === 'EQUAL' && binding.indexOf(other) < binding.indexOf(demand));
  };
  const applies = binding.filter((demand) => !binding.some((other) => other !== demand && yieldsTo(demand, other)));
  const beside = binding
    .filter((demand) => !applies.includes(demand))
    .map((demand): DemandBeside<Demand> => {
      const than = applies.find((other) => yieldsTo(demand, other));
      invariant(than, `what ${demand.id} yields to is applied: the comparison is an order`);
      return { demand, strictness: compare(demand, than) === 'EQUAL' ? 'EQUAL' : 'WEAKER', than };
    });
  return { applies, beside };
}

/** Compares by the wording alone: 必须 is stricter than 原则上, 原则上 than 一般, and so on down the vocabulary. */
export const byStrength: CompareDemands<Pick<RuleHeader, 'strength'>> = (one, other) =>
  ofNumbers(rankOf(other.strength) - rankOf(one.strength));

/** Compares what two targets let pass: the one that lets less pass is stricter. Kinds of target that do not meet are INCOMPARABLE. */
export const byTarget =
  <Demand>(targetOf: (demand: Demand) => Target): CompareDemands<Demand> =>
  (one, other) =>
    compareTargets(targetOf(one), targetOf(other));

/** Compares by several sides at once: stricter on one and weaker on another is INCOMPARABLE. */
export const bySeveral =
  <Demand>(...sides: readonly CompareDemands<Demand>[]): CompareDemands<Demand> =>
  (one, other) =>
    sides.map((compare) => compare(one, other)).reduce(both, 'EQUAL');

function both(a: Strictness, b: Strictness): Strictness {
  if (a === 'EQUAL' || a === b) return b;
  return b === 'EQUAL' ? a : 'INCOMPARABLE';
}

const rankOf = (strength: RuleHeader['strength']): number => valuesOf(RULE_STRENGTH).indexOf(strength);

const ofNumbers = (excess: number): Strictness => (excess > 0 ? 'STRICTER' : excess < 0 ? 'WEAKER' : 'EQUAL');

/** What a target lets pass: from (included unless `open`) to. */
interface Passing {
  readonly from: number;
  readonly open: boolean;
  readonly to: number;
}

function compareTargets(one: Target, other: Target): Strictness {
  const [ours, theirs] = [passing(one), passing(other)];
  // A comparison with the last period has no bounds of its own, so it meets only its like.
  if (!ours || !theirs) return one.comparator === other.comparator ? 'EQUAL' : 'INCOMPARABLE';
  const fromBelow = ofNumbers(ours.from - theirs.from || Number(ours.open) - Number(theirs.open));
  return both(fromBelow, ofNumbers(theirs.to - ours.to));
}

function passing({ comparator, value, max }: Target): Passing | null {
  if (comparator === 'AT_LEAST_LAST_PERIOD') return null;
  invariant(value !== null, `a target ${comparator} has a number`);
  switch (comparator) {
    case 'AT_LEAST':
      return { from: value, open: false, to: Infinity };
    case 'MORE_THAN':
      return { from: value, open: true, to: Infinity };
    case 'AT_MOST':
      return { from: -Infinity, open: false, to: value };
    case 'EXACTLY':
      return { from: value, open: false, to: value };
    case 'BETWEEN':
      invariant(max !== null, 'a target BETWEEN has two numbers');
      return { from: value, open: false, to: max };
  }
}
