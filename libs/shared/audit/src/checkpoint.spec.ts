import { generateKeyPairSync } from 'node:crypto';
import { readCheckpoints, signCheckpoint } from './checkpoint';
import { checkpointKeys, checkpointSigner, newCheckpointKey, publicCheckpointKey } from './checkpoint-keys';
import type { Checkpoint, SealedChains, SealedRun } from './checkpoint';

const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');
const KEYS = new Map([['2022', ours.publicKey]]);
const SIGNER = { keyId: '2022', privateKey: ours.privateKey };
const AT = new Date('2022-03-01T00:00:00Z');

const run = (id: string, fromSeq: number, ...hashes: string[]): SealedRun => ({
  aggregate: { kind: 'Post', id },
  fromSeq,
  hashes,
});

/** Three checkpoints in a row over two chains. */
function threeCheckpoints(service = 'personnel', signer = SIGNER): [Checkpoint, Checkpoint, Checkpoint] {
  const sealed: SealedChains = new Map();
  const next = (last: Checkpoint | null, ...runs: SealedRun[]) =>
    signCheckpoint(signer, { service, takenAt: AT, runs }, last, sealed);
  const first = next(null, run('a', 1, 'a1', 'a2'), run('b', 1, 'b1'));
  const second = next(first, run('a', 3, 'a3'));
  return [first, second, next(second, run('b', 2, 'b2'))];
}
const read = (checkpoints: readonly Checkpoint[]) => {
  const { sealed, fault, last } = readCheckpoints('personnel', checkpoints, KEYS);
  return { hashes: [...sealed.values()].map(({ hashes }) => hashes.join()), fault, last: last?.statement.number ?? 0 };
};

describe('checkpoints', () => {
  const [first, second, third] = threeCheckpoints();

  it('prove the hashes of every chain, in whatever order and however often they are given', () => {
    const proven = { hashes: ['a1,a2,a3', 'b1,b2'], fault: null, last: 3 };
    expect(read([first, second, third])).toEqual(proven);
    expect(read([third, first, second, first])).toEqual(proven);
  });

  it('say how many entries they seal and when', () => {
    expect(third.statement).toMatchObject({ service: 'personnel', number: 3, entries: 5, takenAt: AT.toISOString() });
  });

  it('survive being handed on as JSON', () => {
    expect(read(JSON.parse(JSON.stringify([first, second, third])) as Checkpoint[]).fault).toBeNull();
  });

  it('that are none prove nothing and are no fault', () => {
    expect(read([])).toEqual({ hashes: [], fault: null, last: 0 });
  });

  const [otherFirst, otherSecond] = threeCheckpoints('funds');
  const [forged] = threeCheckpoints('personnel', { keyId: '2022', privateKey: theirs.privateKey });
  const sealed: SealedChains = new Map();
  const fork = signCheckpoint(SIGNER, { service: 'personnel', takenAt: AT, runs: [run('a', 1, 'x1')] }, null, sealed);
  const edited = (checkpoint: Checkpoint, entries: number): Checkpoint => ({
    ...checkpoint,
    statement: { ...checkpoint.statement, entries },
  });

  it.each<[string, Checkpoint[], string, number]>([
    ['signed by somebody else', [forged, second], 'SIGNATURE', 1],
    ['with another number of entries than was signed', [first, edited(second, 99)], 'SIGNATURE', 2],
    ['signed with a key that is not known', [{ ...first, keyId: 'unknown' }], 'UNKNOWN_KEY', 1],
    ['whose evidence was edited', [first, { ...second, runs: [run('a', 3, 'x3')] }], 'EVIDENCE', 2],
    ['of which one in the middle is gone', [first, third], 'MISSING', 2],
    ['of which the first is gone', [second, third], 'MISSING', 1],
    ['of another service', [otherFirst, otherSecond], 'OUT_OF_PLACE', 1],
    ['two of one number', [first, fork], 'FORKED', 1],
    ['that follow another one', [fork, second], 'OUT_OF_PLACE', 2],
  ])('%s do not fit, and those before still count', (_name, checkpoints, kind, number) => {
    const { fault, last } = read(checkpoints);
    expect(fault).toEqual({ kind, number });
    expect(last).toBe(number - 1);
  });

  it('with a broken copy here and a good one there are read from the good one', () => {
    expect(read([{ ...first, runs: [] }, first, second, third])).toMatchObject({ fault: null, last: 3 });
  });

  it('do not seal a chain with a gap', () => {
    expect(() =>
      signCheckpoint(SIGNER, { service: 'personnel', takenAt: AT, runs: [run('a', 2, 'a2')] }, null, new Map()),
    ).toThrow('does not begin where its chain ends');
  });

  it('are verified by a key that is named after itself, so that no name can be lent to another', () => {
    const mine = newCheckpointKey();
    const signer = checkpointSigner(mine);
    const keys = checkpointKeys([publicCheckpointKey(mine), publicCheckpointKey(newCheckpointKey())]);
    const signed = threeCheckpoints('personnel', signer);
    expect(readCheckpoints('personnel', signed, keys).fault).toBeNull();
    expect(readCheckpoints('personnel', signed, checkpointKeys([])).fault).toEqual({ kind: 'UNKNOWN_KEY', number: 1 });
  });

  it('are not signed with another kind of key', () => {
    const { privateKey } = generateKeyPairSync('x25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => checkpointSigner(pem)).toThrow('signed with an Ed25519 key');
  });
});
