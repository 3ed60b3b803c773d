import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWK, JWTHeaderParameters, JWTPayload } from 'jose';

/** A clock that a test moves. */
export interface MovableClock {
  readonly now: () => Date;
  passSeconds(seconds: number): void;
}

export function aClock(startsAt = '2026-03-02T09:00:00Z'): MovableClock {
  let at = Date.parse(startsAt);
  return {
    now: () => new Date(at),
    passSeconds(seconds) {
      at += seconds * 1000;
    },
  };
}

/** A folder of a test's own, and how to remove it. */
export async function aFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'access-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** An issuer's key with both halves at hand. */
export interface TestKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function aKey(kid: string, alg = 'EdDSA'): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** Signs any claims under any header: what a test forges. */
export const forged = (claims: JWTPayload, header: JWTHeaderParameters, key: CryptoKey | Uint8Array): Promise<string> =>
  new SignJWT(claims).setProtectedHeader(header).sign(key);

/** The same token with other claims and the old signature. */
export function withClaims(
  token: string,
  change: (claims: Record<string, unknown>) => Record<string, unknown>,
): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  return [header, base64(change(claims)), signature].join('.');
}

/** A token whose header says that it needs no signature. */
export const unsigned = (claims: JWTPayload, header: Record<string, unknown> = {}): string =>
  `${base64({ alg: 'none', ...header })}.${base64(claims)}.`;

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
