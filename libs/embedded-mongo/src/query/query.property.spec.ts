import { Double, Int32 } from 'bson';
import fc from 'fast-check';
import type { Doc, Value } from '../bson/values';
import { compileFilter } from './match';

/*
 * A plain reference for the query language, written from MongoDB's manual and not from the code under test: values are
 * tagged pairs, a path is answered by all the values it may mean, and an operator holds if it holds for one of them.
 */
type Plain = {
  t: 'missing' | 'null' | 'number' | 'string' | 'bool' | 'date' | 'array' | 'object';
  v?: unknown;
  real?: 'int' | 'double';
};

function plain(value: Value | undefined): Plain {
  if (value === undefined) return { t: 'missing' };
  if (value === null) return { t: 'null' };
  if (value instanceof Int32) return { t: 'number', v: value.value, real: 'int' };
  if (value instanceof Double) return { t: 'number', v: value.value, real: 'double' };
  if (typeof value === 'string') return { t: 'string', v: value };
  if (typeof value === 'boolean') return { t: 'bool', v: value };
  if (value instanceof Date) return { t: 'date', v: value.getTime() };
  if (Array.isArray(value)) return { t: 'array', v: value.map(plain) };
  return { t: 'object', v: Object.entries(value as Doc).map(([name, item]) => [name, plain(item)] as const) };
}

const items = (value: Plain) => value.v as Plain[];
const fields = (value: Plain) => value.v as (readonly [string, Plain])[];

function same(a: Plain, b: Plain): boolean {
  if (a.t !== b.t) return false;
  if (a.t === 'array')
    return items(a).length === items(b).length && items(a).every((item, i) => same(item, items(b)[i] as Plain));
  if (a.t === 'object')
    return (
      fields(a).length === fields(b).length &&
      fields(a).every(([name, item], i) => fields(b)[i]?.[0] === name && same(item, fields(b)[i]?.[1] as Plain))
    );
  return a.v === b.v || (Number.isNaN(a.v) && Number.isNaN(b.v));
}

/** The values at a path, arrays on the way entered; nothing at all where an array on the way has no documents. */
function reach(value: Plain, path: string[]): Plain[] {
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  if (value.t === 'object') return reach(fields(value).find(([name]) => name === head)?.[1] ?? { t: 'missing' }, rest);
  if (value.t === 'array') {
    const inside = items(value)
      .filter(({ t }) => t === 'object')
      .flatMap((item) => reach(item, path));
    const at = /^\d+$/.test(head) ? items(value)[Number(head)] : undefined;
    // An index that leads to a plain value leads no further.
    const ends = at === undefined || (rest.length > 0 && at.t !== 'object' && at.t !== 'array');
    return ends ? inside : [...inside, ...reach(at, rest)];
  }
  return [{ t: 'missing' }];
}

/** The same, and each array at the end also by its elements. */
const reachAll = (value: Plain, path: string[], enter: boolean) =>
  reach(value, path).flatMap((found) => (enter && found.t === 'array' ? [...items(found), found] : [found]));

function equals(found: Plain, wanted: Plain): boolean {
  return wanted.t === 'null' ? found.t === 'null' || found.t === 'missing' : same(found, wanted);
}

function ordered(found: Plain, wanted: Plain, operator: string): boolean {
  if (wanted.t === 'null') return operator.endsWith('e') && equals(found, wanted);
  if (found.t !== wanted.t || !['number', 'string', 'bool', 'date'].includes(found.t)) return false;
  const bytes = (text: unknown) => Buffer.from(text as string).toString('latin1');
  const [a, b] = found.t === 'string' ? [bytes(found.v), bytes(wanted.v)] : [found.v as number, wanted.v as number];
  return { $gt: a > b, $gte: a >= b, $lt: a < b, $lte: a <= b }[operator] ?? false;
}

