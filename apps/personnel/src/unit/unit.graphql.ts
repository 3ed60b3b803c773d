import type { UnitId } from '@bangfu/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A body that supports, dispatches, is responsible or is assessed (单位).' })
export class Unit {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: UnitId;
}

/** The reference by which the organization service fills in the unit. */
export const unitReferenceTo = (id: UnitId): Unit => Object.assign(new Unit(), { id });
