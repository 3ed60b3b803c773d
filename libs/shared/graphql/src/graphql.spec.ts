import { buildSubgraphSchema } from '@apollo/subgraph';
import { money, plainDate } from '@bangfu/kernel';
import { graphql, parse } from 'graphql';
import { Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import * as fc from 'fast-check';
import {
  DateScalar,
  DivisionCodeScalar,
  ERROR_CATALOGUE,
  MoneyScalar,
  buildSubgraph,
  connectionOf,
  datedLoader,
  decodeCursor,
  encodeCursor,
  listName,
  pageRequest,
} from './index';

describe('the scalars', () => {
  it('write money as yuan with two places and read it back', () => {
    expect(MoneyScalar.serialize(money(114_000_000_000))).toBe('1140000000.00');
    expect(MoneyScalar.parseValue('0.01')).toBe(1);
  });

  it.each([
    [DateScalar, '2023-02-29', 'INVALID_DATE'],
    [DateScalar, 20230101, 'BAD_USER_INPUT'],
    [MoneyScalar, '1.001', 'INVALID_MONEY'],
    [MoneyScalar, 1, 'BAD_USER_INPUT'],
    [DivisionCodeScalar, '44', 'INVALID_DIVISION_CODE'],
    [DivisionCodeScalar, null, 'BAD_USER_INPUT'],
  ])('%s refuses %j with %s', (scalar, value, code) => {
    expect(() => scalar.parseValue(value)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code }) as unknown }) as Error,
    );
  });
});

describe('a cursor', () => {
  it('comes back as it went, whatever the keys', () => {
    const keys = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
    fc.assert(
      fc.property(fc.string(), keys, (list, values) =>
        expect(decodeCursor(list, encodeCursor(list, values))).toEqual(values),
      ),
    );
  });

  it('of another list, filter or order is refused', () => {
    const cursor = encodeCursor(listName('towns', 'CODE', { kind: 'TOWN' }), ['440233105']);
    expect(() => decodeCursor(listName('towns', 'NAME', { kind: 'TOWN' }), cursor)).toThrow(
      /another list, filter or order/,
    );
    expect(() => decodeCursor(listName('towns', 'CODE', {}), cursor)).toThrow(/another list, filter or order/);
  });

  it('that is broken is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => decodeCursor('towns', text)).toThrow(/cursor/);
      }),
    );
    const hostile = Buffer.from(JSON.stringify(['towns', { $gt: '' }])).toString('base64url');
    expect(() => decodeCursor('towns', hostile)).toThrow('the cursor is broken');
  });
});

describe('a page', () => {
  const size = { standard: 50, most: 500 };
  it('has its standard size unless asked otherwise, and may be empty', () => {
    expect(pageRequest('x', { first: null, after: null }, size).limit).toBe(50);
    expect(pageRequest('x', { first: 0, after: undefined }, size).limit).toBe(0);
  });
  it.each([-1, 501, 1_000_000])('of %d items is refused in a message with both sides', (first) => {
    expect(() => pageRequest('x', { first, after: null }, size)).toThrow(
      `first is ${first}; this list gives from 0 to 500 items a page`,
    );
  });
});

describe('a dated loader', () => {
  it('asks the store once for all keys of a day', async () => {
    const load = jest.fn((keys: readonly string[], day: string) =>
      Promise.resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, `${key} on ${day}`]))),
    );
    const loader = datedLoader(load);
    const [today, before] = [plainDate('2022-01-01'), plainDate('2021-01-01')];
    const answers = await Promise.all([
      loader.load('a', today),
      loader.load('none', today),
      loader.load('a', before),
      loader.load('a', today),
    ]);
    expect(answers).toEqual(['a on 2022-01-01', null, 'a on 2021-01-01', 'a on 2022-01-01']);
    expect(load).toHaveBeenCalledTimes(2);
  });
});

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A thing (物).' })
class Thing {
  @Directive('@tag(name: "agency")')
  @Field(() => ID, { description: 'The id (编号).' })
  id!: string;
}
const ThingConnection = connectionOf('Thing', '物', () => Thing);

@Resolver(() => Thing)
class ThingResolver {
  @Query(() => ThingConnection, { description: 'Things (物列表).' })
  things() {
    return ThingConnection.read({
      list: 'things',
      size: { standard: 50, most: 500 },
      first: null,
      after: null,
      read: () => Promise.resolve({ items: ['a', 'b'], hasMore: true }),
      keysOf: (id) => [id],
      present: (id) => Object.assign(new Thing(), { id }),
      count: () => Promise.resolve(7),
    });
  }
}

describe('a subgraph', () => {
  const { schema, sdl } = buildSubgraph({
    resolvers: [ThingResolver],
    references: { Thing: ({ id }) => Object.assign(new Thing(), { id }) },
  });

  it('keeps the federation directives that printing drops', () => {
    expect(sdl).toContain('type Thing @key(fields: "id")');
    expect(sdl).toContain('id: ID! @tag(name: "agency")');
  });

  it('prints an SDL that stands by itself', () => {
    expect(() => buildSubgraphSchema([{ typeDefs: parse(sdl) }])).not.toThrow();
  });

  it('answers references and pages, counting only when asked', async () => {
    const source =
      '{ _entities(representations: [{ __typename: "Thing", id: "a" }]) { ... on Thing { id } } things { totalCount edges { cursor node { id } } pageInfo { hasNextPage } } }';
    const { data, errors } = await graphql({ schema, source });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [{ id: 'a' }],
      things: { totalCount: 7, edges: [{ node: { id: 'a' } }, { node: { id: 'b' } }], pageInfo: { hasNextPage: true } },
    });
  });
});

describe('the catalogue of errors', () => {
  it.each(Object.entries(ERROR_CATALOGUE))(
    '%s has an HTTP status, a sentence of English and a Chinese term',
    (_code, { status, en, zh }) => {
      expect([400, 404, 413, 500, 503, 504]).toContain(status);
      expect(en).toMatch(/\.$/);
      expect(zh).toMatch(/^\p{Script=Han}+$/u);
    },
  );
});
