import { annexPrintedTotals } from '@bangfu/documents';
import type { AnnexMeasure } from '@bangfu/documents';
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

/** The totals that the plan prints (PA-3, P-2.2, P-4.11a), each with the way to it in the computed totals. */
const COMPUTED: Readonly<
  Record<AnnexMeasure, { readonly name: string; readonly of: (totals: AnnexTotals) => number }>
> = {
  PRD_TOWNS: { name: '珠三角市帮扶', of: ({ quota }) => quota.prdCity },
  PROVINCIAL_TOWNS: { name: '省直、中直驻粤单位帮扶', of: ({ quota }) => quota.provincialAndCentral },
  LOCAL_TOWNS: { name: '属地市直单位帮扶', of: ({ quota }) => quota.localCity },
  KEY_TOTAL: { name: '重点帮扶镇', of: ({ quota }) => quota.keySupport },
  CONSOLIDATION_TOTAL: { name: '巩固提升镇', of: ({ quota }) => quota.consolidation },
  PIONEER_TOTAL: { name: '先行示范镇', of: ({ pioneer }) => pioneer },
  ALL_CATEGORIES: { name: '全部乡镇', of: ({ allTowns }) => allTowns },
  FUNDED_TOWNS: { name: '资金帮扶乡镇', of: ({ quota }) => quota.keySupport + quota.consolidation },
};
const PRINTED_TOTALS = annexPrintedTotals().filter(({ evidence }) => evidence === 'PRINTED');

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
  const figures = PRINTED_TOTALS.map(({ measure, towns }): PrintedFigure => ({
    name: COMPUTED[measure].name,
    printed: towns,
    computed: COMPUTED[measure].of(totals),
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
