import type { SupportGroup } from '@bangfu/organization-domain';
import type { DispatchTier, DivisionCode, GroupStatus, PlainDate, SupportGroupId } from '@bangfu/kernel';

/** Which groups a list is about; every field narrows it. */
export interface SupportGroupFilter {
  readonly tier?: DispatchTier;
  readonly status?: GroupStatus;
  readonly townCodes?: readonly DivisionCode[];
  readonly helperCityCode?: DivisionCode;
}

/** What is needed of storage for support groups. */
export interface SupportGroupStore {
  findByIds(ids: readonly SupportGroupId[]): Promise<readonly SupportGroup[]>;
  /** The groups of towns on a day, in one find. */
  findByTowns(townCodes: readonly DivisionCode[], day: PlainDate): Promise<readonly SupportGroup[]>;
  /** A page in the order of the towns' codes. */
  page(
    filter: SupportGroupFilter,
    day: PlainDate,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly SupportGroup[]; hasMore: boolean }>;
  count(filter: SupportGroupFilter, day: PlainDate): Promise<number>;
}
