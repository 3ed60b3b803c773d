import { divisions as divisionRegister } from '@bangfu/documents';
import { divisionCode } from '@bangfu/kernel';
import type { DivisionCode } from '@bangfu/kernel';
import { connect } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import fc from 'fast-check';
import type { Connection } from 'mongoose';
import {
  NOTHING,
  contains,
  covers,
  intersects,
  liesWithin,
  scopeReaching,
  scopes,
  systemScope,
  toMongoCondition,
  union,
  within,
} from './index';
import type { GrantScope, MongoCondition, RecordRelations, RowScope, ScopeFields } from './index';
import { aGroupId, aPersonId, aTeamId, aUnitId } from './testing/builders';

const WORDS = ['a', 'b', 'c'];
const CODES = [
  '440000',
  '440200',
  '440233',
  '440233100',
  '440233101',
  '440233100200',
  '440232',
  '440232101',
  '441900',
  '441900003',
  '441900103',
].map(divisionCode);
const TOWNS = CODES.filter((code) => code.length === 9);
const EVERYTHING = systemScope('test');

const scopeItem: fc.Arbitrary<GrantScope> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...CODES).map(scopes.division) },
  fc.constantFrom(...WORDS).map((word) => scopes.unit(aUnitId(word))),
  fc.constantFrom(...WORDS).map((word) => scopes.group(aGroupId(word))),
  fc.constantFrom(...WORDS).map((word) => scopes.team(aTeamId(word))),
  fc.constantFrom(...WORDS).map((word): GrantScope => ({ relation: 'PERSON', value: aPersonId(word) })),
);
const someScope = fc.array(scopeItem, { minLength: 1, maxLength: 4 }).map(scopeReaching);
const anyScope: fc.Arbitrary<RowScope> = fc.oneof(
  { weight: 8, arbitrary: someScope },
  fc.constant(NOTHING),
  fc.constant(EVERYTHING),
);

/** A record as a collection of the test keeps it. */
interface Stored {
  readonly _id: string;
  readonly townCode: DivisionCode | null;
  readonly cityCode: DivisionCode | null;
  readonly countyCode: DivisionCode | null;
  readonly townCodes: readonly DivisionCode[];
  readonly leadUnitId: string | null;
  readonly memberUnitIds: readonly string[];
  readonly groupId: string | null;
  readonly teamId: string | null;
  readonly personId: string | null;
}

const orNull = <Value>(values: readonly Value[]) => fc.constantFrom<Value | null>(null, ...values);
const record: fc.Arbitrary<Omit<Stored, '_id'>> = fc.record({
  townCode: orNull(CODES),
  cityCode: orNull(CODES.filter((code) => code.endsWith('00') && code.length === 6)),
  countyCode: orNull([divisionCode('440233'), divisionCode('440232')]),
  townCodes: fc.array(fc.constantFrom(...TOWNS), { maxLength: 3 }),
  leadUnitId: orNull(WORDS.map(aUnitId)),
  memberUnitIds: fc.array(fc.constantFrom(...WORDS.map(aUnitId)), { maxLength: 2 }),
  groupId: orNull(WORDS.map(aGroupId)),
  teamId: orNull(WORDS.map(aTeamId)),
  personId: orNull(WORDS.map(aPersonId)),
});

const RELATION_FIELDS = {
  units: ['leadUnitId', 'memberUnitIds'],
  groups: ['groupId'],
  teams: ['teamId'],
  persons: ['personId'],
} as const;

const present = (...values: readonly (string | null)[]): string[] => values.filter((value) => value !== null);
const related = (stored: Omit<Stored, '_id'>): Omit<RecordRelations, 'places'> => ({
  units: present(stored.leadUnitId, ...stored.memberUnitIds),
  groups: present(stored.groupId),
  teams: present(stored.teamId),
  persons: present(stored.personId),
});

