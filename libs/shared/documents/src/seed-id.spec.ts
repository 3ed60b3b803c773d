import { MalformedValue, idOf } from '@bangfu/kernel';
import { newId, seedId } from './seed-id';

describe('ids of what the documents bring', () => {
  it('are the same on every import and differ by prefix, date and key', () => {
    const id = seedId('unit', '2021-09-10', '县交通运输局');
    expect(seedId('unit', '2021-09-10', '县交通运输局')).toBe(id);
    expect(
      new Set([
        id,
        seedId('group', '2021-09-10', '县交通运输局'),
        seedId('unit', '2021-09-11', '县交通运输局'),
        seedId('unit', '2021-09-10', '县司法局'),
      ]).size,
    ).toBe(4);
  });

  it('have the form of the ids of the kernel', () => {
    expect(idOf('Unit', seedId('unit', '2021-09-10', 'x'))).toMatch(/^unit_/);
    expect(idOf('Person', newId('person', new Date()))).toMatch(/^person_/);
  });

  // 1469918176385 ms is the instant of the ULID specification's own example, 01ARYZ6S41….
  it('write the instant as a ULID does', () => {
    expect(newId('unit', new Date(1_469_918_176_385)).slice(5, 15)).toBe('01ARYZ6S41');
    expect(seedId('unit', '1970-01-01', 'x').slice(5, 15)).toBe('0000000000');
  });

  it('sort by date as text', () => {
    const dates = ['1999-12-31', '2021-06-04', '2021-06-30', '2021-09-10', '2022-03-22'];
    const ids = dates.map((date) => seedId('unit', date, 'x'));
    expect([...ids].sort()).toEqual(ids);
  });

  it('keep what was fixed once: a stored id must never change', () => {
    expect(seedId('unit', '2021-09-10', '县交通运输局')).toMatchInlineSnapshot(`"unit_01FF6G2000K26FACC3JQCQYZDK"`);
  });

  it('refuse a date that does not exist or lies before 1970', () => {
    expect(() => seedId('unit', '2021-02-30', 'x')).toThrow(MalformedValue);
    expect(() => seedId('unit', '1969-12-31', 'x')).toThrow(RangeError);
  });

  it('of what a person enters are never the same twice', () => {
    const now = new Date();
    expect(newId('unit', now)).not.toBe(newId('unit', now));
  });
});
