import type { PlainDate } from '@bangfu/kernel';
import { invariant } from '@bangfu/kernel';
import { AsOf } from '@bangfu/graphql';
import { postingEligibility } from '@bangfu/personnel-domain';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PersonnelContext } from '../context';
import { Person } from '../person/person.graphql';
import { presentPerson } from '../person/person.presenter';
import { TownTeam } from '../town-team/town-team.graphql';
import { presentTeam } from '../town-team/town-team.presenter';
import { Unit, unitReferenceTo } from '../unit/unit.graphql';
import { Verdict, presentVerdict } from '../verdict.graphql';
import { Posting } from './posting.graphql';

@Resolver(() => Posting)
export class PostingResolver {
  @FieldResolver(() => Person, { nullable: true, description: 'The person (人员).' })
  async person(@Root() { personId }: Posting, @Ctx() { loaders, asOf }: PersonnelContext): Promise<Person | null> {
    const found = await loaders.person.load(personId, asOf);
    return found && presentPerson(found);
  }

  @FieldResolver(() => TownTeam, { nullable: true, description: 'The team (工作队).' })
  async team(
    @Root() { teamId, knownTeam }: Posting,
    @Ctx() { loaders, asOf }: PersonnelContext,
  ): Promise<TownTeam | null> {
    const found = knownTeam ?? (await loaders.team.load(teamId, asOf));
    return found && presentTeam(found);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit the person belongs to; null = not reported (派出单位).',
  })
  dispatchingUnit(@Root() { dispatchingUnitId }: Posting): Unit | null {
    return dispatchingUnitId && unitReferenceTo(dispatchingUnitId);
  }

  @FieldResolver(() => [Verdict], {
    description:
      'Whether the person may hold the role on the day, rule by rule: captains (P-2.1f to P-2.1i, X-2.1c, X-2.1d) and members (P-2.1k, P-2.1l); empty for other roles (任职资格).',
  })
  async eligibility(
    @Root() { value, knownTeam }: Posting,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<InstanceType<typeof Verdict>[]> {
    const { loaders, asOf: today } = context;
    const [person, team] = await Promise.all([
      loaders.person.load(value.personId, today),
      knownTeam ?? loaders.team.load(value.teamId, today),
    ]);
    invariant(person && team, `posting ${value.id} has its person and its team`);
    const group = await loaders.group.load(team.supportGroupId, today);
    invariant(group, `team ${team.id} has its group`);
    return postingEligibility({ posting: value, person, group }, asOf ?? today).map(presentVerdict);
  }
}
