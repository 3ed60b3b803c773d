import type { DivisionCode, PlainDate } from '@bangfu/kernel';
import { DateScalar, DivisionCodeScalar, ORDINARY_LIST, listName, pageRequest, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
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

const AS_OF = {
  nullable: true,
  description: 'The day asked about; the day of the whole operation unless given (日期).',
} as const;

@Resolver(() => Division)
export class DivisionResolver {
  @Query(() => Division, { nullable: true, description: 'The division that carries a code on a day (按代码查区划).' })
  async division(
    @Ctx() context: OrganizationContext,
    @Arg('code', () => DivisionCodeScalar, { description: 'Any code the division carries on that day (代码).' })
    code: DivisionCode,
    @Arg('asOf', () => DateScalar, AS_OF) asOf?: PlainDate | null,
  ): Promise<Division> {
    const day = asOf ?? context.asOf;
    const found = await context.loaders.division.load(code, day);
    if (!found) throw requestFault('NOT_FOUND', `no division carries the code ${code} on ${day}`);
    return presentDivision(found);
  }

  @Query(() => DivisionConnection, { description: 'Divisions (行政区划列表).' })
  async divisions(
    @Ctx() context: OrganizationContext,
    @Arg('filter', () => DivisionFilter, { nullable: true, description: 'Narrows the list (筛选).' })
    filter?: DivisionFilter | null,
    @Arg('orderBy', () => DivisionOrderEnum, { defaultValue: DivisionOrderEnum.CODE, description: 'The order (排序).' })
    orderBy: DivisionOrder = 'CODE',
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
    @Arg('asOf', () => DateScalar, AS_OF) asOf?: PlainDate | null,
  ): Promise<Connection<Division>> {
    const day = asOf ?? context.asOf;
    const { level, kinds, parentCode, name } = filter ?? {};
    const conditions = {
      ...(level && { level }),
      ...(kinds && { kinds }),
      ...(parentCode && { parentCode }),
      ...(name && { name }),
    };
    const list = listName('divisions', orderBy, { ...conditions, day });
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    return DivisionConnection.of({
      list,
      page: await context.stores.divisions.page(conditions, day, orderBy, request.after, request.limit),
      isFirstPage: request.after === null,
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
    @Arg('asOf', () => DateScalar, AS_OF) asOf?: PlainDate | null,
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
  async roles(@Root() { code }: City, @Ctx() { stores, asOf }: OrganizationContext) {
    const [pairings, pioneers] = await Promise.all([
      stores.pairings.findInForce({}, asOf),
      stores.pairings.pioneerQuotas(),
    ]);
    return [
      ...(pairings.some(({ helperCityCode }) => helperCityCode === code) ? [CityRoleEnum.HELPER] : []),
      ...(pairings.some(({ recipientCityCode }) => recipientCityCode === code) ? [CityRoleEnum.RECIPIENT] : []),
      ...(pioneers.some(({ cityCode }) => cityCode === code) ? [CityRoleEnum.PIONEER] : []),
    ];
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
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
  ): Promise<Connection<Village>> {
    const conditions = { level: 'VILLAGE', parentCode: code } as const;
    const list = listName('town.villages', 'CODE', conditions);
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    return VillageConnection.of({
      list,
      page: await context.stores.divisions.page(conditions, context.asOf, 'CODE', request.after, request.limit),
      isFirstPage: request.after === null,
      keysOf: (village) => [village.code],
      present: presentVillage,
      count: () => context.stores.divisions.count(conditions, context.asOf),
    });
  }
}
