import { openKeyFolder, newSecret, replaceSecretFile, secretFile } from '@bangfu/key-folder';

/** Keys are missing, broken, or not the ones that something was sealed under. The message never holds a key. */
export class MasterKeyFault extends Error {
  override readonly name = 'MasterKeyFault';
}

/** The master keys that wrap each person's data key, by version, and the key of the blind index. */
export interface MasterKeys {
  /** The version that wraps new data keys. */
  readonly current: number;
  /** @throws MasterKeyFault when the version is not among the keys. */
  key(version: number): Buffer;
  readonly blindIndexKey: Buffer;
}

const KEY_BYTES = 32;
const FILE = 'personal-data.keys.json';

interface MasterKeyText {
  readonly current: number;
  readonly keys: Readonly<Record<string, string>>;
  readonly blindIndex: string;
}

/**
 * Reads master keys from configuration: `{"current":2,"keys":{"1":"…","2":"…"},"blindIndex":"…"}`, each of 32 bytes in
 * base64url. The blind index has a key of its own, which stays when master keys rotate.
 * @throws MasterKeyFault that says which part is at fault.
 */
export function readMasterKeys(text: string): MasterKeys {
  const { current, keys, blindIndex } = parsed(text);
  const read = new Map(
    Object.entries(keys).map(([version, key]) => [Number(version), bytes(`version ${version}`, key)]),
  );
  if (!read.has(current)) throw new MasterKeyFault(`the current version ${current} is not among the master keys`);
  return {
    current,
    blindIndexKey: bytes('the key of the blind index', blindIndex),
    key(version) {
      const key = read.get(version);
      if (key === undefined) throw new MasterKeyFault(`version ${version} is not among the master keys`);
      return key;
    },
  };
}

/** The text of a first set of master keys, for a new installation. */
export const newMasterKeys = (): string =>
  JSON.stringify({ current: 1, keys: { '1': newSecret() }, blindIndex: newSecret() });

/** The text with a new current version; the versions before stay until nothing is wrapped under them. */
export function withNewMasterKey(text: string): string {
  const known = parsed(text);
  const current = Math.max(...Object.keys(known.keys).map(Number)) + 1;
  return JSON.stringify({ ...known, current, keys: { ...known.keys, [current]: newSecret() } });
}

/** The text without the versions before the current one: only after all data keys were wrapped anew. */
export function withoutOldMasterKeys(text: string): string {
  const known = parsed(text);
  return JSON.stringify({ ...known, keys: { [known.current]: known.keys[known.current] } });
}

/** The master keys of the embedded default, made in the folder of keys on the first start. */
export async function openMasterKeys(folder: string): Promise<MasterKeys> {
  await openKeyFolder(folder);
  return readMasterKeys(await secretFile(folder, FILE, newMasterKeys));
}

/** Gives the embedded default a new current master key; `rewrap` of each service's vault has to follow. */
export async function rotateMasterKey(folder: string): Promise<MasterKeys> {
  await openKeyFolder(folder);
  const next = withNewMasterKey(await secretFile(folder, FILE, newMasterKeys));
  await replaceSecretFile(folder, FILE, next);
  return readMasterKeys(next);
}

function parsed(text: string): MasterKeyText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MasterKeyFault('the master keys are not JSON');
  }
  if (!isMasterKeyText(value)) throw new MasterKeyFault('the master keys name current, keys and blindIndex');
  return value;
}

function isMasterKeyText(value: unknown): value is MasterKeyText {
  if (typeof value !== 'object' || value === null) return false;
  const { current, keys, blindIndex } = value as Readonly<Record<string, unknown>>;
  return (
    Number.isSafeInteger(current) &&
    typeof blindIndex === 'string' &&
    typeof keys === 'object' &&
    keys !== null &&
    Object.entries(keys).every(([version, key]) => /^[1-9]\d{0,5}$/.test(version) && typeof key === 'string')
  );
}

function bytes(name: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64url');
  if (key.length !== KEY_BYTES) throw new MasterKeyFault(`${name} is not of ${KEY_BYTES} bytes in base64url`);
  return key;
}
