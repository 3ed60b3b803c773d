import type { TownCategory, VerdictOutcome, Vocabulary } from '@bangfu/kernel';
import { TOWN_CATEGORY } from '@bangfu/kernel';
import { met, noData, notApplicable, unmet } from '@bangfu/policy';
import type { Rule } from '@bangfu/policy';
import { PLAN_RULE } from '../programme/plan-rule';

/** 无资金任务的原因. */
export const FUNDING_ABSENCE = {
  YEAR_NOT_FUNDED: { zh: '年度不在筹资期内', en: 'The programme raises no money for that year (P-4.11a).' },
  CITY_NOT_RECIPIENT: {
    zh: '所在市不是被帮扶市',
    en: 'The town lies in a city that is none of the 13 recipient cities (P-4.11c).',
  },
} as const satisfies Vocabulary<string>;
export type FundingAbsence = keyof typeof FUNDING_ABSENCE;

/** What decides whether a town is one of those that a year's money is raised for. */
export interface QuotaHolderFacts {
  readonly year: number;
  /** Null = no source gives its class. */
  readonly category: TownCategory | null;
  /** Whether it is a town or township and no subdistrict or farm; null = not known. */
  readonly countsTowardQuota: boolean | null;
  readonly isYearFunded: boolean;
  readonly isCityRecipient: boolean;
}

/** Why no money is raised for any town of the city in the year; null = it is. */
export const fundingAbsence = ({
  isYearFunded,
  isCityRecipient,
}: Pick<QuotaHolderFacts, 'isYearFunded' | 'isCityRecipient'>): FundingAbsence | null =>
  !isYearFunded ? 'YEAR_NOT_FUNDED' : !isCityRecipient ? 'CITY_NOT_RECIPIENT' : null;

/**
 * P-4.11c: money is raised for the key support and consolidation towns of 13 cities. Pioneer towns, subdistricts and
 * towns of other cities are not among them: the rule does not concern them. Unmet only where a town is classed as one of
 * the two and cannot be.
 */
export const QUOTA_HOLDER: Rule<QuotaHolderFacts> = {
  ...PLAN_RULE,
  id: 'quota-holder',
  requirementId: 'P-4.11c',
  title: '资金任务镇为13个被帮扶市的重点帮扶镇和巩固提升镇',
  severity: 'ERROR',
  judge: ({ year, category, countsTowardQuota, isYearFunded, isCityRecipient }) => {
    const grounds = {
      actual: category === null ? null : TOWN_CATEGORY[category].zh,
      target: `${TOWN_CATEGORY.KEY_SUPPORT.zh}或${TOWN_CATEGORY.CONSOLIDATION.zh}`,
      inputs: [
        { name: '乡镇类别', value: category === null ? null : TOWN_CATEGORY[category].zh, source: '乡镇分类' },
        {
          name: '是否计入1127个乡镇',
          value: countsTowardQuota === null ? null : countsTowardQuota ? '是' : '否',
          source: '区划登记',
        },
        { name: '所在市是否被帮扶市', value: isCityRecipient ? '是' : '否', source: 'PA-1' },
      ],
    };
    if (!isYearFunded) return notApplicable(`${year}年不在筹资期内。`, grounds);
    if (category === 'PIONEER') return notApplicable('先行示范镇不在资金任务之列，由属地市负责。', grounds);
    if (category !== null) {
      const name = TOWN_CATEGORY[category].zh;
      if (!isCityRecipient) return unmet(`列为${name}，但所在市不是被帮扶市。`, grounds);
      return countsTowardQuota === false
        ? unmet(`列为${name}，但街道等不计入乡镇数。`, grounds)
        : met(`${name}，属资金任务镇。`, grounds);
    }
    if (!isCityRecipient) return notApplicable('所在市不是被帮扶市。', grounds);
    if (countsTowardQuota === false) return notApplicable('街道等不计入乡镇数，不在资金任务之列。', grounds);
    return noData('没有来源说明该镇类别，不能判定是否属资金任务镇。', grounds);
  },
};

/** Whether a town is a quota holder by what the rule finds; null where that cannot be told. */
export const isQuotaHolder = (outcome: VerdictOutcome): boolean | null =>
  outcome === 'NO_DATA' ? null : outcome === 'MET';
