import type { DatedLoader, RequestContext } from '@bangfu/graphql';
import type { FundingObligation } from '@bangfu/funds-domain';
import type { ImportIssueContext } from '@bangfu/import-issue';
import type { DivisionCode, FundingObligationId } from '@bangfu/kernel';
import type { CityObligations, FundingObligationStore } from './obligation/obligation.store';

/** What the resolvers of this service are given with each request. */
export interface FundsContext extends RequestContext, ImportIssueContext {
  readonly stores: FundsStores;
  readonly loaders: {
    readonly obligation: DatedLoader<FundingObligationId, FundingObligation>;
    /** All years of a city at once, in both its roles: one find answers every field that asks about cities or towns. */
    readonly ofCity: DatedLoader<DivisionCode, CityObligations>;
  };
}

/** The service's stores on its own database. */
export interface FundsStores {
  readonly obligations: FundingObligationStore;
}
