import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A clause by its key: assessment owns the type, every other service names clauses by id only. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('PolicyClause', { description: 'A clause of a policy document (政策条款).' })
export class PolicyClauseReference {
  @Field(() => ID, { description: 'The clause id, such as P-2.1 (条款编号).' })
  id!: string;
}

/** The reference by which another service fills in the clause. */
export const clauseReference = (id: string): PolicyClauseReference =>
  Object.assign(new PolicyClauseReference(), { id });
