import { buildSubgraph } from '@bangfu/graphql';
import type { Subgraph } from '@bangfu/graphql';
import { importIssueResolver } from '@bangfu/import-issue';
import { City } from './city/city.graphql';
import { cityReference } from './city/city.reference';
import { CityFundingResolver } from './city/city.resolver';
import type { FundsContext } from './context';
import { obligationReference } from './obligation/obligation.reference';
import { FundingObligationResolver } from './obligation/obligation.resolver';
import { FundProgrammeResolver } from './programme/programme.resolver';
import { FundingSummaryResolver, HelperCityFundingResolver } from './summary/summary.resolver';
import { Town } from './town/town.graphql';
import { townReference } from './town/town.reference';
import { TownFundingResolver } from './town/town.resolver';

/** The graph of the funds service. */
export const fundsSubgraph = (): Subgraph =>
  buildSubgraph<FundsContext>({
    resolvers: [
      FundProgrammeResolver,
      FundingObligationResolver,
      FundingSummaryResolver,
      HelperCityFundingResolver,
      CityFundingResolver,
      TownFundingResolver,
      importIssueResolver('funds', '资金与项目'),
    ],
    orphanedTypes: [City, Town],
    references: {
      City: cityReference,
      Town: townReference,
      FundingObligation: obligationReference,
    },
  });
