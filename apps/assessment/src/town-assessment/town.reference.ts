import { reading } from '@bangfu/graphql';
import type { ReferenceResolver } from '@bangfu/graphql';
import { DISPATCH_TIER, TOWN_CATEGORY, divisionCode, idOf, isValueOf } from '@bangfu/kernel';
import type { DispatchTier, Vocabulary } from '@bangfu/kernel';
import type { AssessmentContext } from '../context';
import { SupportGroup, Town } from './town.graphql';

/** Makes a town of what organization says about it; nothing is looked up. What it does not say is not known. */
export const townReference: ReferenceResolver<AssessmentContext> = ({
  code,
  category,
  supportGroupId,
  helperCityCode,
  supportGroup,
}) =>
  Object.assign(new Town(), {
    code: reading(() => divisionCode(String(code))),
    heldCategory: valueOrNull(TOWN_CATEGORY, category),
    supportGroupId: supportGroupId == null ? null : reading(() => idOf('SupportGroup', textOf(supportGroupId))),
    helperCityCode: codeOrNull(helperCityCode),
    heldGroupTier: tierOf(supportGroup),
  });

/** Makes a support group of what organization says about it; nothing is looked up. */
export const supportGroupReference: ReferenceResolver<AssessmentContext> = ({ id, tier, helperCityCode }) =>
  Object.assign(new SupportGroup(), {
    id: reading(() => idOf('SupportGroup', textOf(id))),
    tier: valueOrNull(DISPATCH_TIER, tier),
    helperCityCode: codeOrNull(helperCityCode),
  });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const codeOrNull = (value: unknown) => (value == null ? null : reading(() => divisionCode(textOf(value))));

const valueOrNull = <Value extends string>(vocabulary: Vocabulary<Value>, value: unknown): Value | null =>
  isValueOf(vocabulary, textOf(value)) ? (value as Value) : null;

const tierOf = (group: unknown): DispatchTier | null =>
  group !== null && typeof group === 'object' && 'tier' in group ? valueOrNull(DISPATCH_TIER, group.tier) : null;
