import type {
  DispatchTier,
  DivisionCode,
  GroupStatus,
  Source,
  SupportGroupId,
  UnitId,
  UnitKind,
  Validity,
} from '@bangfu/kernel';

/** A unit of a group as far as the rules on persons need it. */
export interface ProjectedUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly kind: UnitKind;
}

/**
 * What this service keeps of a support group, which the organization service owns: the facts that decide whether a
 * posting may be written, so that no write waits for another service. The import fills it from the same seed as
 * organization's own groups; the change feed of organization will keep it up to date.
 */
export interface SupportGroupProjection extends Validity {
  readonly id: SupportGroupId;
  readonly townCode: DivisionCode;
  /** The lead unit's tier; null while the lead is disputed. */
  readonly tier: DispatchTier | null;
  /** Null while the lead is disputed. */
  readonly leadUnitId: UnitId | null;
  readonly memberUnitIds: readonly UnitId[];
  /** The readings of who leads; empty unless the sources disagree (I-01). */
  readonly leadCandidateUnitIds: readonly UnitId[];
  /** Name and kind of every unit named above. */
  readonly units: readonly ProjectedUnit[];
  readonly status: GroupStatus;
  readonly source: Source;
}

/** The unit's name; its id where the projection does not know it. */
export const unitName = ({ units }: SupportGroupProjection, unitId: UnitId): string =>
  units.find((unit) => unit.unitId === unitId)?.name ?? unitId;

/** Why tier and lead unit are not known, in Chinese, with the readings of the sources. */
export const disputedLeadReason = (group: SupportGroupProjection): string =>
  `组团牵头单位有争议（${group.leadCandidateUnitIds.map((unitId) => unitName(group, unitId)).join('或')}），待人工决定`;
