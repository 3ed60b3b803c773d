import type { ReferenceResolver } from '@bangfu/graphql';
import type { AssessmentContext } from '../context';
import { presentClause } from './clause.presenter';

/** Loads a clause from its id; null when there is none. */
export const policyClauseReference: ReferenceResolver<AssessmentContext> = async ({ id }, { loaders, asOf }) => {
  const found = await loaders.clause.load(String(id), asOf);
  return found && presentClause(found);
};
