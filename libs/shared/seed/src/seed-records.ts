import type {
  DispatchTier,
  DivisionCode,
  PlainDate,
  Source,
  SupportGroupId,
  TownCategory,
  UnitId,
  UnitKind,
} from '@bangfu/kernel';

/** A unit as an import first knows it. */
export interface SeedUnit {
  readonly id: UnitId;
  readonly name: string;
  readonly kind: UnitKind;
  readonly tier: DispatchTier;
  readonly divisionCode: DivisionCode | null;
  /** The names under which the source prints it, where they differ from `name`. */
  readonly printedNames: readonly string[];
  readonly source: Source;
}

/** A unit's place in a group, under its printed name. */
export interface SeedMember {
  readonly unitId: UnitId;
  readonly printedName: string;
}

/** A reading of who leads a group, where the sources disagree (I-01). */
export interface SeedLeadCandidate extends SeedMember {
  readonly readIn: string;
}

/** A support group as an import first knows it. */
export interface SeedGroup {
  readonly id: SupportGroupId;
  readonly townCode: DivisionCode;
  readonly printedTownName: string;
  /** PROPOSED: the printed name is not registered, a similar one is taken until a person decides (I-02). */
  readonly townNameFit: 'EXACT' | 'PROPOSED';
  readonly printedTownType: string;
  /** The lead unit's tier (I-09); null while the lead is disputed. */
  readonly tier: DispatchTier | null;
  readonly helperCityCode: DivisionCode | null;
  /** Null while the lead is disputed; then `leadCandidates` holds the readings. */
  readonly lead: SeedMember | null;
  readonly leadCandidates: readonly SeedLeadCandidate[];
  readonly members: readonly SeedMember[];
  readonly validFrom: PlainDate;
  readonly source: Source;
}

/** A group is in force only when its lead and its town are beyond dispute. */
export const isUndisputed = ({ lead, townNameFit }: SeedGroup): boolean => lead !== null && townNameFit === 'EXACT';

/** The class of a town as an import first knows it; `category` null where the source's label is none of the three (I-03). */
export interface SeedCategorisation {
  readonly townCode: DivisionCode;
  readonly category: TownCategory | null;
  readonly localLabel: string | null;
  readonly validFrom: PlainDate;
  readonly source: Source;
}
