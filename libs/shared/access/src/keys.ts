import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openKeyFolder, replaceSecretFile, secretFile } from '@bangfu/key-folder';
import { createLocalJWKSet, createRemoteJWKSet, errors, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK, JWTVerifyGetKey } from 'jose';

/** Finds the public key that a token names. */
export type VerificationKeys = JWTVerifyGetKey;

/** A private key, and the name under which its public half is known. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

/** A key file that is broken, or a key of another kind than asked for. */
export class KeyFault extends Error {
  override readonly name = 'KeyFault';
}

/** The newest key first. Of a retired key only the public half is kept. */
interface StoredKey {
  readonly kid: string;
  readonly jwk: JWK;
  /** Null while it signs. */
  readonly retiredAt: string | null;
}

/** The keys of one signer (the gateway, the local issuer), kept in a folder. */
export interface SigningKeys {
  /** The key that signs now. */
  current(): Promise<SigningKey>;
  /** The public halves of the current key and of those whose tokens may still be under way. */
  publicKeys(): Promise<JSONWebKeySet>;
  /** Makes a new key; the one before verifies for the overlap and can sign no more. */
  rotate(): Promise<void>;
}

/** Where and how long keys are kept. */
export interface SigningKeySettings {
  readonly folder: string;
  /** Whose keys: `gateway`, `issuer`. */
  readonly name: string;
  /** How long the public half of a retired key is kept, in seconds: longer than its tokens live. */
  readonly overlapSeconds: number;
  readonly now?: () => Date;
}

/** Opens a signer's keys, and makes the first on the first start. */
export async function openSigningKeys({
  folder,
  name,
  overlapSeconds,
  now = () => new Date(),
}: SigningKeySettings): Promise<SigningKeys> {
  await openKeyFolder(folder);
  const file = `${name}.keys.json`;
  const read = async () =>
    readStored(await secretFile(folder, file, async () => JSON.stringify([await newKey()])), file);
  const stillVerifying = (keys: readonly StoredKey[]) =>
    keys.filter(
      ({ retiredAt }) => retiredAt === null || now().getTime() - Date.parse(retiredAt) <= overlapSeconds * 1000,
    );
  const publish = (keys: readonly StoredKey[]) =>
    replaceSecretFile(folder, publicFileName(name), JSON.stringify({ keys: stillVerifying(keys).map(publicHalf) }));
  await publish(await read());
  return {
    async current() {
      const [newest] = await read();
      if (newest === undefined || newest.retiredAt !== null) throw new KeyFault(`${file} holds no key that signs`);
      return signingKey(newest.kid, newest.jwk);
    },
    publicKeys: async () => ({ keys: stillVerifying(await read()).map(publicHalf) }),
    async rotate() {
      const retiredAt = now().toISOString();
      const before = (await read()).map((key) =>
        key.retiredAt === null ? { ...key, jwk: publicHalf(key), retiredAt } : key,
      );
      const keys = [await newKey(), ...stillVerifying(before)];
      // The public half first: nobody may meet a token whose key is not yet published.
      await publish(keys);
      await replaceSecretFile(folder, file, JSON.stringify(keys));
    },
  };
}

const publicFileName = (name: string): string => `${name}.public.json`;

async function newKey(): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { kid: randomUUID(), jwk: await exportJWK(privateKey), retiredAt: null };
}

function publicHalf({ kid, jwk: { kty, crv, x } }: StoredKey): JWK {
  return { kid, use: 'sig', alg: 'EdDSA', ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }) };
}

function readStored(text: string, file: string): readonly StoredKey[] {
  try {
    return JSON.parse(text) as readonly StoredKey[];
  } catch {
    throw new KeyFault(`${file} in the folder of keys is broken`);
  }
}

/**
 * A private key from configuration: an Ed25519 key in the form of a JWK.
 * @throws KeyFault when it is another.
 */
export async function signingKey(kid: string, jwk: JWK): Promise<SigningKey> {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || jwk.d === undefined) {
    throw new KeyFault(`the signing key ${kid} is no private Ed25519 key`);
  }
  return { kid, privateKey: (await importJWK(jwk, 'EdDSA')) as CryptoKey };
}

/** Public keys that were given, as configuration gives them in production. */
export const givenKeys = (keys: JSONWebKeySet): VerificationKeys => createLocalJWKSet(keys);

/** Public keys read from where they are now: again for every key that is not known yet. */
export function changingKeys(read: () => Promise<JSONWebKeySet>): VerificationKeys {
  let known: VerificationKeys | null = null;
  const refreshed = async () => (known = createLocalJWKSet(await read()));
  return async (header, token) => {
    try {
      return await (known ?? (await refreshed()))(header, token);
    } catch (fault) {
      if (!(fault instanceof errors.JWKSNoMatchingKey)) throw fault;
      return (await refreshed())(header, token);
    }
  };
}

/** The public keys of a signer whose keys are in a folder: what a subgraph of the embedded default verifies with. */
export const keysOfFolder = (folder: string, name: string): VerificationKeys =>
  changingKeys(
    async () => JSON.parse(await readFile(path.join(folder, publicFileName(name)), 'utf8')) as JSONWebKeySet,
  );

/**
 * The public keys of an issuer, fetched from its JWKS address and kept ten minutes. A key that is not known is looked
 * for again, at most once per `cooldownSeconds` (30 unless given), so that forged tokens cannot flood the issuer.
 */
export const remoteKeys = (jwks: URL, cooldownSeconds = 30): VerificationKeys =>
  createRemoteJWKSet(jwks, { cooldownDuration: cooldownSeconds * 1000, timeoutDuration: 5_000 });
