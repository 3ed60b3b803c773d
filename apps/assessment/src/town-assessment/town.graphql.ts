import { DispatchTierEnum, DivisionCodeScalar } from '@bangfu/graphql';
import type { DispatchTier, DivisionCode, SupportGroupId, TownCategory } from '@bangfu/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

// Types that organization owns. What is @external here is read from its answer, never from a database of ours.

@Directive('@key(fields: "id")')
@ObjectType('SupportGroup', {
  description: 'The units that together support one town: one lead, several members (组团, P-2.3).',
})
export class SupportGroup {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: SupportGroupId;

  @Directive('@external')
  @Field(() => DispatchTierEnum, {
    nullable: true,
    description: 'The tier of its lead unit; null while the lead is disputed (组团层级, I-09).',
  })
  tier!: DispatchTier | null;

  @Directive('@external')
  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'The helper city whose unit leads it; groups of tier PRD_CITY only (帮扶市代码).',
  })
  helperCityCode!: DivisionCode | null;
}

@Directive('@key(fields: "code")')
@ObjectType('Town', {
  description: 'A division of town level of any kind: town, township, subdistrict or another (乡镇、街道等).',
})
export class Town {
  @Field(() => DivisionCodeScalar, {
    description: 'The code first registered: the key, never changed (统计用区划代码).',
  })
  code!: DivisionCode;

  @Directive('@external')
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the group that supports it on the day of the operation (帮扶组团编号).',
  })
  supportGroupId!: SupportGroupId | null;

  @Directive('@external')
  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description:
      'The helper city whose unit leads its group on the day of the operation; null = none does, or no group is known (组团所属帮扶市).',
  })
  helperCityCode!: DivisionCode | null;

  /** Of the representation; fields of the graph with the owner's argument are declared in the resolver. */
  heldCategory!: TownCategory | null;
  heldGroupTier!: DispatchTier | null;
}
