import type { IndicatorReading } from '@bangfu/assessment-domain';
import type { Period, PlainDate } from '@bangfu/kernel';

/** Which readings a list is about; every field narrows it. */
export interface IndicatorReadingFilter {
  readonly indicatorId?: string;
  readonly subjectId?: string;
  readonly period?: Period;
}

/** What is needed of storage for the readings of indicators. */
export interface IndicatorReadingStore {
  /** The readings of subjects for periods that begin between two days, both included, in one find. */
  findOfSubjects(subjectIds: readonly string[], from: PlainDate, to: PlainDate): Promise<readonly IndicatorReading[]>;
  /** A page by indicator, subject and period. */
  page(
    filter: IndicatorReadingFilter,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly IndicatorReading[]; hasMore: boolean }>;
  count(filter: IndicatorReadingFilter): Promise<number>;
}
