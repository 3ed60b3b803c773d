import { reading } from '@bangfu/graphql';
import type { ReferenceResolver } from '@bangfu/graphql';
import { TOWN_CATEGORY, divisionCode, isValueOf } from '@bangfu/kernel';
import type { FundsContext } from '../context';
import { Town } from './town.graphql';

/** A town as organization describes it in the reference, checked for form; what it does not say is not known. */
export const townReference: ReferenceResolver<FundsContext> = ({ code, cityCode, category, countsTowardQuota }) =>
  Object.assign(new Town(), {
    code: reading(() => divisionCode(String(code))),
    ...(typeof cityCode === 'string' && { cityCode: reading(() => divisionCode(cityCode)) }),
    knownCategory: typeof category === 'string' && isValueOf(TOWN_CATEGORY, category) ? category : null,
    countsTowardQuota: typeof countsTowardQuota === 'boolean' ? countsTowardQuota : null,
  });
