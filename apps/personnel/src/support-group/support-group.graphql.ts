import type { SupportGroupId } from '@bangfu/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'The units that together support one town: one lead, several members (组团, P-2.3).',
})
export class SupportGroup {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: SupportGroupId;
}

/** The reference by which the organization service fills in the group. */
export const groupReference = (id: SupportGroupId): SupportGroup => Object.assign(new SupportGroup(), { id });
