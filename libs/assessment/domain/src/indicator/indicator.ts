import type { DivisionCode, PeriodKind, PlainDate, RuleStrength, Source } from '@bangfu/kernel';
import type { Target } from '@bangfu/policy';
import type { DataOwner, IndicatorSubjectKind, IndicatorUnit } from './vocabulary';

/** A quantity that a clause asks for: what is measured, against which target, how often (指标). */
export interface Indicator {
  /** `D-I08`, or for the province's indicators the requirement (`P-3.7b1`). */
  readonly id: string;
  /** Its place among all indicators, from 1. */
  readonly place: number;
  readonly clauseId: string;
  /** The atomic part of the clause, such as `D-5b`. */
  readonly requirementId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly subjectKind: IndicatorSubjectKind;
  /** What is measured, in the words of the indicator table: `recipient city (韶关市/揭阳市)`. */
  readonly subjectWords: string;
  /** In `unit`; a comparison with last year has no number. */
  readonly target: Target;
  /** The word printed in the place of a number (一批, I-41); null where a number is printed. */
  readonly printedQuantity: string | null;
  readonly unit: IndicatorUnit;
  /** The length of the periods for which readings are given. */
  readonly periodKind: PeriodKind;
  /** As printed: `2022`, `year`, `by 2025`; null where the text names no time. */
  readonly printedPeriod: string | null;
  /** The later year by which a goal is to be reached; null where the target holds in each period. */
  readonly dueYear: number | null;
  readonly strength: RuleStrength;
  /** As printed; empty where the indicator names nobody. */
  readonly responsible: readonly string[];
  /** How many subjects the text gives; null when it gives none. */
  readonly scopeCount: number | null;
  /** What follows from target and number of subjects; derived, not printed. */
  readonly derivedTotal: { readonly from: number; readonly to: number } | null;
  /** The division whose bodies it binds. */
  readonly jurisdiction: DivisionCode;
  /** The first day it binds: that of its document. A period that ended before it is not judged (I-49). */
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  /** The records that a reading comes from. */
  readonly dataSource: string;
  readonly dataOwner: DataOwner;
  readonly note: string | null;
  readonly source: Source;
}
