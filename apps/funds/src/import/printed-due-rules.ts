import { dongguanIndicators, pairingAnnex, policyDocuments } from '@bangfu/documents';
import type { DueRule } from '@bangfu/funds-domain';
import { NONE_PRINTED } from '@bangfu/funds-domain';
import { invariant } from '@bangfu/kernel';

/** A due rule that a helper city's own document prints, and the one year that document is for. */
export interface PrintedDueRule {
  readonly helperCity: string;
  readonly year: number;
  readonly rule: DueRule;
  /** The recipient cities that the document names. */
  readonly recipientCities: readonly string[];
}

const DUE_INDICATOR = 'D-I13';

/**
 * What the documents print about the day by which a helper city pays: 东莞市's key points of 2022, and nothing else
 * (I-54). The helper city is the one that issued the document; the days, the year and the cities stand in its indicator.
 */
export function printedDueRules(): readonly PrintedDueRule[] {
  const issuers = policyDocuments().find(({ id }) => id === 'D')?.issuers ?? [];
  const helperCity = pairingAnnex().find((row) =>
    issuers.some((issuer) => issuer.includes(row.helperCity)),
  )?.helperCity;
  invariant(helperCity, 'the issuer of document D is a helper city of the annex');
  const indicator = dongguanIndicators().find(({ id }) => id === DUE_INDICATOR);
  invariant(indicator?.unit === 'day after budget adoption', `${DUE_INDICATOR} counts days after budget adoption`);
  invariant(indicator.target !== null, `${DUE_INDICATOR} gives the number of days`);
  return [
    {
      helperCity,
      year: Number(indicator.period),
      rule: { kind: 'DAYS_AFTER_BUDGET_ADOPTION', days: indicator.target, requirementId: `${indicator.clause}b` },
      recipientCities: indicator.subjectKind.match(/\p{Script=Han}+市/gu) ?? [],
    },
  ];
}

/** The due rule of a helper city in a year: the printed one, or none. A document is not stretched to years it is not for. */
export const dueRuleOf = (helperCity: string, year: number): DueRule =>
  printedDueRules().find((printed) => printed.helperCity === helperCity && printed.year === year)?.rule ?? NONE_PRINTED;
