import { VERDICT_OUTCOME, daysOf, valuesOf } from '@bangfu/kernel';
import type { DivisionCode, Period, SupportGroupId, TownCategory, VerdictOutcome } from '@bangfu/kernel';
import { evaluate } from '@bangfu/policy';
import type { Verdict, VerdictSubject } from '@bangfu/policy';
import { periodsWithin, yearBefore } from '../indicator/indicator-period';
import type { Indicator } from '../indicator/indicator';
import { readingFor } from '../indicator/indicator-reading';
import type { IndicatorReading } from '../indicator/indicator-reading';
import { indicatorRule } from '../indicator/indicator-rule';
import { reachOf, reachOfKeyTown } from '../indicator/reach';
import type { Reach, SupportingGroup, Territory } from '../indicator/reach';
import type { IndicatorSubjectKind } from '../indicator/vocabulary';

/** The kinds of subjects that a town's assessment covers: the town itself and the group that supports it. */
export const TOWN_SUBJECT_KINDS = [
  'TOWN',
  'KEY_TOWN',
  'SUPPORT_GROUP',
] as const satisfies readonly IndicatorSubjectKind[];

/** A town as organization knows it on the day asked about. */
export interface AssessedTown extends Territory {
  readonly code: DivisionCode;
}

/** One indicator for one of its periods: what was reported, and what follows. */
export interface AssessedIndicator {
  readonly indicator: Indicator;
  readonly period: Period;
  readonly reading: IndicatorReading | null;
  readonly verdict: Verdict;
}

/** How many verdicts have each outcome. */
export type OutcomeCounts = Readonly<Record<VerdictOutcome, number>>;

/**
 * Judges a town and its group by the indicators that measure them, in each of the indicators' own periods that lies
 * within the period asked for. `readings` are those of the town and of the group, in that period and the year before.
 */
export function assessTown(
  indicators: readonly Indicator[],
  { code, ...territory }: AssessedTown,
  asked: Period,
  readings: readonly IndicatorReading[],
): readonly AssessedIndicator[] {
  const { group } = territory;
  const town: VerdictSubject = { kind: 'Town', id: code };
  const supporter: VerdictSubject = group === null ? town : { kind: 'SupportGroup', id: group.id };
  const isKeyTown = reachOfKeyTown(territory);
  return indicators
    .filter(({ subjectKind }) => isTownSubject(subjectKind))
    .flatMap((indicator) => {
      const reach = reachOf(indicator.jurisdiction, territory);
      return assessIndicator(
        indicator,
        indicator.subjectKind === 'SUPPORT_GROUP' ? supporter : town,
        indicator.subjectKind === 'KEY_TOWN' ? both(reach, isKeyTown) : reach,
        asked,
        readings,
      );
    });
}

const isTownSubject = (kind: IndicatorSubjectKind): boolean =>
  (TOWN_SUBJECT_KINDS as readonly IndicatorSubjectKind[]).includes(kind);

/** Judges a support group alone by the indicators that measure groups. `category` is its town's, where known. */
export function assessGroup(
  indicators: readonly Indicator[],
  group: SupportingGroup & { readonly category?: TownCategory | null },
  asked: Period,
  readings: readonly IndicatorReading[],
): readonly AssessedIndicator[] {
  const territory: Territory = { category: group.category ?? null, group };
  const subject: VerdictSubject & { readonly id: SupportGroupId } = { kind: 'SupportGroup', id: group.id };
  return indicators
    .filter(({ subjectKind }) => subjectKind === 'SUPPORT_GROUP')
    .flatMap((indicator) =>
      assessIndicator(indicator, subject, reachOf(indicator.jurisdiction, territory), asked, readings),
    );
}

/** How many of the verdicts have each outcome; they add up to the number of verdicts. */
export function countOutcomes(assessed: readonly AssessedIndicator[]): OutcomeCounts {
  const count = (outcome: VerdictOutcome) => assessed.filter(({ verdict }) => verdict.outcome === outcome).length;
  return Object.fromEntries(valuesOf(VERDICT_OUTCOME).map((outcome) => [outcome, count(outcome)])) as Record<
    VerdictOutcome,
    number
  >;
}

function assessIndicator(
  indicator: Indicator,
  subject: VerdictSubject,
  reach: Reach,
  asked: Period,
  readings: readonly IndicatorReading[],
): readonly AssessedIndicator[] {
  const ofSubject = readings.filter(({ subjectId }) => subjectId === subject.id);
  const rule = indicatorRule(indicator);
  return periodsWithin(indicator.periodKind, asked).map((period) => {
    const reading = readingFor(ofSubject, indicator.id, period);
    const before = yearBefore(period);
    const baseline = before && readingFor(ofSubject, indicator.id, before);
    const verdict = evaluate(rule, { reach, period, reading, baseline }, subject, daysOf(period).endsOn);
    return { indicator, period, reading, verdict };
  });
}

/** Both must reach: what one of them excludes is out of reach, what one of them does not know is not known. */
function both(a: Reach, b: Reach): Reach {
  const states = [a.state, b.state];
  const state = states.includes('NOT_REACHED') ? 'NOT_REACHED' : states.includes('UNKNOWN') ? 'UNKNOWN' : 'REACHED';
  const known = new Set(a.inputs.map(({ name }) => name));
  return { state, inputs: [...a.inputs, ...b.inputs.filter(({ name }) => !known.has(name))] };
}
