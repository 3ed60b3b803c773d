import type { DivisionCode, PlainDate, Validity } from '@bangfu/kernel';
import { holdsOn } from '@bangfu/kernel';
import type { Target } from '@bangfu/policy';
import { PLAN, XINFENG_NOTICE, binds } from '../policy/instruments';
import { countOf, rosterOn } from '../posting/posting';
import type { Posting, TeamRole } from '../posting/posting';
import { isRosterReported } from './town-team';
import type { TownTeam } from './town-team';

/** 原则上不少于5人 (P-2.1b). */
export const TEAM_FLOOR = 5;

/** What a number of people is stated for: the clauses differ (I-61). */
export type CountedPer = 'TOWN' | 'TEAM';

/** How many people of a role a clause asks of a team. */
export interface RoleQuota extends Validity {
  readonly role: TeamRole;
  readonly requirementId: string;
  readonly target: Target;
  readonly countedPer: CountedPer;
  readonly jurisdiction: DivisionCode;
}

const atLeast = (value: number): Target => ({ comparator: 'AT_LEAST', value, max: null });
const exactly = (value: number): Target => ({ comparator: 'EXACTLY', value, max: null });
const between = (value: number, max: number): Target => ({ comparator: 'BETWEEN', value, max });

/** The specialists that each town or team is to have. 新丰 counts its commissioners per team, the province per town: both hold (I-61). */
export const SPECIALIST_QUOTAS: readonly RoleQuota[] = [
  { ...PLAN, role: 'SCI_TECH_COMMISSIONER', requirementId: 'P-4.12c', target: atLeast(1), countedPer: 'TOWN' },
  { ...PLAN, role: 'THREE_SUPPORTS_STAFF', requirementId: 'P-4.12d', target: between(1, 2), countedPer: 'TEAM' },
  { ...PLAN, role: 'GRADUATE_VOLUNTEER', requirementId: 'P-4.12e', target: between(2, 3), countedPer: 'TEAM' },
  {
    ...XINFENG_NOTICE,
    role: 'SCI_TECH_COMMISSIONER',
    requirementId: 'X-2.2a',
    target: atLeast(1),
    countedPer: 'TEAM',
  },
  { ...XINFENG_NOTICE, role: 'FINANCE_ASSISTANT', requirementId: 'X-2.2d', target: exactly(1), countedPer: 'TEAM' },
];

/** The places of a team's cadres. 新丰 states its one captain itself; elsewhere it follows from the lead unit's sending one. */
const CADRE_QUOTAS: readonly RoleQuota[] = [
  { ...XINFENG_NOTICE, role: 'CAPTAIN', requirementId: 'X-2.1b', target: exactly(1), countedPer: 'TEAM' },
  { ...PLAN, role: 'CAPTAIN', requirementId: 'P-2.1i', target: exactly(1), countedPer: 'TEAM' },
  { ...PLAN, role: 'MEMBER', requirementId: 'P-2.1b', target: atLeast(TEAM_FLOOR - 1), countedPer: 'TEAM' },
];

/** The places of one role in a team on a day. */
export interface TeamPlaces {
  readonly role: TeamRole;
  readonly requiredFrom: number;
  /** Null: no upper bound. */
  readonly requiredTo: number | null;
  /** How many are posted; null while nobody has reported the roster. */
  readonly filled: number | null;
  /** How many of the places required have nobody reported for them. */
  readonly open: number;
  readonly requirementId: string;
}

/**
 * The places of a team on a day, by role: for each role the first quota that binds the town. First secretaries are
 * members of the team (P-2.1o), so they fill members' places.
 */
export function placesOn(team: TownTeam, postings: readonly Posting[], day: PlainDate): readonly TeamPlaces[] {
  const roster = isRosterReported(team, day) ? rosterOn(postings, day) : null;
  const binding = [...CADRE_QUOTAS, ...SPECIALIST_QUOTAS].filter(
    (quota) => holdsOn(quota, day) && binds(quota.jurisdiction, team.townCode),
  );
  return binding
    .filter(({ role }, place) => binding.findIndex((quota) => quota.role === role) === place)
    .map(({ role, target, requirementId }) => {
      const requiredFrom = target.value ?? 0;
      const filled =
        roster && (role === 'MEMBER' ? countOf(roster, 'MEMBER', 'FIRST_SECRETARY') : countOf(roster, role));
      return {
        role,
        requiredFrom,
        requiredTo: upperBound(target),
        filled,
        open: Math.max(0, requiredFrom - (filled ?? 0)),
        requirementId,
      };
    });
}

/** The places that have nobody reported for them on a day. */
export const openPlacesOn = (...facts: Parameters<typeof placesOn>): readonly TeamPlaces[] =>
  placesOn(...facts).filter(({ open }) => open > 0);

const upperBound = ({ comparator, value, max }: Target): number | null => (comparator === 'EXACTLY' ? value : max);
