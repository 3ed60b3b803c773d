import type { TeamKind, TeamStatus, TownTeam } from '@bangfu/personnel-domain';
import type { DivisionCode, PlainDate, SupportGroupId, TownTeamId } from '@bangfu/kernel';

/** Which teams a list is about; every field narrows it. */
export interface TownTeamFilter {
  readonly townCodes?: readonly DivisionCode[];
  /** Only towns that lie in this division, by the beginning of their codes. */
  readonly divisionCode?: DivisionCode;
  readonly supportGroupIds?: readonly SupportGroupId[];
  readonly kind?: TeamKind;
  readonly status?: TeamStatus;
  /** Whether anybody has reported the roster on the day. */
  readonly rosterReported?: boolean;
}

/** The order of a list of teams; the id breaks ties. */
export type TownTeamOrder = 'TOWN' | 'BEGINNING';

/** What is needed of storage for the teams of the support groups. */
export interface TownTeamStore {
  findByIds(ids: readonly TownTeamId[]): Promise<readonly TownTeam[]>;
  /** The teams of towns on a day, in one find. */
  findByTowns(townCodes: readonly DivisionCode[], day: PlainDate): Promise<readonly TownTeam[]>;
  /** The teams of support groups on a day, in one find. */
  findByGroups(groupIds: readonly SupportGroupId[], day: PlainDate): Promise<readonly TownTeam[]>;
  page(
    filter: TownTeamFilter,
    day: PlainDate,
    orderBy: TownTeamOrder,
    after: readonly (string | number | null)[] | null,
    limit: number,
  ): Promise<{ items: readonly TownTeam[]; hasMore: boolean }>;
  count(filter: TownTeamFilter, day: PlainDate): Promise<number>;
}
