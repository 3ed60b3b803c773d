import { idOf } from '@bangfu/kernel';
import type { ReferenceResolver } from '@bangfu/graphql';
import { reading } from '@bangfu/graphql';
import type { OrganizationContext } from '../context';
import { presentGroup } from './support-group.presenter';

/** Loads a support group from its id; null when there is none. */
export const supportGroupReference: ReferenceResolver<OrganizationContext> = async ({ id }, { loaders, asOf }) => {
  const found = await loaders.group.load(
    reading(() => idOf('SupportGroup', String(id))),
    asOf,
  );
  return found && presentGroup(found);
};
