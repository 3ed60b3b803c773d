import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { err, ok } from '@bangfu/kernel';
import type { PersonId, Result } from '@bangfu/kernel';
import type { MasterKeys } from './master-keys';
import { readPersonalValue } from './personal-kind';
import type { IndexedKind, PersonalKind } from './personal-kind';

/** A sealed value as it is stored: `s1.<nonce>.<ciphertext and tag>`. Never the value itself, so it may be hashed and logged. */
export type SealedText = string & { readonly __brand: 'SealedText' };

/** A person's data key, wrapped by a master key, as it is stored. */
export interface WrappedKey {
  readonly masterVersion: number;
  readonly wrapped: string;
}

/** A text that was changed, or was sealed for another person or kind, or is no sealed text. */
export type OpenRefusal = 'TAMPERED';

const ALGORITHM = 'aes-256-gcm';
const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];
const FORM = /^s1\.([\w-]{16})\.([\w-]{22,})$/;

/** What is bound to a sealed value, so that it opens for this person and kind alone. */
export interface SealedFor {
  readonly personId: PersonId;
  readonly kind: PersonalKind;
}

export const newDataKey = (): Buffer => randomBytes(KEY_BYTES);

/** Seals a value under a person's data key: AES-256-GCM, a nonce of its own, bound to person and kind. */
export const seal = (dataKey: Buffer, { personId, kind }: SealedFor, value: string): SealedText =>
  encrypted(dataKey, `value ${personId} ${kind}`, Buffer.from(value, 'utf8')) as SealedText;

/** Opens a sealed value. */
export function open(dataKey: Buffer, { personId, kind }: SealedFor, sealed: string): Result<string, OpenRefusal> {
  const opened = decrypted(dataKey, `value ${personId} ${kind}`, sealed);
  return opened === null ? err('TAMPERED') : ok(opened.toString('utf8'));
}

/** Wraps a person's data key by the current master key, bound to the person and the version. */
export const wrapDataKey = (master: MasterKeys, personId: PersonId, dataKey: Buffer): WrappedKey => ({
  masterVersion: master.current,
  wrapped: encrypted(master.key(master.current), `key ${personId} ${master.current}`, dataKey),
});

/**
 * Unwraps a person's data key.
 * @throws MasterKeyFault when the version is not among the master keys.
 */
export function unwrapDataKey(
  master: MasterKeys,
  personId: PersonId,
  { masterVersion, wrapped }: WrappedKey,
): Result<Buffer, OpenRefusal> {
  const opened = decrypted(master.key(masterVersion), `key ${personId} ${masterVersion}`, wrapped);
  return opened === null ? err('TAMPERED') : ok(opened);
}

/**
 * The blind index of a value: the same for the same number however it is written, and of no use without the key.
 * For a unique index and for exact search.
 * @throws MalformedPersonalValue when it has not the form of its kind.
 */
export const blindIndex = ({ blindIndexKey }: MasterKeys, kind: IndexedKind, value: string): string =>
  createHmac('sha256', blindIndexKey)
    .update(`${kind}\n${readPersonalValue(kind, value)}`)
    .digest('base64url');

function encrypted(key: Buffer, boundTo: string, plain: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(boundTo, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `s1.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

function decrypted(key: Buffer, boundTo: string, sealed: string): Buffer | null {
  const [, nonce = '', body = ''] = FORM.exec(sealed) ?? [];
  const bytes = Buffer.from(body, 'base64url');
  // Two texts of one sealed value would have two hashes: only the written form is taken.
  if (bytes.length < TAG_BYTES || bytes.toString('base64url') !== body) return null;
  const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo, 'utf8'));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
