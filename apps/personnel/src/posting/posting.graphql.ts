import type { PersonId, PlainDate, PostingId, TownTeamId, UnitId } from '@bangfu/kernel';
import { DateScalar, Source, glossaryEnum } from '@bangfu/graphql';
import { POSTING_KIND, TEAM_ROLE } from '@bangfu/personnel-domain';
import type {
  Posting as PostingValue,
  PostingKind,
  TeamRole,
  TownTeam as TownTeamValue,
} from '@bangfu/personnel-domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';

export const TeamRoleEnum = glossaryEnum('TeamRole', TEAM_ROLE, 'What a person is in a team (队伍角色).');
export const PostingKindEnum = glossaryEnum('PostingKind', POSTING_KIND, 'The kind of a posting (派驻类型).');

@ObjectType({ description: "One person's dated assignment to a team with a role (派驻, P-2.1)." })
export class Posting {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: PostingId;

  @Field(() => PostingKindEnum, { description: 'The kind (派驻类型).' })
  kind!: PostingKind;

  @Field(() => ID, { description: 'The id of the person (人员编号).' })
  personId!: PersonId;

  @Field(() => ID, { description: 'The id of the team (工作队编号).' })
  teamId!: TownTeamId;

  @Field(() => TeamRoleEnum, { description: 'The role in the team (队伍角色).' })
  role!: TeamRole;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the unit the person belongs to; null = not reported (派出单位编号).',
  })
  dispatchingUnitId!: UnitId | null;

  @Field(() => Int, { description: 'The number of the rolling batch, from 1 (批次, P-2.1d).' })
  batch!: number;

  @Field(() => DateScalar, { nullable: true, description: 'The first day; null = not known (起始日期).' })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day, included; null = open (截止日期).' })
  validTo!: PlainDate | null;

  @Field(() => Boolean, { description: 'Whether the person has no other duty (是否专职驻镇, X-4.3b).' })
  fullTime!: boolean;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;

  /** The posting as the domain judges it; not a field of the graph. */
  value!: PostingValue;

  /** The team where the posting was reached through it, so that it is not read again; not a field of the graph. */
  knownTeam!: TownTeamValue | null;
}
