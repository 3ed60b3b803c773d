import { seedId } from '@bangfu/documents';
import { SYNTHETIC_SOURCE, addDays, addYears, idOf, period } from '@bangfu/kernel';
import type { Period, PlainDate, UnitId } from '@bangfu/kernel';
import type { CadreRank, Person, SupportGroupProjection, TeamRole } from '@bangfu/personnel-domain';
import { CADRE_ROLES, KINDS_WITHOUT_ESTABLISHMENT } from '@bangfu/personnel-domain';
import { chance, isUpperTier } from './roster-plan';
import type { RosterFault } from './roster-plan';

/** The place for which a person is invented. */
export interface InventedPlace {
  /** Tells this person from every other one of the set. */
  readonly key: string;
  readonly role: TeamRole;
  readonly dispatchingUnitId: UnitId | null;
  /** The number of the place in the roster, the captain's first. */
  readonly place: number;
  readonly fault: RosterFault;
  readonly group: SupportGroupProjection;
  readonly startsOn: PlainDate;
}

const SURNAMES = [...'陈李黄张梁林王吴刘何罗郑谢邓许曾朱周彭叶'];
const GIVEN_FIRST = [...'志文国建晓永海伟嘉思慧丽明春家'];
const GIVEN_SECOND = [...'强辉华平敏玲东军雯杰婷锋斌莹'];

/** Invents a person for a place. What no rule asks about the role stays unknown. */
export function inventPerson(place: InventedPlace): Person {
  const { key, role } = place;
  return {
    id: idOf('Person', seedId('person', place.startsOn, key)),
    name: inventedName(key),
    ...(CADRE_ROLES.includes(role) ? cadre(place) : NOT_ASKED),
    source: SYNTHETIC_SOURCE,
  };
}

type CadreFacts = Pick<Person, 'politicalStatus' | 'partyFullMemberSince' | 'rank' | 'employmentKind' | 'birthMonth'>;

const NOT_ASKED: CadreFacts = {
  politicalStatus: null,
  partyFullMemberSince: null,
  rank: null,
  employmentKind: null,
  birthMonth: null,
};

const cadre = (place: InventedPlace): CadreFacts => (place.role === 'CAPTAIN' ? captain(place) : member(place));

function captain(place: InventedPlace): CadreFacts {
  const { key, fault, startsOn } = place;
  if (fault === 'CAPTAIN_NOT_REPORTED_ON') return { ...NOT_ASKED, employmentKind: employment(place) };
  const onProbation = fault === 'CAPTAIN_ON_PROBATION';
  const newlyFull = fault === 'CAPTAIN_NEWLY_FULL_MEMBER';
  const age = fault === 'CAPTAIN_ABOVE_FIFTY' ? 53 : 36 + chance(`age ${key}`, 13);
  return {
    politicalStatus: onProbation ? 'CPC_PROBATIONARY' : 'CPC_FULL_MEMBER',
    partyFullMemberSince: onProbation ? null : newlyFull ? addDays(startsOn, -180) : addYears(startsOn, -12),
    rank: captainRank(place),
    employmentKind: employment(place),
    birthMonth: bornBefore(startsOn, age, key),
  };
}

function member(place: InventedPlace): CadreFacts {
  const { key, fault, startsOn, place: number } = place;
  const isAtFault = number === 1 || number === 3;
  const age = 27 + chance(`age ${key}`, 17);
  const common = {
    rank: chance(`rank ${key}`, 4) === 0 ? ('DEPUTY_SECTION' as const) : ('SECTION_STAFF' as const),
    employmentKind: fault === 'MEMBER_NOT_ESTABLISHED' && isAtFault ? ('OTHER' as const) : employment(place),
    birthMonth: bornBefore(startsOn, age, key),
  };
  if (fault === 'MEMBER_OUTSIDE_PARTY' && isAtFault)
    return { ...common, politicalStatus: 'NON_PARTY', partyFullMemberSince: null };
  return chance(`party ${key}`, 12) === 0
    ? { ...common, politicalStatus: 'CPC_PROBATIONARY', partyFullMemberSince: null }
    : { ...common, politicalStatus: 'CPC_FULL_MEMBER', partyFullMemberSince: addYears(startsOn, -5) };
}

function captainRank({ fault, group, key }: InventedPlace): CadreRank {
  const upper = isUpperTier(group.tier);
  if (fault === 'CAPTAIN_BELOW_RANK') return upper ? 'SECTION' : 'SECTION_STAFF';
  const isAboveFloor = chance(`rank ${key}`, 3) === 0;
  if (upper) return isAboveFloor ? 'DIVISION' : 'DEPUTY_DIVISION';
  return isAboveFloor ? 'SECTION' : 'DEPUTY_SECTION';
}

/** Firms have no establishment (I-31). */
function employment({ group, dispatchingUnitId }: InventedPlace): 'ESTABLISHED' | 'REGULAR_EMPLOYEE' {
  const unit = group.units.find(({ unitId }) => unitId === dispatchingUnitId);
  return unit && KINDS_WITHOUT_ESTABLISHMENT.includes(unit.kind) ? 'REGULAR_EMPLOYEE' : 'ESTABLISHED';
}

/** A month of birth that makes a person of the age, by completed years, on the day. */
function bornBefore(day: PlainDate, age: number, key: string): Period {
  const month = 1 + chance(`month ${key}`, Number(day.slice(5, 7)) - 1);
  return period('MONTH', `${Number(day.slice(0, 4)) - age}-${String(month).padStart(2, '0')}`);
}

function inventedName(key: string): string {
  const pick = (characters: readonly string[], part: string): string =>
    characters[chance(`${part} ${key}`, characters.length)] ?? '';
  return `（模拟）${pick(SURNAMES, 'surname')}${pick(GIVEN_FIRST, 'first')}${pick(GIVEN_SECOND, 'second')}`;
}
