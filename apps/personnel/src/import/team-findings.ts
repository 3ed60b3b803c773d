import type { XinfengTeamRow } from '@bangfu/documents';
import { UNIT_KIND } from '@bangfu/kernel';
import type { ImportFinding } from '@bangfu/kernel';
import {
  EMPLOYMENT_KIND,
  KINDS_WITHOUT_ESTABLISHMENT,
  NOMINATION_STATUS,
  SPECIALIST_QUOTAS,
  TEAM_FLOOR,
  TEAM_ROLE,
  TEAM_SIZE,
} from '@bangfu/personnel-domain';
import type { SupportGroupProjection, TownTeam } from '@bangfu/personnel-domain';
import { targetText } from '@bangfu/policy';

/** A row of the Xinfeng annex with the team and the group that it makes. */
export interface DocumentTeam {
  readonly row: XinfengTeamRow;
  readonly team: TownTeam;
  readonly group: SupportGroupProjection;
}

const OWNER = '新丰县委实施乡村振兴战略领导小组';

/** What the Xinfeng annex leaves for a person to decide about its seven teams. */
export const teamFindings = (teams: readonly DocumentTeam[]): readonly ImportFinding[] => [
  ...teams.flatMap(firstSecretariesToBeNominated),
  ...teams.flatMap(openFinanceAssistant),
  ...teams.flatMap(tooFewUnits),
  ...teams.flatMap(unitsWithoutEstablishment),
];

const ofTeam = ({ row, team }: DocumentTeam) => ({
  subjectKind: 'TownTeam',
  subjectId: team.id,
  subjectLabel: `${row.town}驻镇帮扶工作队`,
  owner: OWNER,
});

/** I-05: the row names no unit that sends a first secretary. */
function firstSecretariesToBeNominated(known: DocumentTeam): ImportFinding[] {
  const { row, team, group } = known;
  if (team.firstSecretaryNomination !== 'TO_BE_NOMINATED') return [];
  return [
    {
      ...ofTeam(known),
      caseId: 'I-05',
      requirementIds: ['XA-2'],
      readings: [
        { value: '未列单位名称', source: `${group.source.reference} ${TEAM_ROLE.FIRST_SECRETARY.zh}栏` },
        { value: row.memberUnits.join('、'), source: `${group.source.reference} 成员单位栏` },
      ],
      suggestion: NOMINATION_STATUS.TO_BE_NOMINATED.zh,
    },
  ];
}

/** I-07: the source of the finance assistant ends openly (等) and names no unit for the town. */
function openFinanceAssistant(known: DocumentTeam): ImportFinding[] {
  const { row, group } = known;
  const quota = SPECIALIST_QUOTAS.find(({ role }) => role === 'FINANCE_ASSISTANT');
  if (!quota || !row.financeAssistantSource.endsWith('等')) return [];
  return [
    {
      ...ofTeam(known),
      caseId: 'I-07',
      requirementIds: ['XA-3', quota.requirementId],
      readings: [
        { value: row.financeAssistantSource, source: `${group.source.reference} ${TEAM_ROLE.FINANCE_ASSISTANT.zh}栏` },
        { value: `每队 ${targetText(quota.target)} 人`, source: quota.requirementId },
      ],
      suggestion: null,
    },
  ];
}

/** I-11: at one person from each unit the team misses the floor of five. */
function tooFewUnits(known: DocumentTeam): ImportFinding[] {
  const { group } = known;
  // A disputed lead is one unit, whichever reading is right.
  const units = 1 + group.memberUnitIds.length;
  if (units >= TEAM_FLOOR) return [];
  return [
    {
      ...ofTeam(known),
      caseId: 'I-11',
      requirementIds: [TEAM_SIZE.requirementId, 'X-2.1a'],
      readings: [
        { value: `不少于${TEAM_FLOOR}人`, source: TEAM_SIZE.requirementId },
        { value: `${units}个单位各1人，缺${TEAM_FLOOR - units}人`, source: group.source.reference },
      ],
      suggestion: null,
    },
  ];
}

/** I-31: members must be on the establishment, and some units of the group have none. */
function unitsWithoutEstablishment(known: DocumentTeam): ImportFinding[] {
  const { group } = known;
  const firms = group.units.filter(({ kind }) => KINDS_WITHOUT_ESTABLISHMENT.includes(kind));
  if (firms.length === 0) return [];
  return [
    {
      ...ofTeam(known),
      caseId: 'I-31',
      requirementIds: ['P-2.1l'],
      readings: [
        { value: EMPLOYMENT_KIND.ESTABLISHED.zh, source: 'P-2.1l' },
        ...firms.map(({ name, kind }) => ({
          value: `${name}（${UNIT_KIND[kind].zh}，没有编制）`,
          source: group.source.reference,
        })),
      ],
      suggestion: `这些单位按${EMPLOYMENT_KIND.REGULAR_EMPLOYEE.zh}认定`,
    },
  ];
}
