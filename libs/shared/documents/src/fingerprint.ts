import { createHash } from 'node:crypto';
import type { FactsFile } from './files';
import { bytesOf } from './table';

/**
 * A SHA-256 (hexadecimal) over the bytes of the named tables: two starts that find the same fingerprint have the same
 * facts. The order and repetition of the names do not matter.
 * @throws FactsError when a file cannot be read.
 */
export function factsFingerprint(files: readonly FactsFile[]): string {
  const hash = createHash('sha256');
  for (const file of [...new Set(files)].sort()) {
    // The name and the length keep two files from being taken for one with the bytes of both.
    const bytes = bytesOf(file);
    hash.update(`${file}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
