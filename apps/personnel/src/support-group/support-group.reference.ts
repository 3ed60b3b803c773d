import { idOf } from '@bangfu/kernel';
import type { ReferenceResolver } from '@bangfu/graphql';
import { reading } from '@bangfu/graphql';
import type { PersonnelContext } from '../context';
import { groupReference } from './support-group.graphql';

/** Takes a support group by its id, for the fields that this service adds to it. */
export const supportGroupReference: ReferenceResolver<PersonnelContext> = ({ id }) =>
  groupReference(reading(() => idOf('SupportGroup', String(id))));
