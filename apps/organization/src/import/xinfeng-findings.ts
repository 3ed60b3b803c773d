import { xinfengTeams, xinfengTextReadings } from '@bangfu/documents';
import type { DispatchTier, ImportFinding } from '@bangfu/kernel';
import { DISPATCH_TIER, UNIT_KIND } from '@bangfu/kernel';
import type { SupportGroup, TownCategorisation, Unit } from '@bangfu/organization-domain';

/** What the findings about Xinfeng's groups are computed from. */
export interface XinfengFacts {
  readonly groups: readonly SupportGroup[];
  readonly units: readonly Unit[];
  readonly categorisations: readonly TownCategorisation[];
  /** The registered name of a town by its code. */
  readonly townName: (code: string) => string;
}

const OWNER = '新丰县委实施乡村振兴战略领导小组';
/** How many groups of each tier the notice itself counts (X-1.1a). */
const PRINTED_TIER_COUNT = '省直、中直2个，东莞1个，市直1个';

/** What the Xinfeng notice leaves for a person to decide: its text against its table, its names against the register. */
export function xinfengFindings(facts: XinfengFacts): readonly ImportFinding[] {
  return [
    ...disputedLeads(facts),
    ...unregisteredTownNames(facts),
    ...localLabels(facts),
    ...unitsPrintedOtherwise(facts),
    ...mixedTiers(facts),
    ...formulas(facts),
    ...tierCounts(facts),
  ];
}

const ofGroup = ({ id, printedTownName }: SupportGroup) => ({
  subjectKind: 'SupportGroup',
  subjectId: id,
  subjectLabel: printedTownName,
  owner: OWNER,
});

/** I-01: the text and the table name different lead units. */
const disputedLeads = ({ groups }: XinfengFacts): ImportFinding[] =>
  groups
    .filter(({ leadCandidates }) => leadCandidates.length > 0)
    .map((group) => ({
      ...ofGroup(group),
      caseId: 'I-01',
      requirementIds: ['X-1.1b', 'XA-1'],
      readings: group.leadCandidates.map(({ value, source }) => ({ value, source })),
      suggestion: group.leadCandidates[0]?.value ?? null,
    }));

/** I-02: the printed name of a town is not registered; a similar one is. */
const unregisteredTownNames = ({ groups, townName }: XinfengFacts): ImportFinding[] =>
  groups
    .filter(({ townNameFit }) => townNameFit === 'PROPOSED')
    .map((group) => ({
      ...ofGroup(group),
      subjectKind: 'Town',
      subjectId: group.townCode,
      caseId: 'I-02',
      requirementIds: ['X-1.1d', 'XA-1'],
      readings: [
        { value: group.printedTownName, source: group.source.reference },
        { value: townName(group.townCode), source: `区划登记 ${group.townCode}` },
      ],
      suggestion: townName(group.townCode),
    }));

/** I-03: the label printed for a town is none of the three classes. */
const localLabels = ({ categorisations, townName }: XinfengFacts): ImportFinding[] =>
  categorisations.flatMap(({ townCode, category, localLabel, source }) =>
    category !== null || localLabel === null
      ? []
      : [
          {
            caseId: 'I-03',
            subjectKind: 'Town',
            subjectId: townCode,
            subjectLabel: townName(townCode),
            requirementIds: ['XA-1', 'P-2.2g', 'X-1.2a'],
            readings: [
              { value: localLabel, source: source.reference },
              { value: '先行示范镇（由属地市负责）', source: 'P-2.2g' },
            ],
            suggestion: null,
            owner: '韶关市乡村振兴局',
          },
        ],
  );

/** I-08: beyond the lead, the text names a unit otherwise than the table of the same row. */
function unitsPrintedOtherwise({ groups }: XinfengFacts): ImportFinding[] {
  return xinfengTeams().flatMap((row): ImportFinding[] => {
    const group = groups.find(({ printedTownName }) => printedTownName === row.town);
    const inTable = [row.leadUnit, ...row.firstSecretaryUnits, ...row.memberUnits];
    const inText = xinfengTextReadings().filter(
      ({ annexRow, position }) => annexRow === row.annexRow && position !== 'LEAD',
    );
    const onlyInText = inText.filter(({ unit, expandsTo }) => !inTable.includes(expandsTo ?? unit));
    const onlyInTable = inTable
      .slice(1)
      .filter((name) => !inText.some(({ unit, expandsTo }) => (expandsTo ?? unit) === name));
    if (!group || (onlyInText.length === 0 && onlyInTable.length === 0)) return [];
    return [
      {
        ...ofGroup(group),
        caseId: 'I-08',
        requirementIds: [...new Set(onlyInText.map(({ clause }) => clause)), 'XA-1'],
        readings: [
          { value: onlyInText.map(({ unit }) => unit).join('、') || '（无）', source: '通知正文' },
          { value: onlyInTable.join('、') || '（无）', source: group.source.reference },
        ],
        suggestion: onlyInText[0]?.unit ?? null,
      },
    ];
  });
}