/** `enter`: an array at the end of the path is tried by its elements too; not so an array that is an element itself. */
function holds(operator: string, operand: Value, doc: Plain, path: string[], enter: boolean): boolean {
  const any = (test: (found: Plain) => boolean) => reachAll(doc, path, enter).some(test);
  const whole = (test: (found: Plain) => boolean) => reach(doc, path).some(test);
  switch (operator) {
    case '$eq':
      return any((found) => equals(found, plain(operand)));
    case '$ne':
      return !holds('$eq', operand, doc, path, enter);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return any((found) => ordered(found, plain(operand), operator));
    case '$in':
      return (operand as Value[]).some((item) => holds('$eq', item, doc, path, enter));
    case '$nin':
      return !holds('$in', operand, doc, path, enter);
    case '$exists':
      return any(({ t }) => t !== 'missing') === operand;
    case '$type':
      return any((found) =>
        operand === 'number'
          ? found.t === 'number'
          : found.t === 'number'
            ? found.real === operand
            : found.t === operand,
      );
    case '$size':
      return whole((found) => found.t === 'array' && items(found).length === (operand as Int32).value);
    case '$all':
      return (
        (operand as Value[]).length > 0 && (operand as Value[]).every((item) => holds('$eq', item, doc, path, enter))
      );
    case '$mod': {
      const [divisor, rest] = (operand as Int32[]).map(({ value }) => value) as [number, number];
      return any(
        (found) => found.t === 'number' && Number.isFinite(found.v) && Math.trunc(found.v as number) % divisor === rest,
      );
    }
    case '$not':
      return !holdsAll(operand as Doc, doc, path, enter);
    case '$elemMatch':
      return whole(
        (found) =>
          found.t === 'array' &&
          items(found).some((item) => holdsAll(operand as Doc, { t: 'object', v: [['e', item]] }, ['e'], false)),
      );
    default:
      throw new Error(operator);
  }
}

const holdsAll = (operators: Doc, doc: Plain, path: string[], enter = true): boolean =>
  Object.entries(operators).every(([name, operand]) => holds(name, operand, doc, path, enter));

function accepts(filter: Doc, doc: Plain): boolean {
  return Object.entries(filter).every(([name, operand]) => {
    const parts = () => (operand as Doc[]).map((part) => accepts(part, doc));
    if (name === '$and') return parts().every(Boolean);
    if (name === '$or') return parts().some(Boolean);
    if (name === '$nor') return !parts().some(Boolean);
    return holdsAll(operand as Doc, doc, name.split('.'));
  });
}

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => new Int32(n)),
  fc.constantFrom(-1, 0, 0.5, 1, 2, NaN, Infinity).map((n) => new Double(n)),
  fc.constantFrom<Value>(null, true, false, 'a', 'b', '', '\u{1f600}', '\uffff'),
  fc.constantFrom(0, 1, 2).map((n) => new Date(n)),
);
const value = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    {
      weight: 2,
      arbitrary: fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    },
  ),
})).value;
const doc = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, {
  maxKeys: 3,
  noNullPrototype: true,
}) as fc.Arbitrary<Doc>;

const operator: fc.Arbitrary<Doc> = fc.oneof(
  fc.tuple(fc.constantFrom('$eq', '$ne'), value).map(([name, operand]) => ({ [name]: operand })),
  fc
    .tuple(
      fc.constantFrom('$gt', '$gte', '$lt', '$lte'),
      scalar.filter((v) => !(v instanceof Double && Number.isNaN(v.value))),
    )
    .map(([name, operand]) => ({ [name]: operand })),
  fc
    .tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(scalar, { maxLength: 3 }))
    .map(([name, operand]) => ({ [name]: operand })),
  fc.boolean().map((operand) => ({ $exists: operand })),
  fc
    .constantFrom('int', 'double', 'number', 'string', 'bool', 'null', 'array', 'object', 'date')
    .map((operand) => ({ $type: operand })),
  fc.integer({ min: 0, max: 3 }).map((n) => ({ $size: new Int32(n) })),
  fc
    .tuple(fc.constantFrom(2, 3), fc.integer({ min: 0, max: 2 }))
    .map(([divisor, rest]) => ({ $mod: [new Int32(divisor), new Int32(rest)] })),
);
const condition = fc.oneof(
  { weight: 4, arbitrary: operator },
  { weight: 1, arbitrary: operator.map((inner) => ({ $not: inner })) },
  { weight: 1, arbitrary: operator.map((inner) => ({ $elemMatch: inner })) },
);
const clause = fc
  .tuple(fc.constantFrom('a', 'b', 'c', 'a.a', 'a.b', 'b.a', 'a.0', 'a.1', 'a.0.b'), condition)
  .map(([path, operand]): Doc => ({ [path]: operand }));
const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 4, arbitrary: clause },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(clause, { minLength: 1, maxLength: 3 }))
      .map(([name, parts]): Doc => ({ [name]: parts })),
  },
);

it('agrees with the plain reference on any document and any filter', () => {
  fc.assert(
    fc.property(doc, filter, (document, wanted) => {
      expect(compileFilter(wanted)(document)).toBe(accepts(wanted, plain(document)));
    }),
    { numRuns: 5_000 },
  );
});
