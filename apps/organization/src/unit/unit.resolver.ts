import { idOf } from '@bangfu/kernel';
import { After, Filter, First, ORDINARY_LIST, given, listName, reading, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { OrganizationContext } from '../context';
import { Division } from '../division/division.graphql';
import { presentDivision } from '../division/division.presenter';
import { Unit, UnitConnection, UnitFilter } from './unit.graphql';
import { presentUnit } from './unit.presenter';

@Resolver(() => Unit)
export class UnitResolver {
  @Query(() => Unit, { nullable: true, description: 'A unit by its id (按编号查单位).' })
  async unit(
    @Ctx() { loaders, asOf }: OrganizationContext,
    @Arg('id', () => ID, { description: 'The id (编号).' }) id: string,
  ): Promise<Unit> {
    const found = await loaders.unit.load(
      reading(() => idOf('Unit', id)),
      asOf,
    );
    if (!found) throw requestFault('NOT_FOUND', `no unit has the id ${id}`);
    return presentUnit(found);
  }

  @Query(() => UnitConnection, { description: 'Units by name (单位列表).' })
  async units(
    @Ctx() { stores }: OrganizationContext,
    @Filter(() => UnitFilter) filter?: UnitFilter | null,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
  ): Promise<Connection<Unit>> {
    const conditions = given(filter);
    return UnitConnection.read({
      list: listName('units', 'NAME', conditions),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => stores.units.page(conditions, place, limit),
      keysOf: (unit) => [unit.name, unit.id],
      present: presentUnit,
      count: () => stores.units.count(conditions),
    });
  }

  @FieldResolver(() => Division, {
    nullable: true,
    description: 'The division it belongs to; null = none, as for a central unit (所属区划).',
  })
  async division(
    @Root() { divisionCode }: Unit,
    @Ctx() { loaders, asOf }: OrganizationContext,
  ): Promise<Division | null> {
    const found = divisionCode === null ? null : await loaders.division.load(divisionCode, asOf);
    return found && presentDivision(found);
  }
}
