import { idOf } from '@bangfu/kernel';
import { reading, requestFault } from '@bangfu/graphql';
import { inOrderOfBeginning } from '@bangfu/personnel-domain';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PersonnelContext } from '../context';
import { Posting } from '../posting/posting.graphql';
import { presentPosting } from '../posting/posting.presenter';
import { Person } from './person.graphql';
import { presentPerson } from './person.presenter';

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, { nullable: true, description: 'A person by the id (按编号查人员).' })
  async person(
    @Ctx() { loaders, asOf }: PersonnelContext,
    @Arg('id', () => ID, { description: 'The id (编号).' }) id: string,
  ): Promise<Person> {
    const found = await loaders.person.load(
      reading(() => idOf('Person', id)),
      asOf,
    );
    if (!found) throw requestFault('NOT_FOUND', `no person has the id ${id}`);
    return presentPerson(found);
  }

  @FieldResolver(() => [Posting], { description: 'All postings of the person, the earliest first (派驻经历).' })
  async postings(@Root() { id }: Person, @Ctx() { loaders, asOf }: PersonnelContext): Promise<Posting[]> {
    const postings = (await loaders.postingsOfPerson.load(id, asOf)) ?? [];
    return inOrderOfBeginning(postings).map((posting) => presentPosting(posting));
  }
}
