import type { PlainDate, UnitId } from '@bangfu/kernel';
import { holdsOn, idOf } from '@bangfu/kernel';
import { After, AsOf, Filter, First, PROVINCE_OF_TOWNS, given, listName, reading, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { ImportIssueType, presentImportIssue } from '@bangfu/import-issue';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { OrganizationContext } from '../context';
import { City, Town } from '../division/division.graphql';
import { presentCity, presentTown } from '../division/division.presenter';
import { Unit } from '../unit/unit.graphql';
import { presentUnit } from '../unit/unit.presenter';
import {
  GroupMembership,
  LeadCandidate,
  SupportGroup,
  SupportGroupConnection,
  SupportGroupFilter,
} from './support-group.graphql';
import { presentGroup } from './support-group.presenter';

@Resolver(() => SupportGroup)
export class SupportGroupResolver {
  @Query(() => SupportGroup, { nullable: true, description: 'A support group by its id (按编号查组团).' })
  async supportGroup(
    @Ctx() { loaders, asOf }: OrganizationContext,
    @Arg('id', () => ID, { description: 'The id (编号).' }) id: string,
  ): Promise<SupportGroup> {
    const found = await loaders.group.load(
      reading(() => idOf('SupportGroup', id)),
      asOf,
    );
    if (!found) throw requestFault('NOT_FOUND', `no support group has the id ${id}`);
    return presentGroup(found);
  }

  @Query(() => SupportGroupConnection, {
    description: 'Support groups in force or disputed on a day, by town (组团列表).',
  })
  async supportGroups(
    @Ctx() { stores, asOf: today }: OrganizationContext,
    @Filter(() => SupportGroupFilter) filter?: SupportGroupFilter | null,
    @First(PROVINCE_OF_TOWNS) first?: number | null,
    @After() after?: string | null,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Connection<SupportGroup>> {
    const day = asOf ?? today;
    const conditions = given(filter);
    return SupportGroupConnection.read({
      list: listName('supportGroups', 'TOWN', { ...conditions, day }),
      size: PROVINCE_OF_TOWNS,
      first,
      after,
      read: ({ after: place, limit }) => stores.groups.page(conditions, day, place, limit),
      keysOf: (group) => [group.townCode, group.id],
      present: presentGroup,
      count: () => stores.groups.count(conditions, day),
    });
  }

  @FieldResolver(() => Town, {
    nullable: true,
    description: 'The town it supports; only proposed while townNameFit is PROPOSED (帮扶镇).',
  })
  async town(@Root() { townCode }: SupportGroup, @Ctx() { loaders, asOf }: OrganizationContext): Promise<Town | null> {
    const found = await loaders.division.load(townCode, asOf);
    return found && presentTown(found);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The helper city whose unit leads it (帮扶市).' })
  async helperCity(
    @Root() { helperCityCode }: SupportGroup,
    @Ctx() { loaders, asOf }: OrganizationContext,
  ): Promise<City | null> {
    const found = helperCityCode === null ? null : await loaders.division.load(helperCityCode, asOf);
    return found && presentCity(found);
  }

  @FieldResolver(() => GroupMembership, {
    nullable: true,
    description: 'The lead unit on the day; null = none, or disputed (牵头单位, P-2.1i).',
  })
  lead(
    @Root() group: SupportGroup,
    @Ctx() context: OrganizationContext,
    @AsOf() asOf?: PlainDate | null,
  ): GroupMembership | null {
    return inPosition(group, 'LEAD', asOf ?? context.asOf)[0] ?? null;
  }

  @FieldResolver(() => [GroupMembership], {
    description: 'The member units on the day, the lead not among them (成员单位).',
  })
  members(
    @Root() group: SupportGroup,
    @Ctx() context: OrganizationContext,
    @AsOf() asOf?: PlainDate | null,
  ): GroupMembership[] {
    return inPosition(group, 'MEMBER', asOf ?? context.asOf);
  }

  @FieldResolver(() => [ImportIssueType], { description: 'What the imports could not decide about it (导入问题).' })
  async importIssues(
    @Root() { id }: SupportGroup,
    @Ctx() { loaders, asOf }: OrganizationContext,
  ): Promise<ImportIssueType[]> {
    return ((await loaders.issues.load(id, asOf)) ?? []).map(presentImportIssue);
  }
}

@Resolver(() => GroupMembership)
export class GroupMembershipResolver {
  @FieldResolver(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit(@Root() { unitId }: GroupMembership, @Ctx() context: OrganizationContext): Promise<Unit | null> {
    return loadUnit(unitId, context);
  }
}

@Resolver(() => LeadCandidate)
export class LeadCandidateResolver {
  @FieldResolver(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit(@Root() { unitId }: LeadCandidate, @Ctx() context: OrganizationContext): Promise<Unit | null> {
    return loadUnit(unitId, context);
  }
}

const inPosition = (
  { memberships }: SupportGroup,
  position: GroupMembership['position'],
  day: PlainDate,
): GroupMembership[] =>
  memberships.filter((membership) => membership.position === position && holdsOn(membership, day));

async function loadUnit(unitId: UnitId, { loaders, asOf }: OrganizationContext): Promise<Unit | null> {
  const found = await loaders.unit.load(unitId, asOf);
  return found && presentUnit(found);
}
