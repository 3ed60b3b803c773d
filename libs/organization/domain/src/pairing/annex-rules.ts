import type { TownCategory } from '@bangfu/kernel';
import { GUANGDONG, TOWN_CATEGORY, plainDate } from '@bangfu/kernel';
import { met, noData, unmet } from '@bangfu/policy';
import type { Rule } from '@bangfu/policy';

/** A figure that the plan prints, beside what the stored rows add up to. */
export interface PrintedFigure {
  readonly name: string;
  readonly printed: number;
  readonly computed: number;
}

const PLAN_ISSUED_ON = plainDate('2021-06-04');
const PLAN = {
  jurisdiction: GUANGDONG,
  validFrom: PLAN_ISSUED_ON,
  validTo: null,
  waivable: false,
  version: 1,
} as const;

/** PA-3: the tiers of each row add up to its total, and the rows to the printed subtotals and totals. */
export const ANNEX_ARITHMETIC: Rule<readonly PrintedFigure[]> = {
  ...PLAN,
  id: 'annex-arithmetic',
  requirementId: 'PA-3',
  title: '附件各行、小计、合计相符',
  strength: 'MUST',
  severity: 'ERROR',
  judge: (figures) => {
    const wrong = figures.filter(({ printed, computed }) => printed !== computed);
    const grounds = {
      actual: `${figures.length - wrong.length}`,
      target: `${figures.length}`,
      inputs: figures.map(({ name, printed, computed }) => ({
        name,
        value: `${computed}（印 ${printed}）`,
        source: 'PA-1',
      })),
    };
    return wrong.length === 0
      ? met(`${figures.length}个印出的数均与各行之和相符。`, grounds)
      : unmet(`${wrong.map(({ name }) => name).join('、')}与各行之和不符。`, grounds);
  },
};

/** How many towns are known to be of a class, and how many of the towns counted have no known class. */
export interface CategoryCount {
  readonly counted: number;
  readonly uncategorised: number;
}

/** The rules of P-2.2 on how many towns are of each class: 600, 301, 226. */
export const CATEGORY_COUNTS: Readonly<Record<TownCategory, Rule<CategoryCount>>> = {
  KEY_SUPPORT: categoryCount('KEY_SUPPORT', 'P-2.2b', 600),
  CONSOLIDATION: categoryCount('CONSOLIDATION', 'P-2.2e', 301),
  PIONEER: categoryCount('PIONEER', 'P-2.2f', 226),
};

function categoryCount(category: TownCategory, requirementId: string, target: number): Rule<CategoryCount> {
  const name = TOWN_CATEGORY[category].zh;
  return {
    ...PLAN,
    id: `count-of-${category.toLowerCase().replaceAll('_', '-')}-towns`,
    requirementId,
    title: `${name}共${target}个`,
    strength: 'MUST',
    severity: 'WARN',
    judge: ({ counted, uncategorised }) => {
      const grounds = {
        actual: String(counted),
        target: String(target),
        inputs: [
          { name: `已知${name}数`, value: String(counted), source: '乡镇分类' },
          { name: '未知类别的乡镇数', value: String(uncategorised), source: '乡镇分类' },
        ],
      };
      if (counted === target) return met(`已知${name}${counted}个，与规定的${target}个一致。`, grounds);
      // Too few may only mean that no source has said yet; too many cannot become right.
      return counted < target && uncategorised > 0
        ? noData(`已知${name}${counted}个，另有${uncategorised}个乡镇类别未知，不能判定。`, grounds)
        : unmet(`已知${name}${counted}个，规定为${target}个。`, grounds);
    },
  };
}
