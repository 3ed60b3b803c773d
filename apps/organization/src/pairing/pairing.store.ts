import type { CityPairing, PioneerQuota } from '@bangfu/organization-domain';
import type { DivisionCode, PairingId, PlainDate } from '@bangfu/kernel';

/** Which pairings a list is about; every field narrows it. */
export interface PairingFilter {
  readonly helperCityCode?: DivisionCode;
  readonly recipientCityCode?: DivisionCode;
}

/** What is needed of storage for pairings of cities and the annex's quotas. */
export interface PairingStore {
  findByIds(ids: readonly PairingId[]): Promise<readonly CityPairing[]>;
  /** A page of the pairings in force on the day, in the annex's order. */
  page(
    filter: PairingFilter,
    day: PlainDate,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly CityPairing[]; hasMore: boolean }>;
  count(filter: PairingFilter, day: PlainDate): Promise<number>;
  /** All pairings in force on the day, in the annex's order. */
  findInForce(filter: PairingFilter, day: PlainDate): Promise<readonly CityPairing[]>;
  pioneerQuotas(): Promise<readonly PioneerQuota[]>;
}