/** Ways in which a collection keeps the place of a record, each beside the same fact in the record itself. */
const SHAPES: readonly (readonly [string, ScopeFields, (stored: Omit<Stored, '_id'>) => RecordRelations])[] = [
  [
    'one code',
    { ...RELATION_FIELDS, place: { code: 'townCode' } },
    (stored) => ({ ...related(stored), places: [{ code: stored.townCode }] }),
  ],
  [
    'a code, a city and a county',
    { ...RELATION_FIELDS, place: { code: 'townCode', cityCode: 'cityCode', countyCode: 'countyCode' } },
    (stored) => ({
      ...related(stored),
      places: [{ code: stored.townCode, cityCode: stored.cityCode, countyCode: stored.countyCode }],
    }),
  ],
  [
    'several codes',
    { ...RELATION_FIELDS, place: { code: 'townCodes', several: true } },
    (stored) => ({ ...related(stored), places: stored.townCodes.map((code) => ({ code })) }),
  ],
  ['no place', RELATION_FIELDS, related],
  ['no relation at all', {}, () => ({})],
];

/** Evaluates a condition as MongoDB would, written for this test: equality, ranges, lists, $and and $or. */
function meets(document: Readonly<Record<string, unknown>>, condition: MongoCondition): boolean {
  return Object.entries(condition).every(([key, expected]) => {
    if (key === '$and') return (expected as MongoCondition[]).every((part) => meets(document, part));
    if (key === '$or') return (expected as MongoCondition[]).some((part) => meets(document, part));
    const value = document[key];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (typeof expected !== 'object' || expected === null) return values.includes(expected);
    return Object.entries(expected).every(([operator, operand]: [string, unknown]) => {
      const isIn = (range: Readonly<Record<string, string>>, item: unknown) =>
        typeof item === 'string' && item >= (range['$gte'] ?? '') && item <= (range['$lte'] ?? '');
      if (operator === '$in') return values.some((item) => (operand as unknown[]).includes(item));
      if (operator === '$elemMatch') {
        return Array.isArray(value) && value.some((item) => isIn(operand as Record<string, string>, item));
      }
      if (operator === '$gte') return values.some((item) => typeof item === 'string' && item >= (operand as string));
      if (operator === '$lte') return values.some((item) => typeof item === 'string' && item <= (operand as string));
      throw new Error(`the test's matcher does not know ${operator}`);
    });
  });
}

