import { isSynthetic } from '@bangfu/kernel';
import { presentSource } from '@bangfu/graphql';
import { sumQuotas } from '@bangfu/organization-domain';
import type { CityPairing, QuotaSum } from '@bangfu/organization-domain';
import { Pairing, TownQuota } from './pairing.graphql';

/** A pairing of cities as the graph shows it. */
export const presentPairing = ({
  id,
  programme,
  helperCityCode,
  recipientCityCode,
  quota,
  validFrom,
  validTo,
  source,
}: CityPairing): Pairing =>
  Object.assign(new Pairing(), {
    id,
    kind: 'CITY' as const,
    programme,
    helperCityCode,
    recipientCityCode,
    quota: presentQuota(sumQuotas([quota])),
    validFrom,
    validTo,
    source: presentSource(source),
    synthetic: isSynthetic(source),
  });

/** A quota with its sum as the graph shows it. */
export const presentQuota = (quota: QuotaSum): TownQuota => Object.assign(new TownQuota(), quota);
