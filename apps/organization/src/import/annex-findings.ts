import { REGISTER_SOURCE } from '@bangfu/documents';
import type { DivisionCode, ImportFinding } from '@bangfu/kernel';
import type { CityPairing, PioneerQuota } from '@bangfu/organization-domain';
import { annexTotals, compareWithRegister } from '@bangfu/organization-domain';

/** What the findings about the plan's annex are computed from. */
export interface AnnexFacts {
  readonly pairings: readonly CityPairing[];
  readonly pioneers: readonly PioneerQuota[];
  readonly registerTowns: ReadonlyMap<DivisionCode, number>;
  readonly cityName: (code: DivisionCode) => string;
}

const OWNER = '广东省乡村振兴局';
const RATIO = [5, 2, 3] as const;

/** What the annex leaves for a person to decide: against the register, against the ratio of P-2.3, and which cities play which part. */
export const annexFindings = (facts: AnnexFacts): readonly ImportFinding[] => [
  ...registerDifferences(facts),
  ...ratio(facts),
  ...roles(facts),
];

/** I-67: a city has more or fewer towns in the register than in the annex. */
const registerDifferences = ({ pairings, pioneers, registerTowns, cityName }: AnnexFacts): ImportFinding[] =>
  compareWithRegister(pairings, pioneers, registerTowns)
    .filter((city) => city.annexTowns !== city.registerTowns)
    .map((city) => ({
      caseId: 'I-67',
      subjectKind: 'City',
      subjectId: city.cityCode,
      subjectLabel: cityName(city.cityCode),
      requirementIds: ['PA-1', 'PA-2', 'PA-N1'],
      readings: [
        { value: `${city.annexTowns}个`, source: '粤委办发电〔2021〕60号 附件（2020-12-31）' },
        { value: `${city.registerTowns}个`, source: `区划登记 ${REGISTER_SOURCE}` },
      ],
      suggestion: null,
      owner: '广东省民政厅',
    }));

/** I-22: the ratio of P-2.3 beside what the annex's rows add up to. */
function ratio({ pairings, pioneers }: AnnexFacts): ImportFinding[] {
  const { quota } = annexTotals(pairings, pioneers);
  const parts = [quota.prdCity, quota.provincialAndCentral, quota.localCity];
  const whole = RATIO.reduce<number>((sum, part) => sum + part, 0);
  if (parts.every((part, place) => part * whole === quota.keySupport * (RATIO[place] ?? 0))) return [];
  return [
    {
      caseId: 'I-22',
      subjectKind: 'PairingAnnex',
      subjectId: 'PA',
      subjectLabel: '方案附件',
      requirementIds: ['P-2.3d', 'PA-1'],
      readings: [
        { value: RATIO.join('：'), source: 'P-2.3d' },
        { value: parts.join('：'), source: 'PA-1（各行之和）' },
      ],
      suggestion: '以附件各格为任务数，5：2：3仅作全省说明',
      owner: OWNER,
    },
  ];
}

/** I-24: the cities that help are not the cities of pioneer towns. */
function roles({ pairings, pioneers, cityName }: AnnexFacts): ImportFinding[] {
  const helpers = [...new Set(pairings.map(({ helperCityCode }) => helperCityCode))];
  const leading = pioneers.map(({ cityCode }) => cityCode);
  if (helpers.length === leading.length && helpers.every((code) => leading.includes(code))) return [];
  const names = (codes: readonly DivisionCode[]) => codes.map(cityName).join('、');
  return [
    {
      caseId: 'I-24',
      subjectKind: 'PairingAnnex',
      subjectId: 'PA-roles',
      subjectLabel: '帮扶市与先行示范市',
      requirementIds: ['P-2.2h'],
      readings: [
        { value: `帮扶市${helpers.length}个：${names(helpers)}`, source: 'PA-1' },
        { value: `先行示范市${leading.length}个：${names(leading)}`, source: 'PA-2' },
      ],
      suggestion: '帮扶、被帮扶、先行示范为互不推导的三种角色',
      owner: OWNER,
    },
  ];
}
