import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathOf } from './files';
import { factsFingerprint } from './fingerprint';

describe('the fingerprint of the facts', () => {
  it('is the SHA-256 over name, length and bytes, whatever the order and repetition of the names', () => {
    const hash = createHash('sha256');
    for (const file of ['pairing_annex.csv', 'pioneer_towns.csv'] as const) {
      const bytes = readFileSync(pathOf(file));
      hash.update(`${file}\n${bytes.length}\n`).update(bytes);
    }
    const expected = hash.digest('hex');
    expect(factsFingerprint(['pairing_annex.csv', 'pioneer_towns.csv'])).toBe(expected);
    expect(factsFingerprint(['pioneer_towns.csv', 'pairing_annex.csv', 'pioneer_towns.csv'])).toBe(expected);
  });

  it('differs between tables', () => {
    expect(factsFingerprint(['pairing_annex.csv'])).not.toBe(factsFingerprint(['pioneer_towns.csv']));
  });
});
