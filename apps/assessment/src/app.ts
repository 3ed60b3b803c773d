import { datedLoader, groupedBy } from '@bangfu/graphql';
import { importIssueStore } from '@bangfu/import-issue';
import type { BuildApp } from '@bangfu/service';
import { policyClauseStore } from './clause/clause.mongo';
import type { AssessmentContext } from './context';
import { policyDocumentStore } from './document/document.mongo';
import { importFacts, importFingerprint } from './import/import-facts';
import { indicatorReadingStore } from './indicator-reading/indicator-reading.mongo';
import { indicatorStore } from './indicator/indicator.mongo';
import { loadersOver } from './loaders';
import { measureStore } from './measure/measure.mongo';
import { assessmentSubgraph } from './schema';

/** The assessment service on its database: documents, clauses, measures, indicators and their readings. */
export const buildApp: BuildApp<AssessmentContext> = (connection, { synthetic }) => {
  const stores = {
    documents: policyDocumentStore(connection),
    clauses: policyClauseStore(connection),
    measures: measureStore(connection),
    indicators: indicatorStore(connection),
    readings: indicatorReadingStore(connection),
  };
  const importIssues = importIssueStore(connection);
  return {
    name: 'assessment',
    subgraph: assessmentSubgraph(),
    migrations: [],
    factsFingerprint: importFingerprint(synthetic),
    importFacts: () => importFacts({ ...stores, importIssues }, synthetic),
    context: (request) => ({
      ...request,
      stores,
      importIssues,
      loaders: {
        ...loadersOver(stores),
        issues: datedLoader(async (ids) => groupedBy(await importIssues.bySubjects(ids), ({ subjectId }) => subjectId)),
      },
    }),
  };
};
