import { createHash } from 'node:crypto';
import { connect, prepareCollections } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import fc from 'fast-check';
import type { Connection } from 'mongoose';
import {
  ERASED_MARK,
  newMasterKeys,
  personKeyStore,
  personalVault,
  readMasterKeys,
  withNewMasterKey,
  withoutOldMasterKeys,
} from './index';
import type { PersonKeyStore, PersonalVault, SealedText, UnmaskingEntry, UnmaskingRequest } from './index';
import { aPersonId, mobileNumbers } from './testing/builders';

const NOW = new Date('2026-03-02T09:00:00Z');
const NUMBER = '11010519491231002X';
const master = newMasterKeys();

let database: TestDatabase;
let connection: Connection;
let store: PersonKeyStore;
let vault: PersonalVault;
let words = 0;
/** A person whom no other test knows. */
const somebody = () => aPersonId(`vault ${(words += 1)}`);
const vaultUnder = (text: string) => personalVault({ store, master: readMasterKeys(text), now: () => NOW });

beforeAll(async () => {
  database = await startTestDatabase();
  connection = await connect({ uri: database.uri, database: database.databaseName('personal_data') });
  store = personKeyStore(connection);
  await prepareCollections(connection);
  vault = vaultUnder(master);
});
afterAll(async () => {
  await connection?.dropDatabase();
  await connection?.close();
  await database?.stop();
});

async function sealed(personId = somebody(), value = NUMBER): Promise<UnmaskingRequest> {
  const result = await vault.seal(personId, 'IDENTITY_NUMBER', value);
  if (!result.ok) throw new Error(result.error);
  return {
    personId,
    kind: 'IDENTITY_NUMBER',
    sealed: result.value,
    permitted: true,
    purpose: '年度考核核对身份',
    actor: 'person:reader',
    actedFor: null,
  };
}
const entries: UnmaskingEntry[] = [];
const record = (entry: UnmaskingEntry): Promise<void> => {
  entries.push(entry);
  return Promise.resolve();
};
beforeEach(() => entries.splice(0));

describe('a personal value', () => {
  it('is shown masked, many at once and in their order', async () => {
    const requests = [await sealed(), await sealed(undefined, '440524188001010014'), await sealed()];
    expect(await vault.mask(requests)).toEqual(['1101**********002X', '4405**********0014', '1101**********002X']);
    expect(await vault.mask([])).toEqual([]);
  });

  it('is given in the clear with a purpose, and one entry tells who read it, for whom, when and what for', async () => {
    const request = { ...(await sealed()), actedFor: 'person:away' };
    expect(await vault.unmask(request, record)).toEqual({ ok: true, value: NUMBER });
    expect(entries).toEqual([
      {
        personId: request.personId,
        kind: 'IDENTITY_NUMBER',
        purpose: '年度考核核对身份',
        actor: 'person:reader',
        actedFor: 'person:away',
        at: NOW,
      },
    ]);
  });

  it.each<[string, Partial<UnmaskingRequest>, string]>([
    ['to whom the table does not let read it', { permitted: false }, 'NOT_PERMITTED'],
    ['without a purpose', { purpose: '' }, 'NO_PURPOSE'],
    ['for a purpose of blanks', { purpose: '        ' }, 'NO_PURPOSE'],
    ['for a purpose that says nothing', { purpose: '看' }, 'NO_PURPOSE'],
    ['for a purpose without end', { purpose: '看'.repeat(201) }, 'NO_PURPOSE'],
    ['when it was changed', { sealed: `s1.${'A'.repeat(16)}.${'A'.repeat(44)}` as SealedText }, 'TAMPERED'],
    ['as another kind', { kind: 'PHONE' }, 'TAMPERED'],
    ['under the name of somebody unknown', { personId: aPersonId('unknown') }, 'ERASED'],
  ])('is not given %s, and nothing is recorded as read', async (_case, change, error) => {
    expect(await vault.unmask({ ...(await sealed()), ...change }, record)).toEqual({ ok: false, error });
    expect(entries).toEqual([]);
  });

  it('is not given when the entry cannot be written', async () => {
    const failing = () => Promise.reject(new Error('the audit is out of reach'));
    await expect(vault.unmask(await sealed(), failing)).rejects.toThrow('the audit is out of reach');
  });

  it('does not open as the value of another person who has a key too', async () => {
    const [one, another] = [await sealed(), await sealed()];
    expect(await vault.unmask({ ...one, personId: another.personId }, record)).toEqual({
      ok: false,
      error: 'TAMPERED',
    });
  });

  it('is refused before it is sealed when it has not the form of its kind', async () => {
    const personId = somebody();
    await expect(vault.seal(personId, 'IDENTITY_NUMBER', '110105194912310021')).rejects.toThrow('has a wrong checksum');
    expect(await store.findByPersons([personId])).toEqual([]);
  });

  it('has one key for a person, also when the first values come at once', async () => {
    const personId = somebody();
    const all = await Promise.all(Array.from({ length: 6 }, () => sealed(personId)));
    expect(new Set(await vault.mask(all))).toEqual(new Set(['1101**********002X']));
  });

  it('is found by its blind index through a unique index of the database', async () => {
    const collection = connection.collection<{ _id: string; phoneIndex: string }>('indexed');
    await collection.createIndex({ phoneIndex: 1 }, { unique: true });
    await collection.insertOne({ _id: 'a', phoneIndex: vault.blindIndex('PHONE', '13800138000') });
    const again = { _id: 'b', phoneIndex: vault.blindIndex('PHONE', '+86 13800138000') };
    await expect(collection.insertOne(again)).rejects.toMatchObject({ code: 11_000 });
    expect(await collection.findOne({ phoneIndex: vault.blindIndex('PHONE', '138-0013-8000') })).toMatchObject({
      _id: 'a',
    });
  });
});

