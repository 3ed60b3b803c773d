import { DivisionCodeScalar } from '@bangfu/graphql';
import type { DivisionCode } from '@bangfu/kernel';
import { Directive, Field, ObjectType } from 'type-graphql';

/** A city by its key: organization owns the type, this service adds the city's obligations. */
@Directive('@key(fields: "code")')
@ObjectType('City', { description: 'A prefecture-level city (地级以上市).' })
export class City {
  @Field(() => DivisionCodeScalar, {
    description: 'The code first registered: the key, never changed (统计用区划代码).',
  })
  code!: DivisionCode;
}

/** The reference by which organization fills in the city. */
export const cityReferenceTo = (code: DivisionCode): City => Object.assign(new City(), { code });
