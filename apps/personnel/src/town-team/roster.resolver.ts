import type { PlainDate } from '@bangfu/kernel';
import { invariant } from '@bangfu/kernel';
import { AsOf } from '@bangfu/graphql';
import type { Posting as PostingValue } from '@bangfu/personnel-domain';
import {
  headcountOn,
  isRosterReported,
  openPlacesOn,
  placesOn,
  rosterOn,
  teamVerdicts,
} from '@bangfu/personnel-domain';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PersonnelContext } from '../context';
import { Posting } from '../posting/posting.graphql';
import { presentPosting } from '../posting/posting.presenter';
import { Verdict, presentVerdict } from '../verdict.graphql';
import { TeamHeadcount, TeamPlaces } from './roster.graphql';
import { TownTeam } from './town-team.graphql';
import { presentHeadcount, presentPlaces } from './town-team.presenter';

/** Who is in a team on a day, what is open, and how the rules judge it. */
@Resolver(() => TownTeam)
export class RosterResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether anybody has reported who is in it on the day; if not, nothing is judged (名册是否已上报).',
  })
  rosterReported(
    @Root() { value }: TownTeam,
    @Ctx() { asOf: today }: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): boolean {
    return isRosterReported(value, asOf ?? today);
  }

  @FieldResolver(() => [Posting], {
    description: 'The postings that hold on the day, captain first, then by role (在任人员).',
  })
  async postings(
    @Root() { value }: TownTeam,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Posting[]> {
    return rosterOn(await allPostings(value.id, context), asOf ?? context.asOf).map((posting) =>
      presentPosting(posting, value),
    );
  }

  @FieldResolver(() => Posting, {
    nullable: true,
    description: 'The captain on the day; null = none is reported (队长, P-2.1f).',
  })
  async captain(
    @Root() { value }: TownTeam,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Posting | null> {
    const roster = rosterOn(await allPostings(value.id, context), asOf ?? context.asOf);
    const captain = roster.find(({ role }) => role === 'CAPTAIN');
    return captain ? presentPosting(captain, value) : null;
  }

  @FieldResolver(() => TeamHeadcount, {
    description: 'How many people are in it on the day, with and without the specialists (人数, P-2.1b, I-30).',
  })
  async headcount(
    @Root() { value }: TownTeam,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<TeamHeadcount> {
    return presentHeadcount(headcountOn(value, await allPostings(value.id, context), asOf ?? context.asOf));
  }

  @FieldResolver(() => [TeamPlaces], {
    description: 'All places that the clauses ask of the team on the day, role by role (应配备岗位).',
  })
  async places(
    @Root() { value }: TownTeam,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<TeamPlaces[]> {
    return placesOn(value, await allPostings(value.id, context), asOf ?? context.asOf).map(presentPlaces);
  }

  @FieldResolver(() => [TeamPlaces], {
    description: 'The places for which too few people are reported on the day, role by role (空缺岗位).',
  })
  async openPlaces(
    @Root() { value }: TownTeam,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<TeamPlaces[]> {
    return openPlacesOn(value, await allPostings(value.id, context), asOf ?? context.asOf).map(presentPlaces);
  }

  @FieldResolver(() => [Verdict], {
    description:
      'Whether it is complete and rotates as it must on the day, rule by rule (判定, P-2.1b to P-2.1d, P-4.12c to P-4.12e, X-2.1, X-2.2).',
  })
  async verdicts(
    @Root() { value }: TownTeam,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<InstanceType<typeof Verdict>[]> {
    const [postings, group] = await Promise.all([
      allPostings(value.id, context),
      context.loaders.group.load(value.supportGroupId, context.asOf),
    ]);
    invariant(group, `team ${value.id} has its group`);
    return teamVerdicts({ team: value, group, postings }, asOf ?? context.asOf).map(presentVerdict);
  }
}

// Whatever day a field asks about, the history of a team is read once.
const allPostings = async (
  teamId: TownTeam['id'],
  { loaders, asOf }: PersonnelContext,
): Promise<readonly PostingValue[]> => (await loaders.postingsOfTeam.load(teamId, asOf)) ?? [];