describe('a rotation of the master key', () => {
  it('wraps every key anew and changes no sealed value; then the old master key is needed no more', async () => {
    const requests = [await sealed(), await sealed(), await sealed()];
    const erased = await sealed();
    await vault.erase(erased.personId);
    const next = withNewMasterKey(master);
    const rotating = vaultUnder(next);
    expect(await rotating.mask(requests)).toEqual(await vault.mask(requests));
    expect(await rotating.rewrap()).toBeGreaterThanOrEqual(3);
    expect(await rotating.rewrap()).toBe(0);
    const after = vaultUnder(withoutOldMasterKeys(next));
    expect(await after.mask([...requests, erased])).toEqual([...(await rotating.mask(requests)), ERASED_MARK]);
    expect(after.blindIndex('PHONE', '13800138000')).toBe(vault.blindIndex('PHONE', '13800138000'));
    vault = rotating;
  });

  it('does not bring back a key that was destroyed while it ran', async () => {
    const { personId } = await sealed();
    const [before] = await store.findByPersons([personId]);
    await vault.erase(personId);
    const key = before?.key ?? { masterVersion: 0, wrapped: '' };
    expect(await store.replace(personId, key, key)).toBe(false);
    expect(await store.findByPersons([personId])).toEqual([{ personId, key: null }]);
  });
});

describe('an erasure', () => {
  it('leaves nothing that can be read, and no way to seal anew under the same person', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mobileNumbers, { minLength: 1, maxLength: 4 }), async (phones) => {
        const personId = somebody();
        const values = [];
        for (const phone of phones) {
          const result = await vault.seal(personId, 'PHONE', phone);
          if (result.ok) values.push({ personId, kind: 'PHONE' as const, sealed: result.value });
        }
        await vault.erase(personId);
        expect(await vault.mask(values)).toEqual(phones.map(() => ERASED_MARK));
        for (const value of values) {
          const request = {
            ...value,
            permitted: true,
            purpose: '核对联系方式',
            actor: 'person:reader',
            actedFor: null,
          };
          expect(await vault.unmask(request, record)).toEqual({ ok: false, error: 'ERASED' });
        }
        expect(await vault.seal(personId, 'PHONE', '13800138000')).toEqual({ ok: false, error: 'ERASED' });
      }),
      { numRuns: 15 },
    );
    expect(entries).toEqual([]);
  });

  it('holds at once for a vault of another process, and twice is as once', async () => {
    const request = await sealed();
    const elsewhere = vaultUnder(withNewMasterKey(withNewMasterKey(master)));
    await vault.erase(request.personId);
    await vault.erase(request.personId);
    expect(await elsewhere.mask([request])).toEqual([ERASED_MARK]);
  });

  it('of a person without a value prevents that one is ever sealed', async () => {
    const personId = somebody();
    await vault.erase(personId);
    expect(await vault.seal(personId, 'PHONE', '13800138000')).toEqual({ ok: false, error: 'ERASED' });
  });

  it('leaves the chain of hashes over the sealed texts as it was', async () => {
    const requests = [await sealed(), await sealed(), await sealed()];
    const chain = () =>
      requests.reduce((before, { sealed: text }) => createHash('sha256').update(`${before}${text}`).digest('hex'), '');
    const before = chain();
    await vault.erase(requests[1]?.personId ?? somebody());
    expect(chain()).toBe(before);
    expect(await vault.mask(requests)).toEqual(['1101**********002X', ERASED_MARK, '1101**********002X']);
  });
});
