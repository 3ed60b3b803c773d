import { pairingAnnex, seedId } from '@bangfu/documents';
import { TOWN_ASSISTANCE_FUNDS, averageOfYear, fundingYears, oblige } from '@bangfu/funds-domain';
import type { FundingObligation } from '@bangfu/funds-domain';
import { fromDocument, idOf, invariant } from '@bangfu/kernel';
import { cityCodeOf } from './city-code';
import { dueRuleOf } from './printed-due-rules';

const ISSUED_ON = '2021-06-04';
const ANNEX = '粤委办发电〔2021〕60号 附件';

/** The obligations that follow from the annex: one for each of its 13 pairs of cities and each funded year. */
export const annexObligations = (): readonly FundingObligation[] => fundingYears(TOWN_ASSISTANCE_FUNDS).flatMap(ofYear);

function ofYear(year: number): readonly FundingObligation[] {
  const { programme } = TOWN_ASSISTANCE_FUNDS;
  const average = averageOfYear(TOWN_ASSISTANCE_FUNDS, year);
  invariant(average, `the plan states an average for ${year}`);
  return pairingAnnex().map((row, place) => {
    const recipientCityCode = cityCodeOf(row.recipientCity);
    return oblige({
      id: idOf('FundingObligation', seedId('obligation', ISSUED_ON, `${programme} ${recipientCityCode} ${year}`)),
      programme,
      year,
      annexRow: place + 1,
      helperCityCode: cityCodeOf(row.helperCity),
      recipientCityCode,
      towns: { keySupport: row.keyTotal, consolidation: row.consolidationTotal },
      averagePerTown: average.amount,
      dueRule: dueRuleOf(row.helperCity, year),
      source: fromDocument('PA-1', `${ANNEX} ${row.helperCity}—${row.recipientCity}`),
    });
  });
}
