import type { CityRole, DivisionCode, PlainDate } from '@bangfu/kernel';
import {
  After,
  AsOf,
  DivisionCodeScalar,
  Filter,
  First,
  ORDINARY_LIST,
  given,
  listName,
  pageInMemory,
  requestFault,
} from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { OrganizationContext } from '../context';
import {
  City,
  CityRoleEnum,
  County,
  Division,
  DivisionConnection,
  DivisionFilter,
  DivisionOrderEnum,
  Town,
  Village,
  VillageConnection,
} from './division.graphql';
import { presentCity, presentCounty, presentDivision, presentTown, presentVillage } from './division.presenter';
import type { DivisionOrder } from './division.store';

@Resolver(() => Division)
export class DivisionResolver {
  @Query(() => Division, { nullable: true, description: 'The division that carries a code on a day (按代码查区划).' })
  async division(
    @Ctx() context: OrganizationContext,
    @Arg('code', () => DivisionCodeScalar, { description: 'Any code the division carries on that day (代码).' })
    code: DivisionCode,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Division> {
    const day = asOf ?? context.asOf;
    const found = await context.loaders.division.load(code, day);
    if (!found) throw requestFault('NOT_FOUND', `no division carries the code ${code} on ${day}`);
    return presentDivision(found);
  }

  @Query(() => DivisionConnection, { description: 'Divisions (行政区划列表).' })
  async divisions(
    @Ctx() context: OrganizationContext,
    @Filter(() => DivisionFilter) filter?: DivisionFilter | null,
    @Arg('orderBy', () => DivisionOrderEnum, { defaultValue: DivisionOrderEnum.CODE, description: 'The order (排序).' })
    orderBy: DivisionOrder = 'CODE',
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Connection<Division>> {
    const day = asOf ?? context.asOf;
    const conditions = given(filter);
    return DivisionConnection.read({
      list: listName('divisions', orderBy, { ...conditions, day }),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => context.stores.divisions.page(conditions, day, orderBy, place, limit),
      keysOf: (division) => (orderBy === 'NAME' ? [division.name, division.code] : [division.code]),
      present: presentDivision,
      count: () => context.stores.divisions.count(conditions, day),
    });
  }

  @FieldResolver(() => Division, {
    nullable: true,
    description: 'The division it belongs to; null for the province (上级区划).',
  })
  async parent(@Root() { parentCode }: Division, @Ctx() context: OrganizationContext): Promise<Division | null> {
    const found = parentCode === null ? null : await context.loaders.division.load(parentCode, context.asOf);
    return found && presentDivision(found);
  }
}

@Resolver(() => City)
export class CityResolver {
  @Query(() => City, { nullable: true, description: 'The city that carries a code on a day (按代码查市).' })
  async city(
    @Ctx() context: OrganizationContext,
    @Arg('code', () => DivisionCodeScalar, { description: 'Any code the city carries on that day (代码).' })
    code: DivisionCode,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<City> {
    const day = asOf ?? context.asOf;
    const found = await context.loaders.division.load(code, day);
    if (found?.level !== 'PREFECTURE_CITY')
      throw requestFault('NOT_FOUND', `no city carries the code ${code} on ${day}`);
    return presentCity(found);
  }

  @FieldResolver(() => [CityRoleEnum], {
    description: 'What the city is in the programme on the day of the operation: independent roles (市的角色, P-2.2h).',
  })
  async roles(@Root() { code }: City, @Ctx() { loaders, asOf }: OrganizationContext): Promise<readonly CityRole[]> {
    return (await loaders.cityRoles.load(code, asOf)) ?? [];
  }
}

@Resolver(() => Village)
export class VillageResolver {
  @FieldResolver(() => Town, { nullable: true, description: 'The town-level division it lies in (所属镇).' })
  async town(@Root() { townCode }: Village, @Ctx() context: OrganizationContext): Promise<Town | null> {
    const found = await context.loaders.division.load(townCode, context.asOf);
    return found && presentTown(found);
  }
}

/** The divisions of a town: where it lies, and its villages. */
@Resolver(() => Town)
export class TownPlaceResolver {
  @FieldResolver(() => County, {
    nullable: true,
    description: 'The county it lies in; null directly under 东莞 and 中山 (所属县).',
  })
  async county(@Root() { countyCode }: Town, @Ctx() context: OrganizationContext): Promise<County | null> {
    const found = countyCode === null ? null : await context.loaders.division.load(countyCode, context.asOf);
    return found && presentCounty(found);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The city it lies in (所属市).' })
  async city(@Root() { cityCode }: Town, @Ctx() context: OrganizationContext): Promise<City | null> {
    const found = await context.loaders.division.load(cityCode, context.asOf);
    return found && presentCity(found);
  }

  @FieldResolver(() => VillageConnection, {
    description: 'The villages and communities of the town, by code (村、社区).',
  })
  async villages(
    @Root() { code }: Town,
    @Ctx() context: OrganizationContext,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
  ): Promise<Connection<Village>> {
    const villages = (await context.loaders.villagesOfTown.load(code, context.asOf)) ?? [];
    return VillageConnection.read({
      list: listName('town.villages', 'CODE', { townCode: code, day: context.asOf }),
      size: ORDINARY_LIST,
      first,
      after,
      read: (request) => Promise.resolve(pageInMemory(villages, (village) => village.code, request)),
      keysOf: (village) => [village.code],
      present: presentVillage,
      count: () => Promise.resolve(villages.length),
    });
  }
}
