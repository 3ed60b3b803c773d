import type { IndicatorReadingId, Period, Source } from '@bangfu/kernel';
import type { IndicatorSubjectKind } from './vocabulary';

/** What was reported for a subject and a period; one for each indicator, subject and period (指标读数). */
export interface IndicatorReading {
  readonly id: IndicatorReadingId;
  readonly indicatorId: string;
  readonly subjectKind: IndicatorSubjectKind;
  /** The division code or id of what was measured. */
  readonly subjectId: string;
  readonly period: Period;
  /** A finite number in the indicator's unit. Zero is a reading; a missing reading is not zero. */
  readonly value: number;
  readonly source: Source;
}

/** Finds the reading of an indicator for a period among those of one subject; null when none was reported. */
export const readingFor = (
  readings: readonly IndicatorReading[],
  indicatorId: string,
  { kind, value }: Period,
): IndicatorReading | null =>
  readings.find(
    (reading) => reading.indicatorId === indicatorId && reading.period.kind === kind && reading.period.value === value,
  ) ?? null;
