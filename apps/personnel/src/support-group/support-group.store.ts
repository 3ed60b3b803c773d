import type { SupportGroupProjection } from '@bangfu/personnel-domain';
import type { DispatchTier, SupportGroupId } from '@bangfu/kernel';

/**
 * What is needed of storage for the projection of support groups: the import fills it, the change feed of the
 * organization service will keep it up to date.
 */
export interface SupportGroupProjectionStore {
  findByIds(ids: readonly SupportGroupId[]): Promise<readonly SupportGroupProjection[]>;
  /** The ids of the groups of a tier. */
  findIdsOfTier(tier: DispatchTier): Promise<readonly SupportGroupId[]>;
}
