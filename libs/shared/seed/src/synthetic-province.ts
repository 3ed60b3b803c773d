import { createHash } from 'node:crypto';
import { divisions, pairingAnnex, pioneerTowns, seedId } from '@bangfu/documents';
import type { DivisionRow, PairingAnnexRow } from '@bangfu/documents';
import { SYNTHETIC_SOURCE, TOWN_CATEGORY, divisionCode, idOf, invariant, plainDate } from '@bangfu/kernel';
import type { DispatchTier, DivisionCode, TownCategory, UnitKind } from '@bangfu/kernel';
import type { SeedCategorisation, SeedGroup, SeedMember, SeedUnit } from './seed-records';
import { xinfengGroups } from './xinfeng-groups';

/** The synthetic set begins on the day of the plan. */
const BEGINS_ON = plainDate('2021-06-04');

/** Who is in an invented group besides its lead, by the tier of the group: the formula of P-2.3c, or 1+5 in a county (X-2.3a). */
const MEMBER_KINDS: Readonly<Record<'KEY' | 'COUNTY', readonly UnitKind[]>> = {
  KEY: ['ENTERPRISE', 'RESEARCH'],
  COUNTY: ['PARTY_GOV_ORGAN', 'PARTY_GOV_ORGAN', 'PUBLIC_INSTITUTION', 'ENTERPRISE', 'PARTY_GOV_ORGAN'],
};
const KIND_WORDS: Partial<Record<UnitKind, string>> = {
  ENTERPRISE: '企业',
  RESEARCH: '科研单位',
  PUBLIC_INSTITUTION: '事业单位',
  PARTY_GOV_ORGAN: '机关',
};
const TIER_WORDS: Readonly<Record<DispatchTier, string>> = {
  PROVINCIAL: '省直',
  CENTRAL: '中直驻粤',
  PRD_CITY: '帮扶市',
  LOCAL_CITY: '市直',
  COUNTY: '县直',
};

/** The invented rest of the province: classes, units and groups, none of them for a town that a document speaks of. */
export interface SyntheticProvince {
  readonly categorisations: readonly SeedCategorisation[];
  readonly units: readonly SeedUnit[];
  readonly groups: readonly SeedGroup[];
}

/**
 * Invents what the documents do not print, so that every query has something to answer: a class for each town, meeting
 * the annex's counts city by city where the register has enough towns, and a group for each helped town, meeting the
 * annex's tiers. The same on every machine. Every record says that it is synthetic; the documents' own records count
 * towards the annex's figures and are left alone.
 */
export function syntheticProvince(): SyntheticProvince {
  const register = divisions();
  const documents = xinfengGroups();
  const grouped = new Set(documents.groups.map(({ townCode }) => townCode));
  const categorised = new Map(documents.categorisations.map((known) => [known.townCode, known.category]));
  const codeOf = (name: string) => {
    const city = register.find((division) => division.level === 'PREFECTURE_CITY' && division.name === name);
    invariant(city, `city ${name} is in the register`);
    return city.code;
  };

  const categorisations: SeedCategorisation[] = [];
  const towns: PlannedTown[] = [];
  for (const row of pairingAnnex()) {
    const cityTowns = townsOf(register, codeOf(row.recipientCity));
    // A town that the documents class keeps its class; one whose group is disputed comes first, so that it gets the printed one.
    const open = cityTowns
      .filter(({ code }) => !categorised.has(code))
      .toSorted((a, b) => Number(grouped.has(b.code)) - Number(grouped.has(a.code)));
    const known = (category: TownCategory) => cityTowns.filter(({ code }) => categorised.get(code) === category);
    const key = open.slice(0, row.keyTotal - known('KEY_SUPPORT').length);
    const consolidation = open.slice(key.length, key.length + row.consolidationTotal - known('CONSOLIDATION').length);
    categorisations.push(...key.map(invented('KEY_SUPPORT')), ...consolidation.map(invented('CONSOLIDATION')));
    const helper = codeOf(row.helperCity);
    const documented = documents.groups.filter(({ townCode }) => cityTowns.some(({ code }) => code === townCode));
    const tiers = tiersLeft(
      row,
      documented.map(({ tier }) => tier),
    );
    towns.push(
      ...key
        .filter(({ code }) => !grouped.has(code))
        .map((town, place) => ({ town, helper, tier: tiers[place] ?? 'LOCAL_CITY' })),
    );
    towns.push(
      ...consolidation
        .filter(({ code }) => !grouped.has(code))
        .map((town) => ({ town, helper, tier: 'COUNTY' as const })),
    );
  }
  for (const { city, towns: count } of pioneerTowns()) {
    categorisations.push(...townsOf(register, codeOf(city)).slice(0, count).map(invented('PIONEER')));
  }
  const planned = towns.map((town) => planGroup(town));
  return { categorisations, units: planned.flatMap(({ units }) => units), groups: planned.map(({ group }) => group) };
}

