import type { Unit } from '@bangfu/organization-domain';
import type { DispatchTier, DivisionCode, UnitId, UnitKind } from '@bangfu/kernel';

/** Which units a list is about; every field narrows it. */
export interface UnitFilter {
  readonly tier?: DispatchTier;
  readonly kind?: UnitKind;
  readonly divisionCode?: DivisionCode;
  /** A part of the name or of an alias. */
  readonly name?: string;
}

/** What is needed of storage for units. */
export interface UnitStore {
  findByIds(ids: readonly UnitId[]): Promise<readonly Unit[]>;
  /** A page in the order of names. */
  page(
    filter: UnitFilter,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly Unit[]; hasMore: boolean }>;
  count(filter: UnitFilter): Promise<number>;
}
