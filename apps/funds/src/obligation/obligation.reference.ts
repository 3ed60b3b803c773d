import { reading } from '@bangfu/graphql';
import type { ReferenceResolver } from '@bangfu/graphql';
import { idOf } from '@bangfu/kernel';
import type { FundsContext } from '../context';
import { presentObligation } from './obligation.presenter';

/** Loads an obligation from its id; null when there is none. */
export const obligationReference: ReferenceResolver<FundsContext> = async ({ id }, { loaders, asOf }) => {
  const found = await loaders.obligation.load(
    reading(() => idOf('FundingObligation', String(id))),
    asOf,
  );
  return found && presentObligation(found);
};