interface PlannedTown {
  readonly town: DivisionRow;
  readonly helper: DivisionCode;
  readonly tier: DispatchTier;
}

/** The towns and townships of a city in an order that has nothing to do with their codes, the same every time. */
function townsOf(register: readonly DivisionRow[], city: DivisionCode): readonly DivisionRow[] {
  const counties = new Set(register.filter(({ parent }) => parent === city).map(({ code }) => code));
  const isInCity = ({ parent }: DivisionRow) => parent === city || (parent !== null && counties.has(parent));
  const shuffle = ({ code }: DivisionRow) => createHash('sha256').update(`town ${code}`).digest('hex');
  return register
    .filter((division) => (division.kind === 'TOWN' || division.kind === 'RURAL_TOWNSHIP') && isInCity(division))
    .toSorted((a, b) => (shuffle(a) < shuffle(b) ? -1 : 1));
}

const invented =
  (category: TownCategory) =>
  ({ code }: DivisionRow): SeedCategorisation => ({
    townCode: code,
    category,
    localLabel: null,
    validFrom: BEGINS_ON,
    source: SYNTHETIC_SOURCE,
  });

/** The tiers that the annex gives the key towns of a city, less those that the documents' own groups already fill. */
function tiersLeft(row: PairingAnnexRow, taken: readonly (DispatchTier | null)[]): readonly DispatchTier[] {
  const takenBy = (...tiers: DispatchTier[]) => taken.filter((tier) => tier !== null && tiers.includes(tier)).length;
  const repeat = (tier: DispatchTier, count: number): DispatchTier[] =>
    Array.from({ length: Math.max(0, count) }, () => tier);
  const upper = repeat('PROVINCIAL', row.provincialTowns - takenBy('PROVINCIAL', 'CENTRAL'));
  return [
    ...repeat('PRD_CITY', row.prdTowns - takenBy('PRD_CITY')),
    ...upper.map((tier, place) => (place % 4 === 3 ? 'CENTRAL' : tier)),
    ...repeat('LOCAL_CITY', row.localTowns - takenBy('LOCAL_CITY')),
  ];
}

function planGroup({ town, helper, tier }: PlannedTown): {
  readonly group: SeedGroup;
  readonly units: readonly SeedUnit[];
} {
  const kinds = MEMBER_KINDS[tier === 'COUNTY' ? 'COUNTY' : 'KEY'];
  const home: DivisionCode | null =
    tier === 'COUNTY' ? town.parent : tier === 'PRD_CITY' ? helper : tier === 'LOCAL_CITY' ? cityCodeOf(town) : null;
  const unit = (kind: UnitKind, place: number): SeedUnit => {
    const name = `（模拟）${town.name}${TIER_WORDS[tier]}${place === 0 ? '牵头' : `成员${place}号`}${KIND_WORDS[kind] ?? ''}（${town.code}）`;
    return {
      id: idOf('Unit', seedId('unit', BEGINS_ON, name)),
      name,
      kind,
      tier,
      divisionCode: home,
      printedNames: [],
      source: SYNTHETIC_SOURCE,
    };
  };
  const [lead, ...others] = [unit('PARTY_GOV_ORGAN', 0), ...kinds.map((kind, place) => unit(kind, place + 1))];
  const member = ({ id, name }: SeedUnit): SeedMember => ({ unitId: id, printedName: name });
  const group: SeedGroup = {
    id: idOf('SupportGroup', seedId('group', BEGINS_ON, `synthetic ${town.code}`)),
    townCode: town.code,
    printedTownName: town.name,
    townNameFit: 'EXACT',
    printedTownType: TOWN_CATEGORY[tier === 'COUNTY' ? 'CONSOLIDATION' : 'KEY_SUPPORT'].zh,
    tier,
    helperCityCode: tier === 'PRD_CITY' ? helper : null,
    lead: member(lead),
    leadCandidates: [],
    members: others.map(member),
    validFrom: BEGINS_ON,
    source: SYNTHETIC_SOURCE,
  };
  return { group, units: [lead, ...others] };
}

/** In the recipient cities every town lies in a county, whose code begins with the city's. */
const cityCodeOf = ({ code }: DivisionRow): DivisionCode => divisionCode(`${code.slice(0, 4)}00`);
