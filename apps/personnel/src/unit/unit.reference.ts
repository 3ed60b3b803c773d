import { idOf } from '@bangfu/kernel';
import type { ReferenceResolver } from '@bangfu/graphql';
import { reading } from '@bangfu/graphql';
import type { PersonnelContext } from '../context';
import { unitReferenceTo } from './unit.graphql';

/** Takes a unit by its id, for the fields that this service adds to it. */
export const unitReference: ReferenceResolver<PersonnelContext> = ({ id }) =>
  unitReferenceTo(reading(() => idOf('Unit', String(id))));
