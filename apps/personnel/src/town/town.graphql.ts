import type { DivisionCode } from '@bangfu/kernel';
import { DivisionCodeScalar } from '@bangfu/graphql';
import { Directive, Field, ObjectType } from 'type-graphql';

@Directive('@key(fields: "code")')
@ObjectType({
  description: 'A division of town level of any kind: town, township, subdistrict or another (乡镇、街道等).',
})
export class Town {
  @Field(() => DivisionCodeScalar, {
    description: 'The code first registered: the key, never changed (统计用区划代码).',
  })
  code!: DivisionCode;
}

/** The reference by which the organization service fills in the town. */
export const townReferenceTo = (code: DivisionCode): Town => Object.assign(new Town(), { code });
