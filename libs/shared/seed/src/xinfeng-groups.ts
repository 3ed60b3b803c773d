import { divisions, seedId, xinfengTeams, xinfengTextReadings } from '@bangfu/documents';
import type { DivisionRow, XinfengTeamRow } from '@bangfu/documents';
import { TOWN_CATEGORY, divisionCode, fromDocument, idOf, invariant, plainDate, valuesOf } from '@bangfu/kernel';
import { matchPrintedName } from './printed-place';
import { readPrintedUnit } from './printed-unit';
import type { NamedUnit, NamingContext } from './printed-unit';
import type { SeedCategorisation, SeedGroup, SeedLeadCandidate, SeedMember, SeedUnit } from './seed-records';

/** The day of the Xinfeng notice; it prints no other beginning for its groups. */
const ISSUED_ON = plainDate('2021-09-10');
const DOCUMENT = '新乡振组〔2021〕12号';
const [COUNTY, CITY, HELPER_CITY] = [divisionCode('440233'), divisionCode('440200'), divisionCode('441900')];

/** The groups, units and town classes of the Xinfeng notice. */
export interface XinfengGroups {
  readonly groups: readonly SeedGroup[];
  readonly units: readonly SeedUnit[];
  readonly categorisations: readonly SeedCategorisation[];
}

/**
 * Xinfeng's seven support groups as the annex table prints them, with the readings of the text beside the table where
 * the two disagree about the lead (I-01). A town whose printed name is not registered is proposed, and gets no class
 * until a person has confirmed it (I-02).
 */
export function xinfengGroups(): XinfengGroups {
  const register = divisions();
  const towns = register.filter(({ parent }) => parent === COUNTY);
  const units = new UnitsByName();
  const groups = xinfengTeams().map((row) => readGroup(row, towns, contextOf(register, row), units));
  const categorisations = xinfengTeams().flatMap((row): SeedCategorisation[] => {
    const match = matchPrintedName(row.town, towns);
    if (match.fit !== 'EXACT') return [];
    const category = valuesOf(TOWN_CATEGORY).find((value) => TOWN_CATEGORY[value].zh === row.type) ?? null;
    return [
      {
        townCode: match.found.code,
        category,
        localLabel: category === null ? row.type : null,
        validFrom: ISSUED_ON,
        source: rowSource(row),
      },
    ];
  });
  return { groups, units: units.all(), categorisations };
}

const rowSource = ({ annexRow }: XinfengTeamRow) => fromDocument('XA-1', `${DOCUMENT} 附件第${annexRow}行`);

function contextOf(register: readonly DivisionRow[], { groupTier }: XinfengTeamRow): NamingContext {
  const place = (code: DivisionRow['code']) => {
    const found = register.find((division) => division.code === code);
    invariant(found, `division ${code} is in the register`);
    return found;
  };
  return { county: place(COUNTY), city: place(CITY), helperCity: place(HELPER_CITY), groupTier };
}

function readGroup(
  row: XinfengTeamRow,
  towns: readonly DivisionRow[],
  context: NamingContext,
  units: UnitsByName,
): SeedGroup {
  const match = matchPrintedName(row.town, towns);
  invariant(
    match.fit === 'EXACT' || match.fit === 'PROPOSED',
    `${row.town} fits one town of the county, or nearly one`,
  );
  const member = (printed: string): SeedMember => ({
    unitId: units.idOf(readPrintedUnit(printed, context), printed, row),
    printedName: printed,
  });
  const textLead = xinfengTextReadings().find(
    ({ annexRow, position }) => annexRow === row.annexRow && position === 'LEAD',
  );
  const disputed = textLead !== undefined && textLead.unit !== row.leadUnit;
  const leadCandidates: SeedLeadCandidate[] = disputed
    ? [
        { ...member(textLead.unit), readIn: `${textLead.clause}（通知正文）` },
        { ...member(row.leadUnit), readIn: `XA-1（附件第${row.annexRow}行）` },
      ]
    : [];
  const lead = disputed ? null : member(row.leadUnit);
  const tier = lead === null ? null : readPrintedUnit(row.leadUnit, context).tier;
  return {
    id: idOf('SupportGroup', seedId('group', ISSUED_ON, `${DOCUMENT} ${row.annexRow}`)),
    townCode: match.found.code,
    printedTownName: row.town,
    townNameFit: match.fit,
    printedTownType: row.type,
    tier,
    helperCityCode: tier === 'PRD_CITY' ? HELPER_CITY : null,
    lead,
    leadCandidates,
    members: [...row.firstSecretaryUnits, ...row.memberUnits].map(member),
    validFrom: ISSUED_ON,
    source: rowSource(row),
  };
}

/** The units met so far: one for each full name, with every form in which it is printed. */
class UnitsByName {
  private readonly byName = new Map<string, SeedUnit>();

  idOf(named: NamedUnit, printed: string, row: XinfengTeamRow): SeedUnit['id'] {
    const known = this.byName.get(named.name);
    const unit: SeedUnit = known ?? {
      ...named,
      id: idOf('Unit', seedId('unit', ISSUED_ON, named.name)),
      printedNames: [],
      source: rowSource(row),
    };
    const isNewForm = printed !== named.name && !unit.printedNames.includes(printed);
    this.byName.set(named.name, isNewForm ? { ...unit, printedNames: [...unit.printedNames, printed] } : unit);
    return unit.id;
  }

  all(): readonly SeedUnit[] {
    return [...this.byName.values()];
  }
}
