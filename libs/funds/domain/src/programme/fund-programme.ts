import type { Money, Programme, Source, Validity } from '@bangfu/kernel';
import { daysOf, fromDocument, plainDate, wanYuan, year as yearPeriod } from '@bangfu/kernel';
import type { FundSource } from '../fund-source/fund-source';

/**
 * The amount that a document states per town and year, on the average, for as long as it holds. It is never a town's
 * floor (I-28): the text names no level at which it is checked, so `checkedAt` is null.
 */
export interface AverageAmount extends Validity {
  readonly amount: Money;
  /** The level of division at which the text checks the average; null = it names none. */
  readonly checkedAt: 'PROVINCE' | 'CITY' | 'COUNTY' | null;
  readonly source: Source;
}

/** The first and the last year for which a programme raises money, both included. */
export interface FundingYears {
  readonly first: number;
  readonly last: number;
}

/** The money side of a programme. A programme without obligations has neither years nor amounts. */
export interface FundProgramme {
  readonly programme: Programme;
  readonly years: FundingYears | null;
  readonly averagesPerTown: readonly AverageAmount[];
  /** Where its money comes from; no two programmes share a source. */
  readonly sources: readonly FundSource[];
}

/** 驻镇帮镇扶村: on the average 2000万元 a town a year from 2021 to 2025 (P-4.11a), shared by three governments (P-4.11b). */
export const TOWN_ASSISTANCE_FUNDS = {
  programme: 'TOWN_ASSISTANCE',
  years: { first: 2021, last: 2025 },
  averagesPerTown: [
    {
      amount: wanYuan(2000),
      checkedAt: null,
      validFrom: plainDate('2021-01-01'),
      validTo: plainDate('2025-12-31'),
      source: fromDocument('P-4.11a', '粤委办发电〔2021〕60号 四（十一）'),
    },
  ],
  sources: ['PROVINCIAL_FISCAL', 'PRD_CITY_FISCAL', 'RECIPIENT_CITY_FISCAL'],
} as const satisfies FundProgramme;

/** Every programme, each with its own money. 东西部协作 has no obligations here: its money is never mixed with the other's. */
export const FUND_PROGRAMMES: readonly FundProgramme[] = [
  TOWN_ASSISTANCE_FUNDS,
  { programme: 'EAST_WEST', years: null, averagesPerTown: [], sources: ['EAST_WEST_FISCAL'] },
];

/** The years for which a programme raises money, in order; none where it has no obligations. */
export const fundingYears = ({ years }: FundProgramme): readonly number[] =>
  years === null ? [] : Array.from({ length: years.last - years.first + 1 }, (_, place) => years.first + place);

/** Whether a programme raises money for a year. */
export const isFunded = ({ years }: FundProgramme, year: number): boolean =>
  years !== null && Number.isInteger(year) && year >= years.first && year <= years.last;

/** The average amount per town that holds for the whole of a year; null when none does. */
export function averageOfYear(programme: FundProgramme, year: number): AverageAmount | null {
  if (!isFunded(programme, year)) return null;
  const { startsOn, endsOn } = daysOf(yearPeriod(year));
  const holds = ({ validFrom, validTo }: AverageAmount) =>
    (validFrom === null || validFrom <= startsOn) && (validTo === null || endsOn <= validTo);
  return programme.averagesPerTown.find(holds) ?? null;
}

/** What the average is and is not, in a sentence for whoever looks at one town (P-4.11a, I-28). */
export const AVERAGE_REMARK = '平均每镇每年2000万元是平均数，只在省、市、县的合计上核对，不是任何一个镇的底数或定额。';
