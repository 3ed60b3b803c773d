import { idOf } from '@bangfu/kernel';
import type { ReferenceResolver } from '@bangfu/graphql';
import { reading } from '@bangfu/graphql';
import type { OrganizationContext } from '../context';
import { presentUnit } from './unit.presenter';

/** Loads a unit from its id; null when there is none. */
export const unitReference: ReferenceResolver<OrganizationContext> = async ({ id }, { loaders, asOf }) => {
  const found = await loaders.unit.load(
    reading(() => idOf('Unit', String(id))),
    asOf,
  );
  return found && presentUnit(found);
};
