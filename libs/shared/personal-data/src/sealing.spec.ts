import fc from 'fast-check';
import { PERSONAL_KIND, newMasterKeys, readMasterKeys, withNewMasterKey } from './index';
import type { PersonalKind } from './index';
import { blindIndex, newDataKey, open, seal, unwrapDataKey, wrapDataKey } from './sealing';
import { aPersonId, identityNumbers } from './testing/builders';

const kinds = fc.constantFrom(...(Object.keys(PERSONAL_KIND) as PersonalKind[]));
const texts = fc.string({ unit: 'grapheme', maxLength: 200 });
const [mine, others] = [aPersonId('mine'), aPersonId('other')];
const tampered = { ok: false, error: 'TAMPERED' };

describe('a sealed value', () => {
  it('opens to what was sealed', () => {
    fc.assert(
      fc.property(kinds, texts, (kind, text) => {
        const key = newDataKey();
        expect(open(key, { personId: mine, kind }, seal(key, { personId: mine, kind }, text))).toEqual({
          ok: true,
          value: text,
        });
      }),
    );
  });

  it('is another text each time, and never holds the value', () => {
    fc.assert(
      fc.property(identityNumbers, (number) => {
        const key = newDataKey();
        const seals = [1, 2].map(() => seal(key, { personId: mine, kind: 'IDENTITY_NUMBER' }, number));
        expect(seals[0]).not.toBe(seals[1]);
        expect(seals.join(' ')).not.toContain(number);
      }),
    );
  });

  it('that was changed anywhere does not open', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.constantFrom('A', 'b', '7', '-', '_', '.'), (text, place, character) => {
        const key = newDataKey();
        const sealed = seal(key, { personId: mine, kind: 'PHONE' }, text);
        const at = place % sealed.length;
        fc.pre(sealed.charAt(at) !== character);
        const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
        expect(open(key, { personId: mine, kind: 'PHONE' }, changed)).toEqual(tampered);
        expect(open(key, { personId: mine, kind: 'PHONE' }, sealed.slice(0, at))).toEqual(tampered);
        expect(open(key, { personId: mine, kind: 'PHONE' }, `${sealed}${character}`)).toEqual(tampered);
      }),
    );
  });

  it("never opens under another person's key, for another person or as another kind", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const [key, another] = [newDataKey(), newDataKey()];
        const sealed = seal(key, { personId: mine, kind: 'HEALTH_FACT' }, text);
        expect(open(another, { personId: mine, kind: 'HEALTH_FACT' }, sealed)).toEqual(tampered);
        expect(open(key, { personId: others, kind: 'HEALTH_FACT' }, sealed)).toEqual(tampered);
        expect(open(key, { personId: mine, kind: 'HOUSEHOLD_FACT' }, sealed)).toEqual(tampered);
      }),
    );
  });
});

describe('a wrapped data key', () => {
  const text = newMasterKeys();
  const master = readMasterKeys(text);
  const dataKey = newDataKey();

  it('opens under its master key, also when that is no longer the current one', () => {
    const wrapped = wrapDataKey(master, mine, dataKey);
    for (const keys of [master, readMasterKeys(withNewMasterKey(text))]) {
      expect(unwrapDataKey(keys, mine, wrapped)).toEqual({ ok: true, value: dataKey });
    }
  });

  it('does not open for another person, under another master key, or under another version', () => {
    const wrapped = wrapDataKey(master, mine, dataKey);
    expect(unwrapDataKey(master, others, wrapped)).toEqual(tampered);
    expect(unwrapDataKey(readMasterKeys(newMasterKeys()), mine, wrapped)).toEqual(tampered);
    expect(unwrapDataKey(readMasterKeys(withNewMasterKey(text)), mine, { ...wrapped, masterVersion: 2 })).toEqual(
      tampered,
    );
  });
});

describe('a blind index', () => {
  const master = readMasterKeys(newMasterKeys());

  it('is the same for one number however it is written, and another for every other number, kind and key', () => {
    const index = blindIndex(master, 'PHONE', '13800138000');
    expect(blindIndex(master, 'PHONE', '+86 138 0013 8000')).toBe(index);
    expect(blindIndex(master, 'PHONE', '13800138001')).not.toBe(index);
    expect(blindIndex(readMasterKeys(newMasterKeys()), 'PHONE', '13800138000')).not.toBe(index);
    expect(blindIndex(master, 'IDENTITY_NUMBER', '11010519491231002x')).toBe(
      blindIndex(master, 'IDENTITY_NUMBER', '11010519491231002X'),
    );
    expect(() => blindIndex(master, 'PHONE', '123')).toThrow('is neither a mobile number');
  });

  it('tells different numbers apart', () => {
    fc.assert(
      fc.property(identityNumbers, identityNumbers, (a, b) => {
        const [left, right] = [a, b].map((number) => blindIndex(master, 'IDENTITY_NUMBER', number));
        expect(left === right).toBe(a === b);
      }),
    );
  });
});
