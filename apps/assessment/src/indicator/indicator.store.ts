import type { Indicator, IndicatorSubjectKind } from '@bangfu/assessment-domain';
import type { DivisionCode } from '@bangfu/kernel';

/** Which indicators a list is about; every field narrows it. */
export interface IndicatorFilter {
  readonly clauseId?: string;
  readonly subjectKind?: IndicatorSubjectKind;
  readonly jurisdiction?: DivisionCode;
}

/** What is needed of storage for indicators. */
export interface IndicatorStore {
  findByIds(ids: readonly string[]): Promise<readonly Indicator[]>;
  findByClauses(clauseIds: readonly string[]): Promise<readonly Indicator[]>;
  /** All indicators that measure these kinds of subjects, in their order. */
  findBySubjectKinds(kinds: readonly IndicatorSubjectKind[]): Promise<readonly Indicator[]>;
  /** A page in their order. */
  page(
    filter: IndicatorFilter,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly Indicator[]; hasMore: boolean }>;
  count(filter: IndicatorFilter): Promise<number>;
}