/** I-09: a unit's own tier is not that of the group in which it is listed. */
function mixedTiers({ groups, units }: XinfengFacts): ImportFinding[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return groups.flatMap((group): ImportFinding[] => {
    const others = group.memberships.flatMap(({ unitId, printedName }) => {
      const tier = byId.get(unitId)?.tier;
      return tier === undefined || group.tier === null || tier === group.tier
        ? []
        : [{ value: `${printedName}：${DISPATCH_TIER[tier].zh}`, source: group.source.reference }];
    });
    if (others.length === 0 || group.tier === null) return [];
    return [
      {
        ...ofGroup(group),
        caseId: 'I-09',
        requirementIds: ['XA-1'],
        readings: [{ value: `组团：${DISPATCH_TIER[group.tier].zh}（随牵头单位）`, source: 'P-2.2c' }, ...others],
        suggestion: `组团层级为${DISPATCH_TIER[group.tier].zh}，单位层级各自保留`,
      },
    ];
  });
}

/** I-12: the kinds of units in the group beside the province's formula; the county's counts persons instead of a research body. */
function formulas({ groups, units }: XinfengFacts): ImportFinding[] {
  const kindOf = new Map(units.map(({ id, kind }) => [id, kind]));
  return groups.flatMap((group): ImportFinding[] => {
    const unitIds = [
      ...group.memberships.map(({ unitId }) => unitId),
      ...group.leadCandidates.map(({ unitId }) => unitId),
    ];
    const kinds = new Set(unitIds.map((id) => kindOf.get(id)));
    const missing = [
      // Dongguan's towns and subdistricts act through their Party and government offices (X-1.1d).
      ...(kinds.has('PARTY_GOV_ORGAN') || kinds.has('TOWN_OR_SUBDISTRICT_UNIT') ? [] : [UNIT_KIND.PARTY_GOV_ORGAN.zh]),
      ...(kinds.has('ENTERPRISE') || kinds.has('PUBLIC_INSTITUTION') ? [] : ['企事业单位']),
      ...(kinds.has('RESEARCH') ? [] : [UNIT_KIND.RESEARCH.zh]),
    ];
    if (missing.length === 0) return [];
    return [
      {
        ...ofGroup(group),
        caseId: 'I-12',
        requirementIds: ['P-2.3c', 'X-1b'],
        readings: [
          { value: `党政机关+企事业单位+科研力量：缺${missing.join('、')}`, source: 'P-2.3c' },
          { value: '党政机关+企事业单位+四类人员：四类人员以派驻为准', source: 'X-1b' },
        ],
        suggestion: null,
      },
    ];
  });
}

/** I-60: how many groups of each tier either reading of I-01 makes, beside the county's own count (X-1.1a). */
function tierCounts({ groups, units }: XinfengFacts): ImportFinding[] {
  const disputed = groups.find(({ leadCandidates }) => leadCandidates.length > 0);
  if (!disputed) return [];
  const tierOf = new Map(units.map(({ id, tier }) => [id, tier]));
  const counts = (reading: DispatchTier | undefined): string => {
    const tiers = groups.map(({ id, tier }) => (id === disputed.id ? reading : tier));
    const count = (...wanted: DispatchTier[]) => tiers.filter((tier) => tier != null && wanted.includes(tier)).length;
    return `省直、中直${count('PROVINCIAL', 'CENTRAL')}个，东莞${count('PRD_CITY')}个，市直${count('LOCAL_CITY')}个`;
  };
  return [
    {
      ...ofGroup(disputed),
      caseId: 'I-60',
      requirementIds: ['X-1.1a', 'X-1.1b'],
      readings: [
        { value: PRINTED_TIER_COUNT, source: 'X-1.1a' },
        ...disputed.leadCandidates.map(({ unitId, source }) => ({
          value: counts(tierOf.get(unitId)),
          source: `按${source}`,
        })),
      ],
      suggestion:
        disputed.leadCandidates.find(({ unitId }) => counts(tierOf.get(unitId)) === PRINTED_TIER_COUNT)?.value ?? null,
    },
  ];
}
