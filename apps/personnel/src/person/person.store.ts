import type { Person } from '@bangfu/personnel-domain';
import type { PersonId } from '@bangfu/kernel';

/** What is needed of storage for persons. */
export interface PersonStore {
  findByIds(ids: readonly PersonId[]): Promise<readonly Person[]>;
}
