import fc from 'fast-check';
import { canonicalJson } from './canonical';
import { differences, liesWithin } from './field-changes';

describe('what an act changed', () => {
  it.each<[string, object | null, object | null, string[]]>([
    ['a field', { a: 1, b: 2 }, { a: 1, b: 3 }, ['b 2 3']],
    ['a field in a part', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ['a.b.c 1 2']],
    ['one place of a list', { a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }, { x: 3 }] }, ['a.1.x 2 3']],
    ['a list that grew', { a: [1] }, { a: [1, 2] }, ['a.1 - 2']],
    ['a list that became empty', { a: [1] }, { a: [] }, ['a - []', 'a.0 1 -']],
    ['a part that came', {}, { a: { b: 1, c: null } }, ['a.b - 1']],
    ['a whole document that came', null, { _id: 'x', version: 1, a: 1 }, ['a - 1']],
    ['a whole document that went', { _id: 'x', version: 4, a: 1 }, null, ['a 1 -']],
    [
      'an instant',
      { at: new Date(0) },
      { at: new Date(1) },
      ['at "1970-01-01T00:00:00.000Z" "1970-01-01T00:00:00.001Z"'],
    ],
    ['nothing, when only the version moved', { _id: 'x', version: 1, a: 1 }, { _id: 'x', version: 2, a: 1 }, []],
    ['nothing, when a missing field becomes null', { a: 1 }, { a: 1, b: null }, []],
  ])('is %s', (_name, before, after, expected) => {
    const shown = (value: unknown) => (value === undefined ? '-' : JSON.stringify(value));
    expect(
      differences(before, after).map(({ path, before: old, after: next }) => `${path} ${shown(old)} ${shown(next)}`),
    ).toEqual(expected);
  });

  it('is nothing between a document and itself, and everything the other way round', () => {
    const document = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(document, document, (one, other) => {
        expect(differences(one, structuredClone(one))).toEqual([]);
        const there = differences(one, other);
        const back = differences(other, one);
        expect(back).toEqual(there.map(({ path, before, after }) => ({ path, before: after, after: before })));
      }),
    );
  });

  it.each([
    ['phone', ['phone'], true],
    ['phones', ['phone'], false],
    ['members.3.phone', ['members.phone'], true],
    ['household.income.total', ['household'], true],
    ['household', ['household.income'], false],
  ])('at %s within %j is personal: %s', (path, named, personal) => {
    expect(liesWithin(path, named)).toBe(personal);
  });
});

describe('a canonical text', () => {
  it('does not depend on the order of keys, and tells different values apart', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells an instant from its text', () => {
    expect(canonicalJson({ at: new Date(0) })).not.toBe(canonicalJson({ at: new Date(0).toISOString() }));
  });

  it.each([[Number.NaN], [Infinity], [10n], [() => 1], [Symbol('x')]])('of %p does not exist', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
