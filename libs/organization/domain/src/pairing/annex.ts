import type { CityRole, DivisionCode } from '@bangfu/kernel';
import type { CityPairing, PioneerQuota, TownQuota } from './city-pairing';

/** A quota with the sum over its three kinds of helpers: the key support towns. */
export interface QuotaSum extends TownQuota {
  readonly keySupport: number;
}

/** The subtotal of one helper city. */
export interface HelperSubtotal {
  readonly helperCityCode: DivisionCode;
  readonly quota: QuotaSum;
}

/** The annex's totals, computed from its rows (PA-3): subtotal rows are never stored. */
export interface AnnexTotals {
  readonly quota: QuotaSum;
  readonly pioneer: number;
  /** All three classes: the 1,127 of P-2.2a. */
  readonly allTowns: number;
}

/** The annex's number of towns of a city beside the register's (I-67). Nothing is added or dropped to make them fit. */
export interface CityComparison {
  readonly cityCode: DivisionCode;
  readonly annexTowns: number;
  readonly registerTowns: number;
}

/** Adds quotas up. */
export function sumQuotas(quotas: readonly TownQuota[]): QuotaSum {
  const sum = (of: keyof TownQuota) => quotas.reduce((total, quota) => total + quota[of], 0);
  const [prdCity, provincialAndCentral, localCity] = [sum('prdCity'), sum('provincialAndCentral'), sum('localCity')];
  return {
    prdCity,
    provincialAndCentral,
    localCity,
    consolidation: sum('consolidation'),
    keySupport: prdCity + provincialAndCentral + localCity,
  };
}

/** The subtotals, one for each helper city, in the order in which the annex names them. */
export function helperSubtotals(pairings: readonly CityPairing[]): readonly HelperSubtotal[] {
  const helpers = [...new Set(pairings.map(({ helperCityCode }) => helperCityCode))];
  return helpers.map((helperCityCode) => ({
    helperCityCode,
    quota: sumQuotas(pairings.filter((pairing) => pairing.helperCityCode === helperCityCode).map(({ quota }) => quota)),
  }));
}

/** The totals over all pairings and pioneer cities. */
export function annexTotals(pairings: readonly CityPairing[], pioneers: readonly PioneerQuota[]): AnnexTotals {
  const quota = sumQuotas(pairings.map((pairing) => pairing.quota));
  const pioneer = pioneers.reduce((total, { towns }) => total + towns, 0);
  return { quota, pioneer, allTowns: quota.keySupport + quota.consolidation + pioneer };
}

/** City by city: the annex's towns beside the register's. `registerTowns` counts towns and townships by city. */
export function compareWithRegister(
  pairings: readonly CityPairing[],
  pioneers: readonly PioneerQuota[],
  registerTowns: ReadonlyMap<DivisionCode, number>,
): readonly CityComparison[] {
  const helped = pairings.map(({ recipientCityCode, quota }) => {
    const { keySupport, consolidation } = sumQuotas([quota]);
    return { cityCode: recipientCityCode, annexTowns: keySupport + consolidation };
  });
  const leading = pioneers.map(({ cityCode, towns }) => ({ cityCode, annexTowns: towns }));
  return [...helped, ...leading].map((city) => ({ ...city, registerTowns: registerTowns.get(city.cityCode) ?? 0 }));
}

/** What a city is in the programme (P-2.2h): independent roles, none derived from another (I-24). */
export function cityRoles(
  city: DivisionCode,
  pairings: readonly CityPairing[],
  pioneers: readonly PioneerQuota[],
): readonly CityRole[] {
  return [
    ...(pairings.some(({ helperCityCode }) => helperCityCode === city) ? (['HELPER'] as const) : []),
    ...(pairings.some(({ recipientCityCode }) => recipientCityCode === city) ? (['RECIPIENT'] as const) : []),
    ...(pioneers.some(({ cityCode }) => cityCode === city) ? (['PIONEER'] as const) : []),
  ];
}
