import type { ReferenceResolver } from '@bangfu/graphql';
import type { AssessmentContext } from '../context';
import { presentIndicator } from './indicator.presenter';

/** Loads an indicator from its id; null when there is none. */
export const indicatorReference: ReferenceResolver<AssessmentContext> = async ({ id }, { loaders, asOf }) => {
  const found = await loaders.indicator.load(String(id), asOf);
  return found && presentIndicator(found);
};
