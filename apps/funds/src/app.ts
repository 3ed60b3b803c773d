import { datedLoader } from '@bangfu/graphql';
import { importIssueStore } from '@bangfu/import-issue';
import type { BuildApp } from '@bangfu/service';
import type { FundsContext } from './context';
import { importFacts, importFingerprint } from './import/import-facts';
import { obligationStore } from './obligation/obligation.mongo';
import { fundsSubgraph } from './schema';

/** The funds service on its database: programmes and the obligations of their years. */
export const buildApp: BuildApp<FundsContext> = (connection, { synthetic }) => {
  const stores = { obligations: obligationStore(connection) };
  const importIssues = importIssueStore(connection);
  return {
    name: 'funds',
    subgraph: fundsSubgraph(),
    migrations: [],
    factsFingerprint: importFingerprint(synthetic),
    importFacts: () => importFacts({ ...stores, importIssues }),
    context: (request) => ({
      ...request,
      stores,
      importIssues,
      loaders: {
        obligation: datedLoader(
          async (ids) => new Map((await stores.obligations.findByIds(ids)).map((found) => [found.id, found])),
        ),
        ofCity: datedLoader((cityCodes) => stores.obligations.findByCities(cityCodes)),
      },
    }),
  };
};
