import type { PlainDate } from '@bangfu/kernel';
import { After, AsOf, First, ORDINARY_LIST, listName, pageInMemory } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
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
        const { items, hasMore } = pageInMemory(personIds, (personId) => personId, request);
        const persons = await Promise.all(items.map((personId) => loaders.person.load(personId, today)));
        return { items: persons.filter((person) => person !== null), hasMore };
      },
      keysOf: (person) => [person.id],
      present: presentPerson,
      count: () => Promise.resolve(personIds.length),
    });
  }
}
