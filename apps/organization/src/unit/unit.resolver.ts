import { idOf } from '@bangfu/kernel';
import { ORDINARY_LIST, listName, pageRequest, reading, requestFault } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
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
    @Arg('filter', () => UnitFilter, { nullable: true, description: 'Narrows the list (筛选).' })
    filter?: UnitFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
  ): Promise<Connection<Unit>> {
    const { tier, kind, divisionCode, name } = filter ?? {};
    const conditions = {
      ...(tier && { tier }),
      ...(kind && { kind }),
      ...(divisionCode && { divisionCode }),
      ...(name && { name }),
    };
    const list = listName('units', 'NAME', conditions);
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    return UnitConnection.of({
      list,
      page: await stores.units.page(conditions, request.after, request.limit),
      isFirstPage: request.after === null,
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
