import type {
  Indicator,
  IndicatorReading,
  IndicatorSubjectKind,
  Measure,
  PolicyClause,
  PolicyDocument,
} from '@bangfu/assessment-domain';
import type { DatedLoader, RequestContext } from '@bangfu/graphql';
import type { ImportIssue, ImportIssueContext } from '@bangfu/import-issue';
import type { PolicyClauseStore } from './clause/clause.store';
import type { PolicyDocumentStore } from './document/document.store';
import type { IndicatorReadingStore } from './indicator-reading/indicator-reading.store';
import type { IndicatorStore } from './indicator/indicator.store';
import type { MeasureStore } from './measure/measure.store';

/** What the resolvers of this service are given with each request. */
export interface AssessmentContext extends RequestContext, ImportIssueContext {
  readonly stores: AssessmentStores;
  readonly loaders: {
    readonly document: DatedLoader<string, PolicyDocument>;
    readonly clause: DatedLoader<string, PolicyClause>;
    readonly measure: DatedLoader<string, Measure>;
    readonly measuresOfClause: DatedLoader<string, readonly Measure[]>;
    readonly indicator: DatedLoader<string, Indicator>;
    readonly indicatorsOfClause: DatedLoader<string, readonly Indicator[]>;
    readonly indicatorsOfSubjectKind: DatedLoader<IndicatorSubjectKind, readonly Indicator[]>;
    /** What was reported about a subject in the year of the day and the year before. */
    readonly readingsOfSubject: DatedLoader<string, readonly IndicatorReading[]>;
    readonly issues: DatedLoader<string, readonly ImportIssue[]>;
  };
}

/** The service's stores on its own database. */
export interface AssessmentStores {
  readonly documents: PolicyDocumentStore;
  readonly clauses: PolicyClauseStore;
  readonly measures: MeasureStore;
  readonly indicators: IndicatorStore;
  readonly readings: IndicatorReadingStore;
}
