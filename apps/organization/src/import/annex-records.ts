import { divisions, pairingAnnex, pioneerTowns, seedId } from '@bangfu/documents';
import type { DivisionCode } from '@bangfu/kernel';
import { fromDocument, idOf, invariant, plainDate } from '@bangfu/kernel';
import type { CityPairing, PioneerQuota } from '@bangfu/organization-domain';

const ISSUED_ON = plainDate('2021-06-04');
const ANNEX = '粤委办发电〔2021〕60号 附件';

/** The 13 pairings of the plan's annex with their quotas, subtotal rows left out (I-27). */
export function annexPairings(): readonly CityPairing[] {
  return pairingAnnex().map((row, place) => ({
    id: idOf('Pairing', seedId('pairing', ISSUED_ON, `${row.helperCity} ${row.recipientCity}`)),
    annexRow: place + 1,
    programme: 'TOWN_ASSISTANCE',
    helperCityCode: cityCode(row.helperCity),
    recipientCityCode: cityCode(row.recipientCity),
    quota: {
      prdCity: row.prdTowns,
      provincialAndCentral: row.provincialTowns,
      localCity: row.localTowns,
      consolidation: row.consolidationTotal,
    },
    validFrom: ISSUED_ON,
    validTo: null,
    source: fromDocument('PA-1', `${ANNEX} ${row.helperCity}—${row.recipientCity}`),
  }));
}

/** The pioneer towns of seven cities. */
export function annexPioneers(): readonly PioneerQuota[] {
  return pioneerTowns().map(({ city, towns }, place) => ({
    cityCode: cityCode(city),
    annexRow: place + 1,
    towns,
    source: fromDocument('PA-2', `${ANNEX} ${city}`),
  }));
}

function cityCode(name: string): DivisionCode {
  const city = divisions().find((division) => division.level === 'PREFECTURE_CITY' && division.name === name);
  invariant(city, `the annex's ${name} is a city of the register`);
  return city.code;
}
