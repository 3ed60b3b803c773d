import { idOf } from '@bangfu/kernel';
import type { ReferenceResolver } from '@bangfu/graphql';
import { reading } from '@bangfu/graphql';
import type { PersonnelContext } from '../context';
import { presentTeam } from './town-team.presenter';

/** Loads a team from its id; null when there is none. */
export const townTeamReference: ReferenceResolver<PersonnelContext> = async ({ id }, { loaders, asOf }) => {
  const found = await loaders.team.load(
    reading(() => idOf('TownTeam', String(id))),
    asOf,
  );
  return found && presentTeam(found);
};
