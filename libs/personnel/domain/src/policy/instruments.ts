import type { DivisionCode, Source } from '@bangfu/kernel';
import { GUANGDONG, SOURCE_KIND, divisionCode, plainDate } from '@bangfu/kernel';

/** 新丰县. */
export const XINFENG = divisionCode('440233');

/** What the rules of the provincial plan have in common: all of Guangdong, from its day on. */
export const PLAN = {
  jurisdiction: GUANGDONG,
  validFrom: plainDate('2021-06-04'),
  validTo: null,
  version: 1,
} as const;

/** What the rules of the Xinfeng notice have in common: they bind 新丰 alone, from its day on. */
export const XINFENG_NOTICE = {
  jurisdiction: XINFENG,
  validFrom: plainDate('2021-09-10'),
  validTo: null,
  version: 1,
} as const;

/**
 * How the codes of all towns in a province, city or county begin: 44, 4402, 440233. Codes are those first registered,
 * so a town that was moved to another county stays with its first one.
 */
export const codeBeginning = (division: DivisionCode): string =>
  division.length > 6 ? division : division.replace(/(00)+$/, '');

/** Whether rules of a jurisdiction bind a town. */
export const binds = (jurisdiction: DivisionCode, townCode: DivisionCode): boolean =>
  townCode.startsWith(codeBeginning(jurisdiction));

/** A record and its source as a verdict cites them: `派驻名册（模拟数据）`, `组团（政策文件 …）`. */
export function cite(record: string, { kind, reference }: Source): string {
  return kind === 'DOCUMENT' || kind === 'REGISTER'
    ? `${record}（${SOURCE_KIND[kind].zh} ${reference}）`
    : `${record}（${SOURCE_KIND[kind].zh}）`;
}
