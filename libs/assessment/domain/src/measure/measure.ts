import type { Source } from '@bangfu/kernel';

/** A task that a clause sets, with those who answer for it (工作任务). */
export interface Measure {
  /** The id of the clause that sets it: `K-1`, `E-27`. */
  readonly id: string;
  /** Its place among all measures, from 1. */
  readonly place: number;
  readonly clauseId: string;
  readonly documentId: string;
  readonly title: string;
  /** What it asks, in English; the wording of the clause is not held. */
  readonly summary: string;
  /** As printed and in the printed order; prefixes that the print leaves out are not filled in (I-36). */
  readonly responsibleUnits: readonly string[];
  /** Whether the printed list ends in 等 or 有关. */
  readonly openEnded: boolean;
  readonly source: Source;
}

/** What a list of responsible units leaves open (I-36). */
export const LIST_GAPS = ['OPEN_ENDED', 'NO_COMMON_FIRST_ITEM', 'NO_PROVINCIAL_UNIT'] as const;
export type ListGap = (typeof LIST_GAPS)[number];

/** The item with which most lists of a document begin (各级党委、政府 in K); null when there are no lists. */
export function commonFirstItem(measures: readonly Pick<Measure, 'responsibleUnits'>[]): string | null {
  const counts = new Map<string, number>();
  for (const { responsibleUnits } of measures) {
    const [first] = responsibleUnits;
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** What a measure's list leaves open. `commonFirst` is the item that the lists of its document have in common. */
export function listGaps(
  { responsibleUnits, openEnded }: Pick<Measure, 'responsibleUnits' | 'openEnded'>,
  commonFirst: string | null,
): readonly ListGap[] {
  return [
    ...(openEnded ? (['OPEN_ENDED'] as const) : []),
    ...(commonFirst !== null && !responsibleUnits.includes(commonFirst) ? (['NO_COMMON_FIRST_ITEM'] as const) : []),
    ...(responsibleUnits.some((unit) => unit.includes('省')) ? [] : (['NO_PROVINCIAL_UNIT'] as const)),
  ];
}

/**
 * The body that a measure sets out to assess and also makes responsible (E-29, E-30; I-18): 对各帮扶市开展考核 with
 * 各帮扶市 among the responsible. Null when there is none.
 */
export function assessedAndResponsible({
  title,
  responsibleUnits,
}: Pick<Measure, 'title' | 'responsibleUnits'>): string | null {
  const assessed = /^对(.+?)开展(?:考核|综合评价)$/.exec(title)?.[1];
  return assessed === undefined ? null : (responsibleUnits.find((unit) => unit.endsWith(assessed)) ?? null);
}
