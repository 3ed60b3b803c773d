import type { DispatchTier, DivisionCode, Source, UnitId, UnitKind, Validity } from '@bangfu/kernel';

/** A name by which a document calls a unit: `市林业局` is 韶关's where 韶关 is the context. */
export interface UnitAlias {
  readonly name: string;
  readonly source: Source;
}

/** A body that supports, dispatches, is responsible or is assessed. Its tier is its own, whatever group it is in (I-09). */
export interface Unit extends Validity {
  readonly id: UnitId;
  readonly name: string;
  readonly kind: UnitKind;
  readonly tier: DispatchTier;
  /** The division it belongs to, where that is known. */
  readonly divisionCode: DivisionCode | null;
  readonly aliases: readonly UnitAlias[];
  readonly source: Source;
}
