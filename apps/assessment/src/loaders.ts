import { datedLoader, groupedBy } from '@bangfu/graphql';
import { plainDate } from '@bangfu/kernel';
import type { PlainDate } from '@bangfu/kernel';
import type { AssessmentContext, AssessmentStores } from './context';

/** The loaders of one request: what the steps of an operation ask for one by one is found in one find each. */
export const loadersOver = (stores: AssessmentStores): Omit<AssessmentContext['loaders'], 'issues'> => ({
  document: datedLoader(async (ids) => byId(await stores.documents.findByIds(ids))),
  clause: datedLoader(async (ids) => byId(await stores.clauses.findByIds(ids))),
  measure: datedLoader(async (ids) => byId(await stores.measures.findByIds(ids))),
  measuresOfClause: datedLoader(async (ids) =>
    groupedBy(await stores.measures.findByClauses(ids), ({ clauseId }) => clauseId),
  ),
  indicator: datedLoader(async (ids) => byId(await stores.indicators.findByIds(ids))),
  indicatorsOfClause: datedLoader(async (ids) =>
    groupedBy(await stores.indicators.findByClauses(ids), ({ clauseId }) => clauseId),
  ),
  indicatorsOfSubjectKind: datedLoader(async (kinds) =>
    groupedBy(await stores.indicators.findBySubjectKinds(kinds), ({ subjectKind }) => subjectKind),
  ),
  readingsOfSubject: datedLoader(async (ids, day) =>
    groupedBy(await stores.readings.findOfSubjects(ids, startOfYearBefore(day), day), ({ subjectId }) => subjectId),
  ),
});

const byId = <Id extends string, Item extends { readonly id: Id }>(items: readonly Item[]): ReadonlyMap<Id, Item> =>
  new Map(items.map((item) => [item.id, item]));

/** The first day of the year before the day's, or of the year 0 for a day in it. */
const startOfYearBefore = (day: PlainDate): PlainDate =>
  plainDate(`${String(Math.max(0, Number(day.slice(0, 4)) - 1)).padStart(4, '0')}-01-01`);
