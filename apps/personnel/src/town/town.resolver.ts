import type { PlainDate, TownTeamId } from '@bangfu/kernel';
import { AsOf } from '@bangfu/graphql';
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { PersonnelContext } from '../context';
import { TownTeam } from '../town-team/town-team.graphql';
import { presentTeam } from '../town-team/town-team.presenter';
import { Town } from './town.graphql';

@Resolver(() => Town)
export class TownResolver {
  @FieldResolver(() => TownTeam, {
    nullable: true,
    description: 'The team stationed in the town on the day; null = none is known (驻镇帮扶工作队, P-2.1a).',
  })
  async team(
    @Root() { code }: Town,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<TownTeam | null> {
    const found = await context.loaders.teamOfTown.load(code, asOf ?? context.asOf);
    return found && presentTeam(found);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The id of the team stationed in the town on the day of the operation (驻镇帮扶工作队编号).',
  })
  async teamId(@Root() { code }: Town, @Ctx() context: PersonnelContext): Promise<TownTeamId | null> {
    return (await context.loaders.teamOfTown.load(code, context.asOf))?.id ?? null;
  }
}
