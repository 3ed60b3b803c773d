import type { DispatchTier, DivisionCode, PlainDate, SupportGroupId, TownTeamId } from '@bangfu/kernel';
import { DateScalar, DispatchTierEnum, DivisionCodeScalar, Source, connectionOf, glossaryEnum } from '@bangfu/graphql';
import { NOMINATION_STATUS, TEAM_KIND, TEAM_STATUS } from '@bangfu/personnel-domain';
import type { NominationStatus, TeamKind, TeamStatus, TownTeam as TownTeamValue } from '@bangfu/personnel-domain';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { TownTeamOrder } from './town-team.store';

export const TeamKindEnum = glossaryEnum('TeamKind', TEAM_KIND, 'The kind of a team (队伍类型).');
export const TeamStatusEnum = glossaryEnum('TeamStatus', TEAM_STATUS, 'Whether a team is in force (队伍状态).');
export const NominationStatusEnum = glossaryEnum(
  'NominationStatus',
  NOMINATION_STATUS,
  'Whether the sources name the units that send (提名状态).',
);

export const TownTeamOrderEnum = { TOWN: 'TOWN', BEGINNING: 'BEGINNING' } as const satisfies Record<
  TownTeamOrder,
  TownTeamOrder
>;
registerEnumType(TownTeamOrderEnum, {
  name: 'TownTeamOrder',
  description: 'The order of a list of teams; the id breaks ties (排序).',
  valuesConfig: {
    TOWN: { description: "By the town's statistical code (按镇代码)." },
    BEGINNING: { description: 'By the first day in force, the earliest first (按生效日期).' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ description: 'The people of a support group stationed in its town (驻镇帮扶工作队, P-2.1a).' })
export class TownTeam {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: TownTeamId;

  @Field(() => TeamKindEnum, { description: 'The kind (队伍类型).' })
  kind!: TeamKind;

  @Field(() => TeamStatusEnum, { description: 'Whether it is in force (队伍状态).' })
  status!: TeamStatus;

  @Field(() => ID, { description: 'The id of the support group that sends it (组团编号).' })
  supportGroupId!: SupportGroupId;

  @Field(() => DivisionCodeScalar, {
    description: "The code of its town; only proposed while the group's town is (驻在镇代码, I-02).",
  })
  townCode!: DivisionCode;

  @Field(() => NominationStatusEnum, {
    nullable: true,
    description:
      'Whether the sources name the units that send first secretaries; null = no source speaks of it (第一书记选派单位是否明确, XA-2).',
  })
  firstSecretaryNomination!: NominationStatus | null;

  @Field(() => Source, {
    nullable: true,
    description: 'Who has reported who is in it; null = nobody has (名册来源).',
  })
  rosterSource!: Source | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day it is in force (生效日期).' })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day it is in force; null = open (失效日期).' })
  validTo!: PlainDate | null;

  @Field(() => Source, { description: 'Where the record of the team comes from; its roster has its own (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether the team was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;

  /** The team as the domain judges it; not a field of the graph. */
  value!: TownTeamValue;
}

export const TownTeamConnection = connectionOf('TownTeam', '驻镇帮扶工作队', () => TownTeam);

@InputType({ description: 'Narrows a list of teams (工作队筛选).' })
export class TownTeamFilter {
  @Field(() => [DivisionCodeScalar], { nullable: true, description: 'Only teams of these towns (镇代码).' })
  townCodes?: DivisionCode[] | null;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'Only teams of towns in this city or county, by the code first registered (所在市、县代码).',
  })
  divisionCode?: DivisionCode | null;

  @Field(() => DispatchTierEnum, {
    nullable: true,
    description: 'Only teams of groups of this tier; disputed groups have none (组团层级).',
  })
  tier?: DispatchTier | null;

  @Field(() => TeamKindEnum, { nullable: true, description: 'Only this kind (队伍类型).' })
  kind?: TeamKind | null;

  @Field(() => TeamStatusEnum, { nullable: true, description: 'Only this state (队伍状态).' })
  status?: TeamStatus | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only teams whose roster has been reported on the day, or has not (名册是否已上报).',
  })
  rosterReported?: boolean | null;
}
