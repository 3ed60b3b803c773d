import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { TeamRole } from '@bangfu/personnel-domain';
import { PolicyClauseReference } from '@bangfu/graphql';
import { TeamRoleEnum } from '../posting/posting.graphql';

@ObjectType({
  description:
    'How many people are in a team on a day, in named parts; all null while no roster is reported (人数, I-30).',
})
export class TeamHeadcount {
  @Field(() => Int, {
    nullable: true,
    description: 'Captain, members and first secretaries: whom the floor of five counts (干部人数, P-2.1b).',
  })
  cadres!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Commissioners, three-supports staff, graduate volunteers and finance assistants, not counted in the floor by default (四类专业人员人数, X-1b).',
  })
  specialists!: number | null;

  @Field(() => Int, { nullable: true, description: 'Other young professionals (专业技术人员人数, P-4.12h).' })
  professionals!: number | null;

  @Field(() => Int, { nullable: true, description: 'All people of the team: the three parts (总人数).' })
  total!: number | null;

  @Field(() => String, { nullable: true, description: 'Why the numbers are not known, in Chinese (未知原因).' })
  unknownReason!: string | null;
}

@ObjectType({ description: 'The places of one role in a team on a day (岗位).' })
export class TeamPlaces {
  @Field(() => TeamRoleEnum, {
    description: 'The role; first secretaries fill places of members (队伍角色, P-2.1o).',
  })
  role!: TeamRole;

  @Field(() => Int, { description: 'How many people are required at least (应配备下限).' })
  requiredFrom!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people there may be at most; null = no limit (应配备上限).',
  })
  requiredTo!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people are posted; null = nobody has reported the roster (已配备人数).',
  })
  filled!: number | null;

  @Field(() => Int, {
    description: 'How many of the people required at least are not reported to be posted (空缺数).',
  })
  open!: number;

  @Field(() => String, { description: 'The requirement it rests on, such as P-4.12c (要求编号).' })
  requirementId!: string;

  @Field(() => ID, { description: 'The clause it rests on, such as P-4.12 (条款编号).' })
  clauseId!: string;

  @Field(() => PolicyClauseReference, { nullable: true, description: 'The clause it rests on (条款).' })
  clause!: PolicyClauseReference | null;
}
