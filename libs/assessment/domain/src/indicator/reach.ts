import type { DispatchTier, DivisionCode, SupportGroupId, TownCategory } from '@bangfu/kernel';
import { GUANGDONG, TOWN_CATEGORY } from '@bangfu/kernel';
import type { VerdictInput } from '@bangfu/policy';

/** What is known about who supports a town; the tier is null while the lead is disputed or not known. */
export interface SupportingGroup {
  readonly id: SupportGroupId;
  readonly tier: DispatchTier | null;
  readonly helperCityCode: DivisionCode | null;
}

/** What decides whether a jurisdiction's indicators reach a town or its group. */
export interface Territory {
  /** Null: no source gives one. */
  readonly category: TownCategory | null;
  /** Null: no group is known. */
  readonly group: SupportingGroup | null;
}

/** Whether an indicator reaches a subject, with the facts that say so. */
export interface Reach {
  readonly state: 'REACHED' | 'NOT_REACHED' | 'UNKNOWN';
  readonly inputs: readonly VerdictInput[];
}

const ORGANIZATION = '组织与结对';

/**
 * Whether a jurisdiction's indicators reach a town or its group. The province's reach every town. A helper city's reach
 * the towns whose group its units lead: others led by somebody known, and towns of a class that no helper city supports
 * (P-2.2c), are out of reach; where it is not known who leads, the answer is not known either.
 */
export function reachOf(jurisdiction: DivisionCode, { category, group }: Territory): Reach {
  if (jurisdiction === GUANGDONG) return { state: 'REACHED', inputs: [] };
  const inputs: readonly VerdictInput[] = [
    { name: '乡镇类别', value: category && TOWN_CATEGORY[category].zh, source: ORGANIZATION },
    { name: '帮扶组团', value: group?.id ?? null, source: ORGANIZATION },
    { name: '组团层级', value: group?.tier ?? null, source: ORGANIZATION },
    { name: '组团所属帮扶市', value: group?.helperCityCode ?? null, source: ORGANIZATION },
  ];
  return { state: stateOf(jurisdiction, category, group), inputs };
}

function stateOf(
  jurisdiction: DivisionCode,
  category: TownCategory | null,
  group: SupportingGroup | null,
): Reach['state'] {
  if (group !== null && group.helperCityCode !== null) {
    return group.helperCityCode === jurisdiction ? 'REACHED' : 'NOT_REACHED';
  }
  const ledByOthers = group !== null && group.tier !== null && group.tier !== 'PRD_CITY';
  const classWithoutHelper = category !== null && category !== 'KEY_SUPPORT';
  return ledByOthers || classWithoutHelper ? 'NOT_REACHED' : 'UNKNOWN';
}

/** Whether a town is a key support town, the only ones that an indicator of key towns measures. */
export function reachOfKeyTown({ category }: Territory): Reach {
  return {
    state: category === null ? 'UNKNOWN' : category === 'KEY_SUPPORT' ? 'REACHED' : 'NOT_REACHED',
    inputs: [{ name: '乡镇类别', value: category && TOWN_CATEGORY[category].zh, source: ORGANIZATION }],
  };
}
