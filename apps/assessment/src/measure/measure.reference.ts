import type { ReferenceResolver } from '@bangfu/graphql';
import type { AssessmentContext } from '../context';
import { presentMeasure } from './measure.presenter';

/** Loads a measure from its id; null when there is none. */
export const measureReference: ReferenceResolver<AssessmentContext> = async ({ id }, { loaders, asOf }) => {
  const found = await loaders.measure.load(String(id), asOf);
  return found && presentMeasure(found);
};
