import type { TownCategorisation } from '@bangfu/organization-domain';
import type { DivisionCode, PlainDate, TownCategory } from '@bangfu/kernel';

/** What is needed of storage for the classes of towns. */
export interface TownCategorisationStore {
  /** The class that each of the towns has on the day, in one find; a town that is not in the answer has none known. */
  findByTowns(townCodes: readonly DivisionCode[], day: PlainDate): Promise<readonly TownCategorisation[]>;
  /** The towns that are of a class on the day. */
  findTownsOf(category: TownCategory, day: PlainDate): Promise<readonly DivisionCode[]>;
  /** How many towns are of each class on the day. */
  countByCategory(day: PlainDate): Promise<ReadonlyMap<TownCategory, number>>;
}
