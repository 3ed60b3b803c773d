import type { DivisionCode, DivisionKind, DivisionLevel, PlainDate, Source, Validity } from '@bangfu/kernel';
import { holdsOn } from '@bangfu/kernel';

/** A code that a division carries or carried. The first one registered is its key for ever. */
export interface DatedCode extends Validity {
  readonly code: DivisionCode;
}

/** Another name under which documents or statistics know a division. */
export interface DivisionAlias {
  readonly name: string;
  readonly source: Source;
}

/** A division of Guangdong: province, city, county, town or village. `validFrom` null: the register does not say since when. */
export interface Division extends Validity {
  /** The code first registered: the key. */
  readonly code: DivisionCode;
  readonly name: string;
  readonly level: DivisionLevel;
  /** Null where the register does not tell, as for a village-level stand-in. */
  readonly kind: DivisionKind | null;
  /** What a division of kind OTHER is: 林场, 监狱, 开发区 … */
  readonly label: string | null;
  readonly parentCode: DivisionCode | null;
  /** The city it lies in; itself for a city, null for the province. */
  readonly cityCode: DivisionCode | null;
  /** The county it lies in; null for towns directly under 东莞 and 中山, and above county level. */
  readonly countyCode: DivisionCode | null;
  readonly codes: readonly DatedCode[];
  readonly aliases: readonly DivisionAlias[];
  readonly source: Source;
}

/** Whether a division was known under the code on the day: its key, or another code valid then. */
export const isKnownAs = (division: Division, code: DivisionCode, day: PlainDate): boolean =>
  division.code === code || division.codes.some((dated) => dated.code === code && holdsOn(dated, day));

/** Whether a town-level division is one of those that the plan's 1,127 counts: towns and townships, no subdistricts, no farms (P-2.2a, I-04). */
export const countsTowardQuota = ({ level, kind }: Division): boolean =>
  level === 'TOWNSHIP' && (kind === 'TOWN' || kind === 'RURAL_TOWNSHIP');
