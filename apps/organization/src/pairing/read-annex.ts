import type { PlainDate, TownCategory } from '@bangfu/kernel';
import { TOWN_CATEGORY, valuesOf } from '@bangfu/kernel';
import {
  ANNEX_ARITHMETIC,
  CATEGORY_COUNTS,
  annexTotals,
  compareWithRegister,
  helperSubtotals,
} from '@bangfu/organization-domain';
import type {
  AnnexTotals,
  CityComparison,
  CityPairing,
  HelperSubtotal,
  PioneerQuota,
  PrintedFigure,
} from '@bangfu/organization-domain';
import { evaluate } from '@bangfu/policy';
import type { Verdict } from '@bangfu/policy';
import type { OrganizationStores } from '../context';

/** The annex on a day: its rows, what they add up to, and how that stands beside the register. */
export interface AnnexReading {
  readonly pairings: readonly CityPairing[];
  readonly pioneers: readonly PioneerQuota[];
  readonly subtotals: readonly HelperSubtotal[];
  readonly totals: AnnexTotals;
  readonly comparison: readonly CityComparison[];
  readonly verdicts: readonly Verdict[];
}

/** The figures that the plan prints, each with the way to it in the computed totals (PA-3, P-2.2). */
const PRINTED_TOTALS: readonly (readonly [name: string, printed: number, computed: (totals: AnnexTotals) => number])[] =
  [
    ['珠三角市帮扶', 300, ({ quota }) => quota.prdCity],
    ['省直、中直驻粤单位帮扶', 121, ({ quota }) => quota.provincialAndCentral],
    ['属地市直单位帮扶', 179, ({ quota }) => quota.localCity],
    ['重点帮扶镇', 600, ({ quota }) => quota.keySupport],
    ['巩固提升镇', 301, ({ quota }) => quota.consolidation],
    ['先行示范镇', 226, ({ pioneer }) => pioneer],
    ['全部乡镇', 1127, ({ allTowns }) => allTowns],
  ];

/** Reads the annex from its stored rows, computes every sum, and sets it beside the register and the printed totals. */
export async function readAnnex(
  { pairings, divisions, categorisations }: OrganizationStores,
  day: PlainDate,
): Promise<AnnexReading> {
  const [rows, pioneers, registerTowns, classed] = await Promise.all([
    pairings.findInForce({}, day),
    pairings.pioneerQuotas(),
    divisions.countTownsByCity(day),
    categorisations.countByCategory(day),
  ]);
  const totals = annexTotals(rows, pioneers);
  const comparison = compareWithRegister(rows, pioneers, registerTowns);
  const figures = PRINTED_TOTALS.map(([name, printed, computed]): PrintedFigure => ({
    name,
    printed,
    computed: computed(totals),
  }));
  const classedTowns = [...classed.values()].reduce((sum, towns) => sum + towns, 0);
  const uncategorised = comparison.reduce((sum, city) => sum + city.registerTowns, 0) - classedTowns;
  const countVerdict = (category: TownCategory) =>
    evaluate(
      CATEGORY_COUNTS[category],
      { counted: classed.get(category) ?? 0, uncategorised },
      { kind: 'TownCategory', id: category },
      day,
    );
  return {
    pairings: rows,
    pioneers,
    totals,
    comparison,
    subtotals: helperSubtotals(rows),
    verdicts: [
      evaluate(ANNEX_ARITHMETIC, figures, { kind: 'PairingAnnex', id: 'PA' }, day),
      ...valuesOf(TOWN_CATEGORY).map(countVerdict),
    ],
  };
}
