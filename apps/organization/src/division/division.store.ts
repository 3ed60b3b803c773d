import type { Division } from '@bangfu/organization-domain';
import type { DivisionCode, DivisionKind, DivisionLevel, PlainDate } from '@bangfu/kernel';

/** Which divisions a list is about; every field narrows it. */
export interface DivisionFilter {
  readonly level?: DivisionLevel;
  readonly kinds?: readonly DivisionKind[];
  readonly parentCode?: DivisionCode;
  readonly cityCode?: DivisionCode;
  readonly countyCode?: DivisionCode;
  readonly codes?: readonly DivisionCode[];
  /** A part of the name or of an alias. */
  readonly name?: string;
}

/** The orders in which divisions are listed; the code breaks ties. */
export const DIVISION_ORDERS = ['CODE', 'NAME'] as const;
export type DivisionOrder = (typeof DIVISION_ORDERS)[number];

/** What is needed of storage for divisions. Every question is about a day. */
export interface DivisionStore {
  /** Divisions by a code they carried on the day, in one find. */
  findByCodes(codes: readonly DivisionCode[], day: PlainDate): Promise<readonly Division[]>;
  page(
    filter: DivisionFilter,
    day: PlainDate,
    order: DivisionOrder,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly Division[]; hasMore: boolean }>;
  count(filter: DivisionFilter, day: PlainDate): Promise<number>;
  /** The villages of towns on a day, by code, in one find. */
  findVillagesOf(townCodes: readonly DivisionCode[], day: PlainDate): Promise<readonly Division[]>;
  /** How many towns and townships, the ones that the 1,127 counts, the register has in each city. */
  countTownsByCity(day: PlainDate): Promise<ReadonlyMap<DivisionCode, number>>;
}
