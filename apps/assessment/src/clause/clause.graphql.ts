import type { PolicyClause as PolicyClauseValue } from '@bangfu/assessment-domain';
import { connectionOf } from '@bangfu/graphql';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A clause of a policy document (政策条款).' })
export class PolicyClause {
  @Field(() => ID, { description: 'The clause id, such as P-2.1 (条款编号).' })
  id!: string;

  /** What is held of it, where it was loaded with the clause; the field resolvers load it otherwise. Not a field of the graph. */
  held?: PolicyClauseValue;
}

export const PolicyClauseConnection = connectionOf('PolicyClause', '政策条款', () => PolicyClause);

@InputType({ description: 'Narrows a list of clauses (政策条款筛选).' })
export class PolicyClauseFilter {
  @Field(() => ID, { nullable: true, description: 'Only clauses of this document, such as P (文件编号).' })
  documentId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only clauses whose title contains this (标题包含).' })
  text?: string | null;
}
