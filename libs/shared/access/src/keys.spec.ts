import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { divisionCode } from '@bangfu/kernel';
import {
  grant,
  internalTokenVerifier,
  keysOfFolder,
  mintInternalToken,
  openSigningKeys,
  person,
  scopes,
  signingKey,
} from './index';
import { aPersonId } from './testing/builders';
import { aClock, aFolder } from './testing/token-bench';
import type { MovableClock } from './testing/token-bench';

const principal = person(aPersonId('caller'), [grant('TOWN_OFFICIAL', scopes.division(divisionCode('440233100')))]);
let folder: Awaited<ReturnType<typeof aFolder>>;
let clock: MovableClock;
beforeEach(async () => {
  folder = await aFolder();
  clock = aClock();
});
afterEach(() => folder.remove());

const open = () => openSigningKeys({ folder: folder.path, name: 'gateway', overlapSeconds: 120, now: clock.now });
const mint = async (keys: Awaited<ReturnType<typeof open>>) =>
  mintInternalToken({ principal, subgraph: 'funds', now: clock.now() }, await keys.current());
const verifier = () =>
  internalTokenVerifier({ subgraph: 'funds', keys: keysOfFolder(folder.path, 'gateway'), now: clock.now });

describe("a signer's keys", () => {
  it('lie in two files, of which one holds no secret', async () => {
    await open();
    expect((await readdir(folder.path)).toSorted()).toEqual(['gateway.keys.json', 'gateway.public.json']);
  });

  it('are made on the first start and kept for the next', async () => {
    const first = await (await open()).current();
    expect((await (await open()).current()).kid).toBe(first.kid);
  });

  it('show their public halves only', async () => {
    const keys = await open();
    await keys.rotate();
    const published = await readFile(path.join(folder.path, 'gateway.public.json'), 'utf8');
    for (const text of [published, JSON.stringify(await keys.publicKeys())]) {
      expect(text).not.toContain('"d"');
      expect(JSON.parse(text)).toMatchObject({ keys: [{ kty: 'OKP', crv: 'Ed25519', use: 'sig' }, { kty: 'OKP' }] });
    }
  });

  it('rotate without refusing a token under way', async () => {
    const keys = await open();
    const verify = verifier();
    const [known, underWay] = [await mint(keys), await mint(keys)];
    expect((await verify(known)).ok).toBe(true);
    const before = (await keys.current()).kid;
    await keys.rotate();
    expect((await keys.current()).kid).not.toBe(before);
    expect((await verify(await mint(keys))).ok).toBe(true);
    expect((await verify(underWay)).ok).toBe(true);
    expect((await verifier()(underWay)).ok).toBe(true);
  });

  it('keep of a retired key the public half, and that for the overlap only', async () => {
    const keys = await open();
    await keys.rotate();
    const stored = JSON.parse(await readFile(path.join(folder.path, 'gateway.keys.json'), 'utf8')) as { jwk: object }[];
    expect(stored.map(({ jwk }) => 'd' in jwk)).toEqual([true, false]);
    clock.passSeconds(121);
    expect((await keys.publicKeys()).keys).toHaveLength(1);
    await keys.rotate();
    expect((await keys.publicKeys()).keys).toHaveLength(2);
  });

  it('do not open tokens of another signer in the same folder', async () => {
    await open();
    const issuer = await openSigningKeys({ folder: folder.path, name: 'issuer', overlapSeconds: 120, now: clock.now });
    expect(await verifier()(await mint(issuer))).toEqual({ ok: false, error: 'UNKNOWN_KEY' });
  });

  it.each([
    { kty: 'oct', k: 'c2VjcmV0' },
    { kty: 'OKP', crv: 'Ed25519', x: 'AA' },
    { kty: 'EC', crv: 'P-256', d: 'AA' },
  ])('from configuration are private Ed25519 keys and not %j', async (jwk) => {
    await expect(signingKey('k', jwk)).rejects.toThrow('no private Ed25519 key');
  });
});
