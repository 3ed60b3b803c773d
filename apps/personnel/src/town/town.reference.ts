import { divisionCode } from '@bangfu/kernel';
import type { ReferenceResolver } from '@bangfu/graphql';
import { reading } from '@bangfu/graphql';
import type { PersonnelContext } from '../context';
import { townReferenceTo } from './town.graphql';

/** Takes a town by its code, for the fields that this service adds to it. */
export const townReference: ReferenceResolver<PersonnelContext> = ({ code }) =>
  townReferenceTo(reading(() => divisionCode(String(code))));
