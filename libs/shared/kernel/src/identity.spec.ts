import { MalformedValue, divisionCode, holdsOn, idOf, overlaps, plainDate } from './index';

describe('a division code', () => {
  it.each(['440000', '440233105', '440233105201'])('%s is read', (text) => {
    expect(divisionCode(text)).toBe(text);
  });
  it.each(['44', '4402331', '44023310x', '', '440233105 ', '４４０２３３'])('%j is refused', (text) => {
    expect(() => divisionCode(text)).toThrow(MalformedValue);
  });
});

describe('an id', () => {
  it('is read for its own kind of thing alone', () => {
    const id = 'unit_01F7A2B3C4D5E6F7G8H9J0K1M2';
    expect(idOf('Unit', id)).toBe(id);
    expect(() => idOf('Pairing', id)).toThrow(/not the id of a Pairing/);
  });
  it.each([
    'unit_',
    'unit_01f7a2b3c4d5e6f7g8h9j0k1m2',
    'unit_01F7A2B3C4D5E6F7G8H9J0K1ML',
    '',
    '{"$ne":null}',
    'unit_01F7A2B3C4D5E6F7G8H9J0K1M2\n',
  ])('%j is refused', (text) => {
    expect(() => idOf('Unit', text)).toThrow(MalformedValue);
  });
  it('is refused in a message that shows no more than 40 printable characters of it', () => {
    expect(() => idOf('Unit', 'x\u0000'.repeat(500))).toThrow(/^'(x\?){20}…' is not the id of a Unit/);
  });
});

describe('a dated fact', () => {
  const from2021To2023 = { validFrom: plainDate('2021-06-04'), validTo: plainDate('2023-06-03') };
  it('holds on its first and its last day', () => {
    expect(
      ['2021-06-03', '2021-06-04', '2023-06-03', '2023-06-04'].map((day) => holdsOn(from2021To2023, plainDate(day))),
    ).toEqual([false, true, true, false]);
  });
  it('with open ends holds on every day', () => {
    expect(holdsOn({ validFrom: null, validTo: null }, plainDate('1900-01-01'))).toBe(true);
  });
  it('overlaps another that shares a single day with it, and not the one that begins the day after', () => {
    expect(overlaps(from2021To2023, { validFrom: plainDate('2023-06-03'), validTo: null })).toBe(true);
    expect(overlaps(from2021To2023, { validFrom: plainDate('2023-06-04'), validTo: null })).toBe(false);
    expect(overlaps({ validFrom: null, validTo: null }, from2021To2023)).toBe(true);
  });
});
