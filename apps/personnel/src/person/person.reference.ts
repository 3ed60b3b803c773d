import { idOf } from '@bangfu/kernel';
import type { ReferenceResolver } from '@bangfu/graphql';
import { reading } from '@bangfu/graphql';
import type { PersonnelContext } from '../context';
import { presentPerson } from './person.presenter';

/** Loads a person from its id; null when there is none. */
export const personReference: ReferenceResolver<PersonnelContext> = async ({ id }, { loaders, asOf }) => {
  const found = await loaders.person.load(
    reading(() => idOf('Person', String(id))),
    asOf,
  );
  return found && presentPerson(found);
};
