import type { PlainDate } from '@bangfu/kernel';
import { AsOf } from '@bangfu/graphql';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PersonnelContext } from '../context';
import { TownTeam } from '../town-team/town-team.graphql';
import { presentTeam } from '../town-team/town-team.presenter';
import { SupportGroup } from './support-group.graphql';

@Resolver(() => SupportGroup)
export class SupportGroupResolver {
  @FieldResolver(() => TownTeam, {
    nullable: true,
    description: "The group's team in its town on the day; null = none is known (驻镇帮扶工作队, P-2.1a).",
  })
  async team(
    @Root() { id }: SupportGroup,
    @Ctx() context: PersonnelContext,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<TownTeam | null> {
    const found = await context.loaders.teamOfGroup.load(id, asOf ?? context.asOf);
    return found && presentTeam(found);
  }
}
