import type { FundingObligation } from '@bangfu/funds-domain';
import type { DivisionCode, FundingObligationId } from '@bangfu/kernel';

/** Which obligations a list is about; every field narrows it. */
export interface FundingObligationFilter {
  readonly year?: number;
  readonly helperCityCode?: DivisionCode;
  readonly recipientCityCode?: DivisionCode;
}

/** The order of a list of obligations; the id breaks ties. */
export type FundingObligationOrder = 'YEAR' | 'RECIPIENT_CITY' | 'TOTAL';

/** The obligations of a city in both its roles, by year and then in the annex's order. */
export interface CityObligations {
  readonly asRecipient: readonly FundingObligation[];
  readonly asHelper: readonly FundingObligation[];
}

/** What is needed of storage for the obligations of town assistance; another programme's are never among them. */
export interface FundingObligationStore {
  findByIds(ids: readonly FundingObligationId[]): Promise<readonly FundingObligation[]>;
  /** The obligations of cities, in one find; a city that is not in the answer has none. */
  findByCities(cityCodes: readonly DivisionCode[]): Promise<ReadonlyMap<DivisionCode, CityObligations>>;
  /** All obligations of a year, in the annex's order. */
  findOfYear(year: number): Promise<readonly FundingObligation[]>;
  page(
    filter: FundingObligationFilter,
    order: FundingObligationOrder,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly FundingObligation[]; hasMore: boolean }>;
  count(filter: FundingObligationFilter): Promise<number>;
}
