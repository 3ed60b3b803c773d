import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { invariant } from '@bangfu/kernel';
import type { CheckpointKeys, CheckpointSigner } from './checkpoint';

/** The name of a public key: the first 16 hexadecimal digits of the SHA-256 of its DER form. */
const nameOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

/** A new private key for checkpoints, Ed25519, as PKCS#8 PEM. It belongs into a file that its owner alone may read. */
export const newCheckpointKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The public half of a key as SPKI PEM: to be handed to whoever verifies. */
export const publicCheckpointKey = (privatePem: string): string =>
  createPublicKey(privatePem).export({ type: 'spki', format: 'pem' }).toString();

/**
 * Who signs checkpoints with a private key in PEM.
 * @throws InvariantViolation when it is no Ed25519 key; Error when it is no private key at all.
 */
export function checkpointSigner(privatePem: string): CheckpointSigner {
  const privateKey = createPrivateKey(privatePem);
  invariant(privateKey.asymmetricKeyType === 'ed25519', 'checkpoints are signed with an Ed25519 key');
  return { keyId: nameOf(createPublicKey(privateKey)), privateKey };
}

/** The public keys, in PEM, that checkpoints may be signed with. @throws Error when one is no public key. */
export const checkpointKeys = (publicPems: readonly string[]): CheckpointKeys =>
  new Map(publicPems.map((pem) => createPublicKey(pem)).map((key) => [nameOf(key), key]));
