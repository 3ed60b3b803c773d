import { PolicyClauseReference, clauseReference, verdictTypes } from '@bangfu/graphql';

/** The types of a verdict in this service, where a clause is a reference to assessment's. */
export const { Verdict, present: presentVerdict } = verdictTypes(PolicyClauseReference, clauseReference);
