import { divisionCode } from '@bangfu/kernel';
import type { DivisionLevel } from '@bangfu/kernel';
import type { ReferenceResolver } from '@bangfu/graphql';
import { reading } from '@bangfu/graphql';
import type { OrganizationContext } from '../context';
import { presentDivision } from './division.presenter';

/** Loads a division of one level from its code; null when no such division carries it on the day of the operation. */
export const divisionReference =
  (level: DivisionLevel): ReferenceResolver<OrganizationContext> =>
  async ({ code }, { loaders, asOf }) => {
    const found = await loaders.division.load(
      reading(() => divisionCode(String(code))),
      asOf,
    );
    return found?.level === level ? presentDivision(found) : null;
  };
