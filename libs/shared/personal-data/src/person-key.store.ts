import type { PersonId } from '@bangfu/kernel';
import type { WrappedKey } from './sealing';

/** A person's data key as a service keeps it; `key` null: destroyed, for ever. */
export interface PersonKey {
  readonly personId: PersonId;
  readonly key: WrappedKey | null;
}

/** The data keys of the persons whose values a service keeps. */
export interface PersonKeyStore {
  findByPersons(personIds: readonly PersonId[]): Promise<readonly PersonKey[]>;
  /** Keeps a person's first key; one that is there already, or was destroyed, wins and is answered. */
  keepFirst(personId: PersonId, key: WrappedKey): Promise<PersonKey>;
  /** Puts the same key, wrapped anew, in the place of the one read; false when it has changed meanwhile. */
  replace(personId: PersonId, before: WrappedKey, after: WrappedKey): Promise<boolean>;
  /** Keys that are not wrapped by a version, at most `limit`. */
  findNotUnder(masterVersion: number, limit: number): Promise<readonly PersonKey[]>;
  /** Destroys a person's key; nothing sealed under it can be read again, and no new one is made. */
  destroy(personId: PersonId, at: Date): Promise<void>;
}
