import type { DivisionCode, PlainDate, SupportGroupId, TownCategory } from '@bangfu/kernel';
import { isSynthetic } from '@bangfu/kernel';
import {
  After,
  AsOf,
  DivisionCodeScalar,
  Filter,
  First,
  PROVINCE_OF_TOWNS,
  TownCategoryEnum,
  listName,
  presentSource,
  requestFault,
} from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { ImportIssueType, presentImportIssue } from '@bangfu/import-issue';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { OrganizationContext } from '../context';
import { DivisionOrderEnum, Town, TownConnection } from '../division/division.graphql';
import { presentTown } from '../division/division.presenter';
import type { DivisionOrder } from '../division/division.store';
import { SupportGroup } from '../support-group/support-group.graphql';
import { presentGroup } from '../support-group/support-group.presenter';
import { TownCategorisation, TownFilter } from './town.graphql';

@Resolver(() => Town)
export class TownResolver {
  @Query(() => Town, {
    nullable: true,
    description: 'The town-level division that carries a code on a day (按代码查镇).',
  })
  async town(
    @Ctx() context: OrganizationContext,
    @Arg('code', () => DivisionCodeScalar, { description: 'Any code the town carries on that day (代码).' })
    code: DivisionCode,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Town> {
    const day = asOf ?? context.asOf;
    const found = await context.loaders.division.load(code, day);
    if (found?.level !== 'TOWNSHIP')
      throw requestFault('NOT_FOUND', `no town-level division carries the code ${code} on ${day}`);
    return presentTown(found);
  }

  @Query(() => TownConnection, {
    description: 'Town-level divisions; one page may hold the whole province (乡镇列表).',
  })
  async towns(
    @Ctx() context: OrganizationContext,
    @Filter(() => TownFilter) filter?: TownFilter | null,
    @Arg('orderBy', () => DivisionOrderEnum, { defaultValue: DivisionOrderEnum.CODE, description: 'The order (排序).' })
    orderBy: DivisionOrder = 'CODE',
    @First(PROVINCE_OF_TOWNS) first?: number | null,
    @After() after?: string | null,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Connection<Town>> {
    const day = asOf ?? context.asOf;
    const conditions = await townConditions(filter ?? {}, day, context);
    return TownConnection.read({
      list: listName('towns', orderBy, { ...filter, day }),
      size: PROVINCE_OF_TOWNS,
      first,
      after,
      read: ({ after: place, limit }) => context.stores.divisions.page(conditions, day, orderBy, place, limit),
      keysOf: (town) => (orderBy === 'NAME' ? [town.name, town.code] : [town.code]),
      present: presentTown,
      count: () => context.stores.divisions.count(conditions, day),
    });
  }

  @FieldResolver(() => TownCategoryEnum, {
    nullable: true,
    description: 'Its class on the day; null = no source gives one (乡镇类别, P-2.2).',
  })
  async category(
    @Root() { code }: Town,
    @Ctx() context: OrganizationContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<TownCategory | null> {
    return (await context.loaders.categorisation.load(code, asOf ?? context.asOf))?.category ?? null;
  }

  @FieldResolver(() => TownCategorisation, {
    nullable: true,
    description: 'Its class on the day with label, dates and source; null = no source speaks of it (乡镇分类).',
  })
  async categorisation(
    @Root() { code }: Town,
    @Ctx() context: OrganizationContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<TownCategorisation | null> {
    const found = await context.loaders.categorisation.load(code, asOf ?? context.asOf);
    return (
      found &&
      Object.assign(new TownCategorisation(), {
        category: found.category,
        localLabel: found.localLabel,
        validFrom: found.validFrom,
        validTo: found.validTo,
        source: presentSource(found.source),
        synthetic: isSynthetic(found.source),
      })
    );
  }

  @FieldResolver(() => SupportGroup, {
    nullable: true,
    description: 'The group of units that supports it on the day; null = none is known (帮扶组团).',
  })
  async supportGroup(
    @Root() { code }: Town,
    @Ctx() context: OrganizationContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<SupportGroup | null> {
    const found = await context.loaders.groupOfTown.load(code, asOf ?? context.asOf);
    return found && presentGroup(found);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The id of the group that supports it on the day of the operation (帮扶组团编号).',
  })
  async supportGroupId(@Root() { code }: Town, @Ctx() context: OrganizationContext): Promise<SupportGroupId | null> {
    return (await context.loaders.groupOfTown.load(code, context.asOf))?.id ?? null;
  }

  @FieldResolver(() => DivisionCodeScalar, {
    nullable: true,
    description:
      'The helper city whose unit leads its group on the day of the operation; null = none does, or no group is known (组团所属帮扶市).',
  })
  async helperCityCode(@Root() { code }: Town, @Ctx() context: OrganizationContext): Promise<DivisionCode | null> {
    return (await context.loaders.groupOfTown.load(code, context.asOf))?.helperCityCode ?? null;
  }

  @FieldResolver(() => [ImportIssueType], { description: 'What the imports could not decide about it (导入问题).' })
  async importIssues(@Root() { code }: Town, @Ctx() context: OrganizationContext): Promise<ImportIssueType[]> {
    return ((await context.loaders.issues.load(code, context.asOf)) ?? []).map(presentImportIssue);
  }
}

/** The filter of a list of towns as the store takes it: a class becomes the codes of the towns that are of it on the day. */
async function townConditions(filter: TownFilter, day: PlainDate, { stores }: OrganizationContext) {
  const { cityCode, countyCode, kinds, category, codes, name } = filter;
  const ofCategory = category ? await stores.categorisations.findTownsOf(category, day) : null;
  const wanted = ofCategory === null ? codes : ofCategory.filter((code) => !codes || codes.includes(code));
  return {
    level: 'TOWNSHIP',
    ...(cityCode && { cityCode }),
    ...(countyCode && { countyCode }),
    ...(kinds && { kinds }),
    ...(wanted && { codes: wanted }),
    ...(name && { name }),
  } as const;
}