describe('row scopes', () => {
  it('unite without regard to order, grouping or repetition', () => {
    fc.assert(
      fc.property(anyScope, anyScope, anyScope, (a, b, c) => {
        expect(union(a, b)).toEqual(union(b, a));
        expect(union(a, union(b, c))).toEqual(union(union(a, b), c));
        expect(union(a, a)).toEqual(a);
        expect(union(a, NOTHING)).toEqual(a);
        expect(union(a, EVERYTHING)).toEqual(EVERYTHING);
      }),
    );
  });

  it('are contained in their union, and in each other only when they are equal', () => {
    fc.assert(
      fc.property(anyScope, anyScope, anyScope, (a, b, c) => {
        expect(contains(union(a, b), a)).toBe(true);
        expect(contains(a, a)).toBe(true);
        expect(contains(a, b) && contains(b, a)).toBe(JSON.stringify(a) === JSON.stringify(b));
        if (contains(a, b) && contains(b, c)) expect(contains(a, c)).toBe(true);
        expect(contains(a, b)).toBe(JSON.stringify(union(a, b)) === JSON.stringify(a));
      }),
    );
  });

  it('intersect in both directions alike, and wherever one contains another that is not empty', () => {
    fc.assert(
      fc.property(anyScope, anyScope, (a, b) => {
        expect(intersects(a, b)).toBe(intersects(b, a));
        if (b.kind !== 'NONE' && contains(a, b)) expect(intersects(a, b)).toBe(true);
      }),
    );
  });

  it('of nobody and of no grants reach nothing', () => {
    expect(union()).toEqual(NOTHING);
    expect(scopeReaching([])).toEqual(NOTHING);
    expect(scopeReaching([scopes.contract('some-contract')])).toEqual(NOTHING);
    fc.assert(
      fc.property(record, (stored) => {
        expect(covers(NOTHING, { places: [{ code: stored.townCode }], ...related(stored) })).toBe(false);
      }),
    );
  });

  it.each(SHAPES)('become a condition that says of each record what covers says: %s', (_name, fields, relations) => {
    fc.assert(
      fc.property(anyScope, record, (scope, stored) => {
        const document = { _id: 'any', ...stored };
        expect(meets(document, toMongoCondition(scope, fields))).toBe(covers(scope, relations(stored)));
      }),
      { numRuns: 500 },
    );
  });

  it('cover a record by their union exactly when one of them does', () => {
    fc.assert(
      fc.property(anyScope, anyScope, record, (a, b, stored) => {
        const relations: RecordRelations = { ...related(stored), places: [{ code: stored.townCode }] };
        expect(covers(union(a, b), relations)).toBe(covers(a, relations) || covers(b, relations));
        if (contains(a, b) && covers(b, relations)) expect(covers(a, relations)).toBe(true);
      }),
    );
  });

  it("of a town never cover another town's record, by code or by condition", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TOWNS), fc.constantFrom(...TOWNS), (own, other) => {
        fc.pre(own !== other);
        const scope = scopeReaching([scopes.division(own)]);
        expect(covers(scope, { places: [{ code: other }] })).toBe(false);
        for (const place of [{ code: 'townCode' }, { code: 'townCode', townsOnly: true }]) {
          expect(meets({ townCode: other }, toMongoCondition(scope, { place }))).toBe(false);
          expect(meets({ townCode: own }, toMongoCondition(scope, { place }))).toBe(true);
        }
      }),
    );
  });

  it('follow the stored county where a town was moved and kept its code', () => {
    const moved = { code: divisionCode('440233100'), countyCode: divisionCode('440232') };
    expect(covers(scopeReaching([scopes.division(divisionCode('440232'))]), { places: [moved] })).toBe(true);
    expect(covers(scopeReaching([scopes.division(divisionCode('440233'))]), { places: [moved] })).toBe(false);
  });

  it('keep the outermost of divisions that lie within each other', () => {
    const scope = scopeReaching(
      ['440233100', '440200', '440233', '441900'].map((code) => scopes.division(divisionCode(code))),
    );
    expect(scope).toMatchObject({ kind: 'SOME', reaches: { DIVISION: ['440200', '441900'] } });
  });

  it('of cities are one list where the collection keeps the city, so that an index serves them', () => {
    const scope = scopeReaching(['440200', '441900'].map((code) => scopes.division(divisionCode(code))));
    expect(toMongoCondition(scope, { place: { code: 'townCode', cityCode: 'cityCode' } })).toEqual({
      cityCode: { $in: ['440200', '441900'] },
    });
  });

  it('stand beside a filter, so that no key of the filter undoes them', () => {
    const scope = scopeReaching([scopes.division(divisionCode('440233100')), scopes.unit(aUnitId('a'))]);
    const fields: ScopeFields = { place: { code: 'townCode' }, units: ['leadUnitId'] };
    const filter = { $or: [{ townCode: '441900003' }, {}], townCode: '441900003' };
    expect(within(scope, fields, filter)).toEqual({ $and: [toMongoCondition(scope, fields), filter] });
    expect(meets({ townCode: '441900003', leadUnitId: null }, within(scope, fields, filter))).toBe(false);
    expect(within(EVERYTHING, fields, filter)).toEqual(filter);
    expect(meets({ _id: 'any', townCode: '440233100' }, within(NOTHING, fields, filter))).toBe(false);
  });
});

