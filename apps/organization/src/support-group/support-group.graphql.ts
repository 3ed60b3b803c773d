import { GROUP_STATUS } from '@bangfu/kernel';
import type { DispatchTier, DivisionCode, GroupStatus, PlainDate, SupportGroupId, UnitId } from '@bangfu/kernel';
import { DateScalar, DispatchTierEnum, DivisionCodeScalar, Source, connectionOf, glossaryEnum } from '@bangfu/graphql';
import { ASSISTANCE_MODE, GROUP_POSITION, NAME_FIT } from '@bangfu/organization-domain';
import type { AssistanceMode, GroupPosition, NameFit } from '@bangfu/organization-domain';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

export const GroupStatusEnum = glossaryEnum(
  'GroupStatus',
  GROUP_STATUS,
  'Whether a support group is in force (组团状态).',
);
export const GroupPositionEnum = glossaryEnum(
  'GroupPosition',
  GROUP_POSITION,
  "A unit's place in a support group (组团内位置).",
);
export const AssistanceModeEnum = glossaryEnum(
  'AssistanceMode',
  ASSISTANCE_MODE,
  'How a town is assisted (帮扶方式, P-1b).',
);
export const NameFitEnum = glossaryEnum('NameFit', NAME_FIT, 'How a printed name fits the register (名称匹配, I-02).');

@ObjectType({ description: 'A unit in a support group for a time (组团成员).' })
export class GroupMembership {
  @Field(() => ID, { description: 'The id of the unit (单位编号).' })
  unitId!: UnitId;

  @Field(() => GroupPositionEnum, { description: 'Whether it leads (位置).' })
  position!: GroupPosition;

  @Field(() => String, { description: 'The name under which the source prints it (原文名称).' })
  printedName!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day in the group (加入日期).' })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day in the group; null = open (退出日期).' })
  validTo!: PlainDate | null;
}

@ObjectType({ description: 'A reading of who leads a group, where the sources disagree (牵头单位候选, I-01).' })
export class LeadCandidate {
  @Field(() => ID, { description: 'The id of the unit (单位编号).' })
  unitId!: UnitId;

  @Field(() => String, { description: 'The name as printed (原文名称).' })
  printedName!: string;

  @Field(() => String, { description: 'Where it is printed (出处).' })
  source!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'The units that together support one town: one lead, several members (组团, P-2.3).' })
export class SupportGroup {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: SupportGroupId;

  @Field(() => DivisionCodeScalar, {
    description: 'The code of the town it supports; only proposed while townNameFit is PROPOSED (帮扶镇代码).',
  })
  townCode!: DivisionCode;

  @Field(() => String, { description: "The town's name as the source prints it (原文镇名)." })
  printedTownName!: string;

  @Field(() => NameFitEnum, { description: 'How the printed name of the town fits the register (镇名匹配, I-02).' })
  townNameFit!: NameFit;

  @Field(() => String, { description: 'The class of town that the source prints for it (原文类型).' })
  printedTownType!: string;

  @Field(() => AssistanceModeEnum, { description: 'How it assists (帮扶方式).' })
  mode!: AssistanceMode;

  @Field(() => GroupStatusEnum, {
    description: 'Whether it is in force; disputed groups are not until a person decides (状态).',
  })
  status!: GroupStatus;

  @Field(() => DispatchTierEnum, {
    nullable: true,
    description: 'The tier of its lead unit; null while the lead is disputed (组团层级, I-09).',
  })
  tier!: DispatchTier | null;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'The helper city whose unit leads it; groups of tier PRD_CITY only (帮扶市代码).',
  })
  helperCityCode!: DivisionCode | null;

  @Field(() => [LeadCandidate], {
    description: 'The readings of who leads it; empty unless the sources disagree (牵头单位候选).',
  })
  leadCandidates!: LeadCandidate[];

  @Field(() => DateScalar, { nullable: true, description: 'The first day it is in force (生效日期).' })
  validFrom!: PlainDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day it is in force; null = open (失效日期).' })
  validTo!: PlainDate | null;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;

  /** All memberships with their dates, for the field resolvers; not a field of the graph. */
  memberships!: GroupMembership[];
}

export const SupportGroupConnection = connectionOf('SupportGroup', '组团', () => SupportGroup);

@InputType({ description: 'Narrows a list of support groups (组团筛选).' })
export class SupportGroupFilter {
  @Field(() => DispatchTierEnum, { nullable: true, description: 'Only this tier (组团层级).' })
  tier?: DispatchTier | null;

  @Field(() => GroupStatusEnum, { nullable: true, description: 'Only this state (状态).' })
  status?: GroupStatus | null;

  @Field(() => [DivisionCodeScalar], { nullable: true, description: 'Only groups of these towns (镇代码).' })
  townCodes?: DivisionCode[] | null;

  @Field(() => DivisionCodeScalar, {
    nullable: true,
    description: 'Only groups led from this helper city (帮扶市代码).',
  })
  helperCityCode?: DivisionCode | null;
}
