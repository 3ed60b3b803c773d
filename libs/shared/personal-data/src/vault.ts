import { err, invariant, ok } from '@bangfu/kernel';
import type { PersonId, Result } from '@bangfu/kernel';
import { ERASED_MARK, masked } from './masking';
import type { MasterKeys } from './master-keys';
import type { PersonKey, PersonKeyStore } from './person-key.store';
import { readPersonalValue } from './personal-kind';
import type { IndexedKind, PersonalKind } from './personal-kind';
import { blindIndex, newDataKey, open, seal, unwrapDataKey, wrapDataKey } from './sealing';
import type { SealedText } from './sealing';

/** A sealed value, and whose and what it is. */
export interface SealedValue {
  readonly personId: PersonId;
  readonly kind: PersonalKind;
  readonly sealed: SealedText;
}

/** The entry that every reading of a personal value in the clear leaves. It never holds the value. */
export interface UnmaskingEntry {
  readonly personId: PersonId;
  readonly kind: PersonalKind;
  /** What for, as the reader stated it. */
  readonly purpose: string;
  readonly actor: string;
  /** The person for whom the actor acts; null = for itself. */
  readonly actedFor: string | null;
  readonly at: Date;
}

/** A reading in the clear that somebody asks for. */
export interface UnmaskingRequest extends SealedValue {
  /** Whether the permission table lets the actor read this field of this record. */
  readonly permitted: boolean;
  /** What for: 4 to 200 characters. */
  readonly purpose: string;
  readonly actor: string;
  readonly actedFor: string | null;
}

/** Writes the audit entry; when it cannot, the value is not given. */
export type UnmaskingRecorder = (entry: UnmaskingEntry) => Promise<void>;

/** Why a value is not given in the clear. */
export type UnmaskingRefusal = 'NOT_PERMITTED' | 'NO_PURPOSE' | 'ERASED' | 'TAMPERED';

/** The personal values of a service: sealed for storage, masked for showing, and in the clear only with purpose and record. */
export interface PersonalVault {
  /**
   * Seals a value under the person's own key, which is made with the first value.
   * @throws MalformedPersonalValue when the value has not the form of its kind.
   */
  seal(personId: PersonId, kind: PersonalKind, value: string): Promise<Result<SealedText, 'ERASED'>>;
  /** The values as they are shown by default, in the same order; one read of keys for all. Of an erased person: a mark. */
  mask(values: readonly SealedValue[]): Promise<readonly string[]>;
  /** The one way to a value in the clear. The entry is recorded before the value is given. */
  unmask(request: UnmaskingRequest, record: UnmaskingRecorder): Promise<Result<string, UnmaskingRefusal>>;
  /** The blind index of a value: for a unique index and exact search. Stored beside the sealed value; erase it with the record. */
  blindIndex(kind: IndexedKind, value: string): string;
  /**
   * Wraps anew the keys that are not under the current master key, in batches; may be cut short and run again.
   * @returns how many keys it wrapped.
   */
  rewrap(): Promise<number>;
  /** Destroys the person's key: whatever was sealed under it, wherever it lies, can never be read again. */
  erase(personId: PersonId): Promise<void>;
}

/** What a vault stands on. */
export interface PersonalVaultSettings {
  readonly store: PersonKeyStore;
  readonly master: MasterKeys;
  readonly now?: () => Date;
}

const SHORTEST_PURPOSE = 4;
const LONGEST_PURPOSE = 200;
const REWRAP_BATCH = 500;

/** Makes the vault of a service. Keys are read for each call and never kept, so that an erasure holds at once. */
export function personalVault({ store, master, now = () => new Date() }: PersonalVaultSettings): PersonalVault {
  const dataKeyOf = ({ personId, key }: PersonKey): Result<Buffer, 'ERASED' | 'TAMPERED'> =>
    key === null ? err('ERASED') : unwrapDataKey(master, personId, key);
  const keysOf = async (personIds: readonly PersonId[]) => {
    const found = await store.findByPersons([...new Set(personIds)]);
    return new Map(found.map((key) => [key.personId, dataKeyOf(key)]));
  };
  const opened = (
    keys: ReadonlyMap<PersonId, Result<Buffer, 'ERASED' | 'TAMPERED'>>,
    value: SealedValue,
  ): Result<string, 'ERASED' | 'TAMPERED'> => {
    const key = keys.get(value.personId) ?? err('ERASED');
    return key.ok ? open(key.value, value, value.sealed) : key;
  };

  return {
    async seal(personId, kind, value) {
      const written = readPersonalValue(kind, value);
      const [known] = await store.findByPersons([personId]);
      const personKey = known ?? (await store.keepFirst(personId, wrapDataKey(master, personId, newDataKey())));
      const key = dataKeyOf(personKey);
      if (key.ok) return ok(seal(key.value, { personId, kind }, written));
      invariant(key.error === 'ERASED', `the data key of ${personId} was not changed outside the program`);
      return err('ERASED');
    },
    async mask(values) {
      const keys = await keysOf(values.map(({ personId }) => personId));
      return values.map((value) => {
        const clear = opened(keys, value);
        return clear.ok ? masked(value.kind, clear.value) : ERASED_MARK;
      });
    },
    async unmask({ permitted, purpose, actor, actedFor, ...value }, record) {
      if (!permitted) return err('NOT_PERMITTED');
      const stated = purpose.trim();
      if (stated.length < SHORTEST_PURPOSE || stated.length > LONGEST_PURPOSE) return err('NO_PURPOSE');
      const clear = opened(await keysOf([value.personId]), value);
      if (!clear.ok) return clear;
      const { personId, kind } = value;
      await record({ personId, kind, purpose: stated, actor, actedFor, at: now() });
      return clear;
    },
    blindIndex: (kind, value) => blindIndex(master, kind, value),
    async rewrap() {
      let wrapped = 0;
      for (;;) {
        const batch = await store.findNotUnder(master.current, REWRAP_BATCH);
        if (batch.length === 0) return wrapped;
        for (const { personId, key } of batch) {
          if (key === null) continue;
          const dataKey = unwrapDataKey(master, personId, key);
          invariant(dataKey.ok, `the data key of ${personId} was not changed outside the program`);
          if (await store.replace(personId, key, wrapDataKey(master, personId, dataKey.value))) wrapped += 1;
        }
      }
    },
    erase: (personId) => store.destroy(personId, now()),
  };
}