describe('row scopes on the database', () => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await startTestDatabase();
    connection = await connect({ uri: database.uri, database: database.databaseName('access') });
  });
  afterAll(async () => {
    await connection?.dropDatabase();
    await connection?.close();
    await database?.stop();
  });

  it.each(SHAPES)(
    'find, count and sum the records that covers says, and no others: %s',
    async (name, fields, relations) => {
      const stored = fc
        .sample(record, { seed: 4, numRuns: 80 })
        .map((facts, index): Stored => ({ _id: `r${index}`, ...facts }));
      const collection = connection.collection<Stored>(`records_${SHAPES.findIndex(([shape]) => shape === name)}`);
      await collection.insertMany(stored.map((document) => ({ ...document })));
      for (const scope of [NOTHING, EVERYTHING, ...fc.sample(someScope, { seed: 5, numRuns: 40 })]) {
        const expected = stored.filter((document) => covers(scope, relations(document))).map(({ _id }) => _id);
        const condition = within(scope, fields);
        const found = await collection.find(condition).toArray();
        const [summed] = await collection
          .aggregate([{ $match: condition }, { $group: { _id: null, n: { $sum: 1 } } }])
          .toArray();
        expect(found.map(({ _id }) => _id).toSorted()).toEqual(expected.toSorted());
        expect(await collection.countDocuments(condition)).toBe(expected.length);
        expect(summed?.['n'] ?? 0).toBe(expected.length);
      }
    },
  );

  it("never give a town's account another town's record, whatever it filters by", async () => {
    const collection = connection.collection<{ _id: string; townCode: string }>('towns');
    await collection.insertMany(TOWNS.map((townCode, index) => ({ _id: `t${index}`, townCode })));
    for (const own of TOWNS) {
      const scope = scopeReaching([scopes.division(own)]);
      for (const asked of TOWNS) {
        const found = await collection
          .find(within(scope, { place: { code: 'townCode' } }, { townCode: asked }))
          .toArray();
        expect(found.map(({ townCode }) => townCode)).toEqual(own === asked ? [own] : []);
      }
    }
    expect(TOWNS.every((code) => liesWithin(code, divisionCode('440000')))).toBe(true);
  });

  describe('by an index, over all towns of the province', () => {
    const towns = divisionRegister().filter(({ level }) => level === 'TOWNSHIP');
    const cities = divisionRegister().filter(({ level }) => level === 'PREFECTURE_CITY');
    const place = { code: 'townCode', cityCode: 'cityCode', townsOnly: true };
    const fields: ScopeFields = { place, units: ['unitId'] };
    const examined = async (scope: RowScope) => {
      const collection = connection.collection('province');
      const { executionStats } = (await collection.find(within(scope, fields)).explain('executionStats')) as {
        executionStats: { nReturned: number; totalDocsExamined: number };
      };
      return executionStats;
    };
    beforeAll(async () => {
      const collection = connection.collection('province');
      for (const field of ['townCode', 'cityCode', 'unitId']) await collection.createIndex({ [field]: 1 });
      await collection.insertMany(
        towns.map(({ code }, index) => ({
          townCode: code,
          cityCode: `${code.slice(0, 4)}00`,
          unitId: aUnitId(String(index % 40)),
        })),
      );
    });

    it.each([
      ['a town', () => [scopes.division(divisionCode('440233100'))]],
      ['a county', () => [scopes.division(divisionCode('440233'))]],
      ['two cities', () => ['440200', '441900'].map((code) => scopes.division(divisionCode(code)))],
      ['a unit', () => [scopes.unit(aUnitId('7'))]],
      ['three towns', () => TOWNS.slice(0, 3).map(scopes.division)],
    ])('the account of %s examines no more than three times what it is given', async (_account, reached) => {
      const { nReturned, totalDocsExamined } = await examined(scopeReaching(reached()));
      expect(nReturned).toBeGreaterThan(0);
      expect(totalDocsExamined).toBeLessThanOrEqual(3 * nReturned);
    });

    it('an account that reaches all 21 cities by relation examines what an administrator does', async () => {
      const scope = scopeReaching(cities.map(({ code }) => scopes.division(code)));
      const [byRelation, all] = [await examined(scope), await examined(EVERYTHING)];
      expect([cities.length, byRelation.nReturned]).toEqual([21, all.nReturned]);
      expect(byRelation.totalDocsExamined).toBe(all.totalDocsExamined);
    });
  });
});
