import type { PolicyClause as PolicyClauseValue } from '@bangfu/assessment-domain';
import { PolicyClause } from './clause.graphql';

/** A clause as the graph shows it. */
export const presentClause = (held: PolicyClauseValue): PolicyClause =>
  Object.assign(new PolicyClause(), { id: held.id, held });

/** A clause of which only the id is at hand; what else is asked for is loaded then. */
export const clauseById = (id: string): PolicyClause => Object.assign(new PolicyClause(), { id });
