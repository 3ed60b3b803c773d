import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  MasterKeyFault,
  newMasterKeys,
  openMasterKeys,
  readMasterKeys,
  rotateMasterKey,
  withNewMasterKey,
  withoutOldMasterKeys,
} from './index';

describe('the master keys', () => {
  it('of a new installation are one, with a key of its own for the blind index', () => {
    const keys = readMasterKeys(newMasterKeys());
    expect(keys.current).toBe(1);
    expect(keys.key(1)).toHaveLength(32);
    expect(keys.key(1).equals(keys.blindIndexKey)).toBe(false);
  });

  it('rotate by a new version beside the one before, and keep the key of the blind index', () => {
    const before = newMasterKeys();
    const after = withNewMasterKey(before);
    const [old, both, alone] = [before, after, withoutOldMasterKeys(after)].map(readMasterKeys);
    expect([old?.current, both?.current, alone?.current]).toEqual([1, 2, 2]);
    expect(both?.key(1)).toEqual(old?.key(1));
    expect(both?.key(2)).not.toEqual(old?.key(1));
    expect(both?.blindIndexKey).toEqual(old?.blindIndexKey);
    expect(() => alone?.key(1)).toThrow('version 1 is not among the master keys');
  });

  const good = JSON.parse(newMasterKeys()) as object;
  it.each([
    ['not JSON', 'are not JSON', 'secret-text'],
    ['a list', 'name current, keys and blindIndex', '[]'],
    ['null', 'name current, keys and blindIndex', 'null'],
    [
      'without a key of the blind index',
      'name current, keys and blindIndex',
      JSON.stringify({ ...good, blindIndex: undefined }),
    ],
    ['with a short key', 'version 1 is not of 32 bytes', JSON.stringify({ ...good, keys: { '1': 'c2hvcnQ' } })],
    ['without the current version', 'the current version 2 is not among', JSON.stringify({ ...good, current: 2 })],
    [
      'with a version that is no number',
      'name current, keys and blindIndex',
      JSON.stringify({ ...good, keys: { a: 'b' } }),
    ],
  ])('that are %s are refused, and no key is repeated in the error', (_case, message, text) => {
    expect(() => readMasterKeys(text)).toThrow(MasterKeyFault);
    expect(() => readMasterKeys(text)).toThrow(message);
    expect(() => readMasterKeys(text)).not.toThrow('secret-text');
  });

  it('of the embedded default are made on the first start and kept, readable by the owner alone', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'master-'));
    try {
      const first = await openMasterKeys(folder);
      expect((await openMasterKeys(folder)).key(1)).toEqual(first.key(1));
      const rotated = await rotateMasterKey(folder);
      expect([rotated.current, rotated.key(1)]).toEqual([2, first.key(1)]);
      expect((await openMasterKeys(folder)).current).toBe(2);
      if (process.platform !== 'win32') {
        expect((await stat(path.join(folder, 'personal-data.keys.json'))).mode & 0o777).toBe(0o600);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
