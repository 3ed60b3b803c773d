import type { PlainDate } from '@bangfu/kernel';
import { DateScalar, ORDINARY_LIST, listName, pageRequest } from '@bangfu/graphql';
import type { Connection, PageOf, PageRequest } from '@bangfu/graphql';
import type { Person as PersonValue } from '@bangfu/personnel-domain';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AS_OF } from '../as-of';
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
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
    @Arg('asOf', () => DateScalar, AS_OF) asOf?: PlainDate | null,
  ): Promise<Connection<Person>> {
    const day = asOf ?? today;
    const list = listName('unit.postedPersons', 'ID', { unitId: id, day });
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    const postings = (await loaders.postingsOfUnit.load(id, day)) ?? [];
    const personIds = [...new Set(postings.map(({ personId }) => personId))].toSorted();
    const page = pageOf(personIds, request);
    const persons = await Promise.all(page.items.map((personId) => loaders.person.load(personId, today)));
    return PersonConnection.of<PersonValue>({
      list,
      page: { items: persons.filter((person) => person !== null), hasMore: page.hasMore },
      isFirstPage: request.after === null,
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
