import { valuesOf } from '@bangfu/kernel';
import type { Vocabulary } from '@bangfu/kernel';
import { registerEnumType } from 'type-graphql';

/** The enum object that `@Field(() => …)` names: value to value, so that code, storage and schema hold the same word. */
export type EnumObject<Value extends string> = { readonly [V in Value]: V };

/** Registers a vocabulary of the glossary as a GraphQL enum; each value is described in English with its Chinese term. */
export function glossaryEnum<Value extends string>(
  name: string,
  vocabulary: Vocabulary<Value>,
  description: string,
): EnumObject<Value> {
  const values = valuesOf(vocabulary);
  const object = Object.fromEntries(values.map((value) => [value, value])) as EnumObject<Value>;
  const describe = (value: Value) => ({
    description: `${vocabulary[value].en.replace(/\.$/, '')} (${vocabulary[value].zh}).`,
  });
  registerEnumType(object, {
    name,
    description,
    valuesConfig: Object.fromEntries(values.map((value) => [value, describe(value)])) as Record<
      Value,
      { description: string }
    >,
  });
  return object;
}
