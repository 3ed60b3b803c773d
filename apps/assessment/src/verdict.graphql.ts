import { verdictTypes } from '@bangfu/graphql';
import { PolicyClause } from './clause/clause.graphql';
import { clauseById } from './clause/clause.presenter';

/** The types of a verdict in the service that owns the clauses. */
export const { Verdict, present: presentVerdict } = verdictTypes(PolicyClause, clauseById);
