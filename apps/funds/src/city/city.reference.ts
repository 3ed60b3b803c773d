import { reading } from '@bangfu/graphql';
import type { ReferenceResolver } from '@bangfu/graphql';
import { divisionCode } from '@bangfu/kernel';
import type { FundsContext } from '../context';
import { cityReferenceTo } from './city.graphql';

/** A city as this service knows it: its code, checked for form. Whether it exists is organization's to say. */
export const cityReference: ReferenceResolver<FundsContext> = ({ code }) =>
  cityReferenceTo(reading(() => divisionCode(String(code))));
