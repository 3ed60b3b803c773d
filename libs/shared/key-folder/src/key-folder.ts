import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A folder for keys that others than its owner may enter. */
export class KeyFolderFault extends Error {
  override readonly name = 'KeyFolderFault';
}

/**
 * Opens the folder for keys beside the database, and makes it on the first start. Only its owner may enter it.
 * @throws KeyFolderFault when others may; where the system has no such rights (Windows) it is not checked.
 */
export async function openKeyFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32' && ((await stat(folder)).mode & 0o077) !== 0) {
    throw new KeyFolderFault(`others than its owner may enter the folder of keys ${folder}: chmod 700 it`);
  }
  return folder;
}

/**
 * Reads a secret file of the folder, and makes it when there is none. Of several processes that start at once, one
 * makes it and all read the same.
 */
export async function secretFile(folder: string, name: string, make: () => Promise<string> | string): Promise<string> {
  const file = path.join(folder, name);
  const existing = await readIfThere(file);
  if (existing !== null) return existing;
  const draft = await writeDraft(file, await make());
  await link(draft, file).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
  });
  await unlink(draft);
  return readFile(file, 'utf8');
}

/** Puts a file of the folder in the place of the one before, whole or not at all. Its owner alone may read it. */
export async function replaceSecretFile(folder: string, name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  await rename(await writeDraft(file, text), file);
}

/** A new secret of 256 bits, in base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

const readIfThere = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });

async function writeDraft(file: string, text: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  await chmod(draft, 0o600);
  return draft;
}
