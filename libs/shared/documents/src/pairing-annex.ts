import { defineTable, readTable } from './table';

/**
 * A row of the annex (PA-1): the towns of one recipient city, as of 2020-12-31 (PA-N1). The sums are the printed ones;
 * a reader of this table computes its own and compares (PA-3).
 */
export interface PairingAnnexRow {
  readonly helperCity: string;
  readonly recipientCity: string;
  /** Key support towns helped by units of the helper city, of the province and the centre (one cell, I-26), of the city itself. */
  readonly prdTowns: number;
  readonly provincialTowns: number;
  readonly localTowns: number;
  /** All KEY_SUPPORT towns of the city. */
  readonly keyTotal: number;
  /** All CONSOLIDATION towns of the city. */
  readonly consolidationTotal: number;
}

/** The table of the annex: 13 rows, without its rows of sums (I-27). */
export const PAIRING_ANNEX = defineTable({
  file: 'pairing_annex.csv',
  columns: [
    'prd_city',
    'paired_city',
    'prd_towns',
    'provincial_towns',
    'local_towns',
    'key_total',
    'consolidation_total',
  ],
  row: (cells): PairingAnnexRow => ({
    helperCity: cells.text('prd_city'),
    recipientCity: cells.text('paired_city'),
    prdTowns: cells.count('prd_towns'),
    provincialTowns: cells.count('provincial_towns'),
    localTowns: cells.count('local_towns'),
    keyTotal: cells.count('key_total'),
    consolidationTotal: cells.count('consolidation_total'),
  }),
  key: ({ recipientCity }) => recipientCity,
});

/** The 13 rows of the annex. @throws FactsError */
export const pairingAnnex = (): readonly PairingAnnexRow[] => readTable(PAIRING_ANNEX);

/** The pioneer towns of one of seven cities (PA-2), as of 2020-12-31. */
export interface PioneerTownsRow {
  readonly city: string;
  readonly towns: number;
}

/** The table of pioneer towns. */
export const PIONEER_TOWNS = defineTable({
  file: 'pioneer_towns.csv',
  columns: ['city', 'count'],
  row: (cells): PioneerTownsRow => ({ city: cells.text('city'), towns: cells.count('count') }),
  key: ({ city }) => city,
});

/** The seven cities with their pioneer towns. @throws FactsError */
export const pioneerTowns = (): readonly PioneerTownsRow[] => readTable(PIONEER_TOWNS);

/** What a printed total counts. FUNDED_TOWNS are the key and the consolidation towns (P-4.11). */
export const ANNEX_MEASURES = [
  'PRD_TOWNS',
  'PROVINCIAL_TOWNS',
  'LOCAL_TOWNS',
  'KEY_TOTAL',
  'CONSOLIDATION_TOTAL',
  'PIONEER_TOTAL',
  'ALL_CATEGORIES',
  'FUNDED_TOWNS',
] as const;
export type AnnexMeasure = (typeof ANNEX_MEASURES)[number];

/** A total that the plan prints: what an import checks its own sums against, and never stores as data. */
export interface AnnexTotalRow {
  readonly scope: 'SUBTOTAL' | 'TOTAL';
  /** The helper city of a subtotal (小计); null for a total of the province. */
  readonly helperCity: string | null;
  readonly measure: AnnexMeasure;
  readonly towns: number;
  readonly clause: string;
  /** PRINTED: the figure itself is known. CHECKED_SUM: known is that the printed figure equals the sum of the rows. */
  readonly evidence: 'PRINTED' | 'CHECKED_SUM';
}

/** The table of printed totals. */
export const ANNEX_PRINTED_TOTALS = defineTable({
  file: 'annex_printed_totals.csv',
  columns: ['scope', 'helper_city', 'measure', 'value', 'clause', 'evidence'],
  row: (cells): AnnexTotalRow => {
    const scope = cells.oneOf('scope', ['SUBTOTAL', 'TOTAL']);
    const helperCity = cells.textOrNull('helper_city');
    if ((scope === 'SUBTOTAL') !== (helperCity !== null))
      cells.refuse('helper_city', `does not fit the scope ${scope}`);
    return {
      scope,
      helperCity,
      measure: cells.oneOf('measure', ANNEX_MEASURES),
      towns: cells.count('value'),
      clause: cells.text('clause'),
      evidence: cells.oneOf('evidence', ['PRINTED', 'CHECKED_SUM']),
    };
  },
  key: ({ helperCity, measure }) => `${helperCity ?? 'all'} ${measure}`,
});

/** The printed subtotals and totals of the annex. @throws FactsError */
export const annexPrintedTotals = (): readonly AnnexTotalRow[] => readTable(ANNEX_PRINTED_TOTALS);
