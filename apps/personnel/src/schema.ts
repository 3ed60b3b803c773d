import { buildSubgraph } from '@bangfu/graphql';
import type { Subgraph } from '@bangfu/graphql';
import { importIssueResolver } from '@bangfu/import-issue';
import type { PersonnelContext } from './context';
import { personReference } from './person/person.reference';
import { PersonResolver } from './person/person.resolver';
import { PostingResolver } from './posting/posting.resolver';
import { SupportGroup } from './support-group/support-group.graphql';
import { supportGroupReference } from './support-group/support-group.reference';
import { SupportGroupResolver } from './support-group/support-group.resolver';
import { RosterResolver } from './town-team/roster.resolver';
import { townTeamReference } from './town-team/town-team.reference';
import { TownTeamResolver } from './town-team/town-team.resolver';
import { Town } from './town/town.graphql';
import { townReference } from './town/town.reference';
import { TownResolver } from './town/town.resolver';
import { Unit } from './unit/unit.graphql';
import { unitReference } from './unit/unit.reference';
import { UnitResolver } from './unit/unit.resolver';

/** The graph of the personnel service. */
export const personnelSubgraph = (): Subgraph =>
  buildSubgraph<PersonnelContext>({
    resolvers: [
      TownTeamResolver,
      RosterResolver,
      PostingResolver,
      PersonResolver,
      TownResolver,
      SupportGroupResolver,
      UnitResolver,
      importIssueResolver('personnel', '队伍与人员'),
    ],
    orphanedTypes: [Town, SupportGroup, Unit],
    references: {
      TownTeam: townTeamReference,
      Person: personReference,
      Town: townReference,
      SupportGroup: supportGroupReference,
      Unit: unitReference,
    },
  });
