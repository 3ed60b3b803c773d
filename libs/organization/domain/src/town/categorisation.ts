import type { DivisionCode, Source, TownCategory, Validity } from '@bangfu/kernel';

/**
 * The class of a town for a time, as a source gives it. `category` is null where the source prints a label that is none
 * of the three classes (街道自身帮扶, I-03): the label is kept and nobody's guess takes its place.
 */
export interface TownCategorisation extends Validity {
  readonly id: string;
  readonly townCode: DivisionCode;
  readonly category: TownCategory | null;
  readonly localLabel: string | null;
  readonly source: Source;
}
