import type { Posting } from '@bangfu/personnel-domain';
import type { PersonId, PlainDate, TownTeamId, UnitId } from '@bangfu/kernel';

/** What is needed of storage for postings. */
export interface PostingStore {
  /** All postings of the teams, ended and planned ones too, in one find. */
  findByTeams(teamIds: readonly TownTeamId[]): Promise<readonly Posting[]>;
  /** All postings of the persons, in one find. */
  findByPersons(personIds: readonly PersonId[]): Promise<readonly Posting[]>;
  /** The postings of the units' people that hold on the day, in one find. */
  findByUnits(unitIds: readonly UnitId[], day: PlainDate): Promise<readonly Posting[]>;
}
