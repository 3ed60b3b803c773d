import type { DatedLoader, RequestContext } from '@bangfu/graphql';
import type { ImportIssue, ImportIssueContext } from '@bangfu/import-issue';
import type { DivisionCode, PersonId, SupportGroupId, TownTeamId, UnitId } from '@bangfu/kernel';
import type { Person, Posting, SupportGroupProjection, TownTeam } from '@bangfu/personnel-domain';
import type { PersonStore } from './person/person.store';
import type { PostingStore } from './posting/posting.store';
import type { SupportGroupProjectionStore } from './support-group/support-group.store';
import type { TownTeamStore } from './town-team/town-team.store';

/** What the resolvers of this service are given with each request. */
export interface PersonnelContext extends RequestContext, ImportIssueContext {
  readonly stores: PersonnelStores;
  readonly loaders: {
    readonly team: DatedLoader<TownTeamId, TownTeam>;
    readonly teamOfTown: DatedLoader<DivisionCode, TownTeam>;
    readonly teamOfGroup: DatedLoader<SupportGroupId, TownTeam>;
    readonly group: DatedLoader<SupportGroupId, SupportGroupProjection>;
    readonly person: DatedLoader<PersonId, Person>;
    /** All postings of a team, whatever the day. */
    readonly postingsOfTeam: DatedLoader<TownTeamId, readonly Posting[]>;
    /** All postings of a person, whatever the day. */
    readonly postingsOfPerson: DatedLoader<PersonId, readonly Posting[]>;
    /** The postings of a unit's people that hold on the day. */
    readonly postingsOfUnit: DatedLoader<UnitId, readonly Posting[]>;
    readonly issues: DatedLoader<string, readonly ImportIssue[]>;
  };
}

/** The service's stores on its own database. */
export interface PersonnelStores {
  readonly groups: SupportGroupProjectionStore;
  readonly teams: TownTeamStore;
  readonly postings: PostingStore;
  readonly persons: PersonStore;
}
