import type { PlainDate } from '@bangfu/kernel';
import { idOf } from '@bangfu/kernel';
import { After, AsOf, Filter, First, PROVINCE_OF_TOWNS, listName, reading, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { ImportIssueType, presentImportIssue } from '@bangfu/import-issue';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PersonnelContext } from '../context';
import { SupportGroup, groupReference } from '../support-group/support-group.graphql';
import { Town, townReferenceTo } from '../town/town.graphql';
import { TownTeam, TownTeamConnection, TownTeamFilter, TownTeamOrderEnum } from './town-team.graphql';
import { presentTeam } from './town-team.presenter';
import type { TownTeamFilter as StoreFilter, TownTeamOrder } from './town-team.store';

@Resolver(() => TownTeam)
export class TownTeamResolver {
  @Query(() => TownTeam, { nullable: true, description: 'A team by its id (按编号查工作队).' })
  async townTeam(
    @Ctx() { loaders, asOf }: PersonnelContext,
    @Arg('id', () => ID, { description: 'The id (编号).' }) id: string,
  ): Promise<TownTeam> {
    const found = await loaders.team.load(
      reading(() => idOf('TownTeam', id)),
      asOf,
    );
    if (!found) throw requestFault('NOT_FOUND', `no town team has the id ${id}`);
    return presentTeam(found);
  }

  @Query(() => TownTeamConnection, {
    description: 'Teams in force on a day; one page may hold the whole province (工作队列表).',
  })
  async townTeams(
    @Ctx() context: PersonnelContext,
    @Filter(() => TownTeamFilter) filter?: TownTeamFilter | null,
    @Arg('orderBy', () => TownTeamOrderEnum, { defaultValue: TownTeamOrderEnum.TOWN, description: 'The order (排序).' })
    orderBy: TownTeamOrder = 'TOWN',
    @First(PROVINCE_OF_TOWNS) first?: number | null,
    @After() after?: string | null,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Connection<TownTeam>> {
    const { stores, asOf: today } = context;
    const day = asOf ?? today;
    const conditions = await teamConditions(filter ?? {}, context);
    return TownTeamConnection.read({
      list: listName('townTeams', orderBy, { ...filter, day }),
      size: PROVINCE_OF_TOWNS,
      first,
      after,
      read: ({ after: place, limit }) => stores.teams.page(conditions, day, orderBy, place, limit),
      keysOf: (team) => [orderBy === 'TOWN' ? team.townCode : team.validFrom, team.id],
      present: presentTeam,
      count: () => stores.teams.count(conditions, day),
    });
  }

  @FieldResolver(() => SupportGroup, { nullable: true, description: 'The support group that sends it (组团).' })
  supportGroup(@Root() { supportGroupId }: TownTeam): SupportGroup {
    return groupReference(supportGroupId);
  }

  @FieldResolver(() => Town, {
    nullable: true,
    description: "Its town; only proposed while the group's town is (驻在镇, I-02).",
  })
  town(@Root() { townCode }: TownTeam): Town {
    return townReferenceTo(townCode);
  }

  @FieldResolver(() => [ImportIssueType], { description: 'What the imports could not decide about it (导入问题).' })
  async importIssues(@Root() { id }: TownTeam, @Ctx() { loaders, asOf }: PersonnelContext): Promise<ImportIssueType[]> {
    return ((await loaders.issues.load(id, asOf)) ?? []).map(presentImportIssue);
  }
}

/** The filter of a list of teams as the store takes it: a tier becomes the ids of the groups that are of it. */
async function teamConditions(filter: TownTeamFilter, { stores }: PersonnelContext): Promise<StoreFilter> {
  const { townCodes, divisionCode, tier, kind, status, rosterReported } = filter;
  return {
    ...(townCodes && { townCodes }),
    ...(divisionCode && { divisionCode }),
    ...(tier && { supportGroupIds: await stores.groups.findIdsOfTier(tier) }),
    ...(kind && { kind }),
    ...(status && { status }),
    ...(rosterReported != null && { rosterReported }),
  };
}
