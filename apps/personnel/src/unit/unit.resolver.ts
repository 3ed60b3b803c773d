import type { PlainDate } from '@bangfu/kernel';
import { After, AsOf, First, ORDINARY_LIST, listName } from '@bangfu/graphql';
import type { Connection, PageOf, PageRequest } from '@bangfu/graphql';
import type { Person as PersonValue } from '@bangfu/personnel-domain';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PersonnelContext } from '../context';
import { Person, PersonConnection } from '../person/person.graphql';
import { presentPerson } from '../person/person.presenter';
import { Unit } from './unit.graphql';

@Resolver(() => Unit)
export class UnitResolver {
  @FieldResolver(() => PersonConnection, {
    description: 'The people whom the unit has posted on the day, in the order of their ids (派出人员, X-2.1a).',
  })
  async postedPersons(
    @Root() { id }: Unit,
    @Ctx() { loaders, asOf: today }: PersonnelContext,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Connection<Person>> {
    const day = asOf ?? today;
    const postings = (await loaders.postingsOfUnit.load(id, day)) ?? [];
    const personIds = [...new Set(postings.map(({ personId }) => personId))].toSorted();
    return PersonConnection.read<PersonValue>({
      list: listName('unit.postedPersons', 'ID', { unitId: id, day }),
      size: ORDINARY_LIST,
      first,
      after,
      read: async (request) => {
        const { items, hasMore } = pageOf(personIds, request);
        const persons = await Promise.all(items.map((personId) => loaders.person.load(personId, today)));
        return { items: persons.filter((person) => person !== null), hasMore };
      },
      keysOf: (person) => [person.id],
      present: presentPerson,
      count: () => Promise.resolve(personIds.length),
    });
  }
}

/** A page of ids in order, taken in memory: a loader has read them for all units of the operation in one find. */
function pageOf<Id extends string>(ids: readonly Id[], { after, limit }: PageRequest): PageOf<Id> {
  const place = after?.[0];
  const following = place == null ? ids : ids.filter((id) => id > String(place));
  return { items: following.slice(0, limit), hasMore: following.length > limit };
}
