import { Double, Int32 } from 'bson';
import fc from 'fast-check';
import { equalValues } from '../bson/compare';
import type { Doc, Value } from '../bson/values';
import { kindOf } from '../bson/values';
import { compileUpdate } from './update';

/*
 * A plain reference for the update operators on the fields of one level, written from MongoDB's manual: it answers the
 * document afterwards, or the code of the error.
 */
type Outcome = Doc | number;
const numeric = (value: Value): value is Int32 | Double => value instanceof Int32 || value instanceof Double;
const RANKS = ['null', 'number', 'string', 'object', 'array', 'bool'];
const rank = (value: Value) => RANKS.indexOf(numeric(value) ? 'number' : kindOf(value));
const less = (a: Value, b: Value) =>
  rank(a) !== rank(b)
    ? rank(a) < rank(b)
    : numeric(a) && numeric(b)
      ? a.value < b.value
      : (a as string | boolean) < (b as string | boolean);

function reference(doc: Doc, operator: string, field: string, operand: Value): Outcome {
  const old = doc[field];
  const set = (value: Value) => ({ ...doc, [field]: value });
  const { [field]: _gone, ...without } = doc;
  switch (operator) {
    case '$set':
      return set(operand);
    case '$unset':
      return without;
    case '$inc':
    case '$mul': {
      if (!numeric(operand)) return 14;
      if (old === undefined)
        return set(operator === '$inc' ? operand : operand instanceof Int32 ? new Int32(0) : new Double(0));
      if (!numeric(old)) return 14;
      const result = operator === '$inc' ? old.value + operand.value : old.value * operand.value;
      return set(old instanceof Int32 && operand instanceof Int32 ? new Int32(result) : new Double(result));
    }
    case '$min':
      return old === undefined || less(operand, old) ? set(operand) : doc;
    case '$max':
      return old === undefined || less(old, operand) ? set(operand) : doc;
    case '$push':
      return old === undefined ? set([operand]) : Array.isArray(old) ? set([...old, operand]) : 2;
    case '$addToSet':
      return old === undefined
        ? set([operand])
        : !Array.isArray(old)
          ? 2
          : old.some((item) => equalValues(item, operand))
            ? doc
            : set([...old, operand]);
    case '$pull':
      return old === undefined ? doc : !Array.isArray(old) ? 2 : set(old.filter((item) => !equalValues(item, operand)));
    case '$pop':
      return old === undefined
        ? doc
        : !Array.isArray(old)
          ? 14
          : set(operand instanceof Int32 && operand.value === 1 ? old.slice(0, -1) : old.slice(1));
    case '$rename':
      return old === undefined ? doc : { ...without, renamed: old };
    default:
      throw new Error(operator);
  }
}

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((n) => new Int32(n)),
  fc.constantFrom(-2.5, 0, 1, 3).map((n) => new Double(n)),
  fc.constantFrom<Value>(null, true, false, 'a', 'b'),
);
const value = fc.oneof({ weight: 3, arbitrary: scalar }, { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) });
const doc = fc
  .dictionary(fc.constantFrom('a', 'b'), value, { maxKeys: 2, noNullPrototype: true })
  .map((fields): Doc => ({ _id: new Int32(1), ...fields }));
const change = fc.oneof(
  fc.tuple(fc.constantFrom('$set', '$min', '$max', '$push', '$addToSet', '$pull', '$inc', '$mul', '$unset'), scalar),
  fc.constantFrom<[string, Value]>(['$pop', new Int32(1)], ['$pop', new Int32(-1)], ['$rename', 'renamed']),
);

const compile = (update: Value, filter: Doc = {}) =>
  compileUpdate({ update, filter, arrayFilters: [], variables: {}, now: new Date(0) });

it('changes one field as the plain reference does, types of numbers included', () => {
  fc.assert(
    fc.property(doc, change, fc.constantFrom('a', 'b', 'c'), (document, [operator, operand], field) => {
      const wanted = reference(document, operator, field, operand);
      let found: Outcome;
      try {
        found = compile({ [operator]: { [field]: operand } }).apply(structuredCloneDoc(document));
      } catch (error) {
        found = (error as { code: number }).code;
      }
      expect(found).toStrictEqual(wanted);
    }),
    { numRuns: 3_000 },
  );
});

const structuredCloneDoc = (document: Doc): Doc =>
  Object.fromEntries(Object.entries(document).map(([name, item]) => [name, Array.isArray(item) ? [...item] : item]));

it('keeps fields that an update does not name, and their order', () => {
  fc.assert(
    fc.property(doc, scalar, (document, operand) => {
      const found = compile({ $set: { z: operand } }).apply(structuredCloneDoc(document));
      expect(Object.keys(found)).toEqual([...Object.keys(document), 'z']);
    }),
  );
});
