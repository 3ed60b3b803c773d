import { buildSubgraph } from '@bangfu/graphql';
import type { Subgraph } from '@bangfu/graphql';
import { importIssueResolver } from '@bangfu/import-issue';
import { policyClauseReference } from './clause/clause.reference';
import { PolicyClauseResolver } from './clause/clause.resolver';
import type { AssessmentContext } from './context';
import { PolicyDocumentResolver } from './document/document.resolver';
import { IndicatorReadingResolver } from './indicator-reading/indicator-reading.resolver';
import { indicatorReference } from './indicator/indicator.reference';
import { IndicatorResolver } from './indicator/indicator.resolver';
import { measureReference } from './measure/measure.reference';
import { MeasureResolver } from './measure/measure.resolver';
import { SupportGroupAssessmentResolver, TownAssessmentResolver } from './town-assessment/town-assessment.resolver';
import { SupportGroup, Town } from './town-assessment/town.graphql';
import { supportGroupReference, townReference } from './town-assessment/town.reference';

/** The graph of the assessment service. */
export const assessmentSubgraph = (): Subgraph =>
  buildSubgraph<AssessmentContext>({
    resolvers: [
      PolicyDocumentResolver,
      PolicyClauseResolver,
      MeasureResolver,
      IndicatorResolver,
      IndicatorReadingResolver,
      TownAssessmentResolver,
      SupportGroupAssessmentResolver,
      importIssueResolver('assessment', '考核与监测'),
    ],
    orphanedTypes: [Town, SupportGroup],
    references: {
      PolicyClause: policyClauseReference,
      Measure: measureReference,
      Indicator: indicatorReference,
      Town: townReference,
      SupportGroup: supportGroupReference,
    },
  });
