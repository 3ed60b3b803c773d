import { FUNDED_TOWN_CLASSES, YEARLY_TOTAL, averageOfYear, byHelperCity, totalObligations } from '@bangfu/funds-domain';
import type { FundProgramme, FundingObligation, FundingTotals, HelperCityFunding } from '@bangfu/funds-domain';
import type { PlainDate } from '@bangfu/kernel';
import { evaluate } from '@bangfu/policy';
import type { Verdict } from '@bangfu/policy';
import type { FundingObligationStore } from '../obligation/obligation.store';

/** The obligations of a year with their sums and what the rules find about them. */
export interface SummaryReading {
  readonly obligations: readonly FundingObligation[];
  readonly helperCities: readonly HelperCityFunding[];
  readonly totals: FundingTotals;
  readonly verdicts: readonly Verdict[];
}

/**
 * Reads the stored obligations of a year and adds them up; null for a year that the programme does not fund, and where
 * none is stored: a sum over nothing would be a zero that nobody knows.
 */
export async function readSummary(
  programme: FundProgramme,
  obligations: FundingObligationStore,
  year: number,
  day: PlainDate,
): Promise<SummaryReading | null> {
  const average = averageOfYear(programme, year);
  if (average === null) return null;
  const rows = await obligations.findOfYear(year);
  if (rows.length === 0) return null;
  const totals = totalObligations(rows);
  const subject = { kind: 'FundingSummary', id: String(year) };
  return {
    obligations: rows,
    totals,
    helperCities: byHelperCity(rows),
    verdicts: [YEARLY_TOTAL, FUNDED_TOWN_CLASSES].map((rule) =>
      evaluate(rule, { year, averagePerTown: average.amount, totals }, subject, day),
    ),
  };
}
