import type { Money } from '@bangfu/kernel';
import { sumMoney, times, wanYuan } from '@bangfu/kernel';

/** 新丰县 work funds a year: what the county's budget gives county teams and village teams (X-7b, X-7c). */
export const XINFENG_WORK_FUND = { countyTeam: wanYuan(5), villageTeam: wanYuan(1) } as const;

/** The teams among which the work funds go. */
export interface WorkFundTeams {
  readonly countyTeams: number;
  readonly villageTeams: number;
}

/** The two readings of 每年分别安排5万元和1万元 (I-20): so much for each team, or so much for all teams of a kind. */
export interface WorkFundReadings {
  readonly perTeam: Money;
  readonly lumpSum: Money;
}

/** Computes what both readings come to in a year; which one holds is decided by a person. */
export const readWorkFund = ({ countyTeams, villageTeams }: WorkFundTeams): WorkFundReadings => ({
  perTeam: sumMoney([
    times(XINFENG_WORK_FUND.countyTeam, countyTeams),
    times(XINFENG_WORK_FUND.villageTeam, villageTeams),
  ]),
  lumpSum: sumMoney(Object.values(XINFENG_WORK_FUND)),
});
