import type { DivisionCode, PairingId, Programme, Source, Validity } from '@bangfu/kernel';

/**
 * How many towns the annex gives a pair of cities, by who helps them. Named, never by position (I-23). One cell stands
 * for provincial and central units together (I-26).
 */
export interface TownQuota {
  readonly prdCity: number;
  readonly provincialAndCentral: number;
  readonly localCity: number;
  readonly consolidation: number;
}

/** A helper city and a recipient city (PA-4), with the annex's quota of towns. */
export interface CityPairing extends Validity {
  readonly id: PairingId;
  /** Its row in the annex, subtotal rows not counted; the order in which the annex names the pairs. */
  readonly annexRow: number;
  readonly programme: Programme;
  readonly helperCityCode: DivisionCode;
  readonly recipientCityCode: DivisionCode;
  readonly quota: TownQuota;
  readonly source: Source;
}

/** How many pioneer towns the annex gives a city (PA-2). */
export interface PioneerQuota {
  readonly cityCode: DivisionCode;
  readonly annexRow: number;
  readonly towns: number;
  readonly source: Source;
}
