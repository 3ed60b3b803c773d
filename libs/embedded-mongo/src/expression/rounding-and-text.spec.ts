import { Double, Int32, Timestamp } from 'bson';
import type { Doc, Value } from '../bson/values';
import { compileExpression } from './compile';

const answer = (expression: Doc, root: Doc = {}): Value | undefined =>
  compileExpression(expression, {})({ root, variables: {} });
const round = (value: number, place: number) => answer({ $round: [new Double(value), new Int32(place)] });

describe('expressions on numbers and text', () => {
  it.each([
    [2.675, 2, 2.67],
    [1.005, 2, 1],
    [0.125, 2, 0.12],
    [0.375, 2, 0.38],
    [-2.5, 0, -2],
    [3.5, 0, 4],
    [1250.5, -2, 1300],
    [1250, -2, 1200],
    [1e22, 2, 1e22],
    [4.9e-324, 3, 0],
  ])('rounds the exact value of %d at place %d to %d, halves to even', (value, place, expected) => {
    expect(round(value, place)).toEqual(new Double(expected));
  });

  it('takes numbers and dates for the text they are written as', () => {
    const root: Doc = { at: new Date(Date.UTC(2024, 1, 29)), half: new Double(0.5) };
    expect(answer({ $toUpper: '$at' }, root)).toBe('2024-02-29T00:00:00.000Z');
    expect(answer({ $substrBytes: ['$at', new Int32(0), new Int32(4)] }, root)).toBe('2024');
    expect(answer({ $toLower: '$half' }, root)).toBe('0.5');
    expect(() => answer({ $toLower: '$t' }, { t: new Timestamp({ t: 1, i: 1 }) })).toThrow('not supported');
    expect(() => answer({ $toLower: true })).toThrow('requires a string argument');
  });
});
