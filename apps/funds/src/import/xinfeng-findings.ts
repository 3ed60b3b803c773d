import { divisions, xinfengTeams } from '@bangfu/documents';
import { amountText, readWorkFund } from '@bangfu/funds-domain';
import type { ImportFinding } from '@bangfu/kernel';
import { DIVISION_KIND, divisionCode } from '@bangfu/kernel';
import { xinfengGroups } from '@bangfu/seed';
import { PRINTED_SIGNATORY } from './printed-readings';

const COUNTY = { code: divisionCode('440233'), name: '新丰县' } as const;

/** What the Xinfeng notice leaves open about money and signatures. */
export const xinfengFindings = (): readonly ImportFinding[] => [...workFunds(), ...subdistrictSignatories()];

/** I-20: the county's work funds for each team, or in all. The teams are those of the notice's own rows. */
function workFunds(): ImportFinding[] {
  const countyRows = xinfengTeams().filter(({ groupTier }) => groupTier === 'COUNTY');
  const teams = {
    countyTeams: countyRows.length,
    villageTeams: countyRows.reduce((sum, { firstSecretaryUnits }) => sum + firstSecretaryUnits.length, 0),
  };
  const { perTeam, lumpSum } = readWorkFund(teams);
  if (perTeam === lumpSum) return [];
  return [
    {
      caseId: 'I-20',
      subjectKind: 'County',
      subjectId: COUNTY.code,
      subjectLabel: COUNTY.name,
      requirementIds: ['X-7b', 'X-7c'],
      readings: [
        {
          value: `按队计每年${amountText(perTeam)}（${teams.countyTeams}个县派工作队、${teams.villageTeams}个驻村工作队）`,
          source: 'X-7b、X-7c、XA-1',
        },
        { value: `按总额计每年${amountText(lumpSum)}`, source: 'X-7b、X-7c' },
      ],
      suggestion: null,
      owner: `${COUNTY.name}财政局`,
    },
  ];
}

/** I-19: a subdistrict with a group, for which the word of X-4.4a names no post. */
function subdistrictSignatories(): ImportFinding[] {
  const subdistricts = new Set(divisions().flatMap(({ code, kind }) => (kind === 'SUBDISTRICT' ? [code] : [])));
  return xinfengGroups()
    .groups.filter(({ townCode }) => subdistricts.has(townCode))
    .map(({ townCode, printedTownName, source }) => ({
      caseId: 'I-19',
      subjectKind: 'Town',
      subjectId: townCode,
      subjectLabel: printedTownName,
      requirementIds: [PRINTED_SIGNATORY.requirementId, 'P-2.1j', 'X-2.1f'],
      readings: [
        { value: PRINTED_SIGNATORY.word, source: PRINTED_SIGNATORY.requirementId },
        { value: `${printedTownName}为${DIVISION_KIND.SUBDISTRICT.zh}，设党工委`, source: source.reference },
      ],
      suggestion: '街道由党工委书记签字，签字角色同为乡镇党委书记',
      owner: '新丰县委实施乡村振兴战略领导小组',
    }));
}
