import { chmod, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newSecret, openKeyFolder, replaceSecretFile, secretFile } from './index';

const onPosix = process.platform === 'win32' ? it.skip : it;

describe('the folder of keys', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'keys-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  onPosix('may be entered and its files read by the owner alone', async () => {
    const inner = await openKeyFolder(path.join(folder, 'inner'));
    await secretFile(inner, 'one.secret', newSecret);
    await replaceSecretFile(inner, 'two.secret', newSecret());
    expect((await stat(inner)).mode & 0o777).toBe(0o700);
    for (const name of ['one.secret', 'two.secret'])
      expect((await stat(path.join(inner, name))).mode & 0o777).toBe(0o600);
  });

  onPosix.each([0o755, 0o750, 0o701])('is not used when others may enter it (%o)', async (mode) => {
    await chmod(folder, mode);
    await expect(openKeyFolder(folder)).rejects.toThrow('others than its owner may enter');
  });

  it('gives the same secret on every start, also to several processes that start at once', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => secretFile(folder, 'one.secret', newSecret)));
    expect(new Set([...secrets, await secretFile(folder, 'one.secret', newSecret)]).size).toBe(1);
    expect(await readdir(folder)).toEqual(['one.secret']);
  });

  it('holds the new text whole after a replacement, and no draft', async () => {
    await secretFile(folder, 'one.secret', () => 'before');
    await replaceSecretFile(folder, 'one.secret', 'after');
    expect(await readFile(path.join(folder, 'one.secret'), 'utf8')).toBe('after');
    expect(await readdir(folder)).toEqual(['one.secret']);
  });

  it('gives secrets of 256 bits, never twice the same', () => {
    expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
    expect(newSecret()).not.toBe(newSecret());
  });
});
