import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import { plainDate } from '@bangfu/kernel';
import type { Source } from '@bangfu/kernel';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import type { AfterKeys } from './index';
import {
  DataFromNewerProgram,
  connect,
  findPage,
  holdingOn,
  importOnChange,
  migrate,
  prepareCollections,
  reconcile,
  sourceSchema,
} from './index';

interface Thing {
  _id: string;
  rank: number | null;
  source: Source;
}
const DOCUMENT: Source = { kind: 'DOCUMENT', reference: 'row', requirementId: 'P-1a' };
const ENTERED: Source = { kind: 'ENTERED', reference: 'a person', requirementId: null };
const thing = (_id: string, rank: number | null = null, source = DOCUMENT): Thing => ({ _id, rank, source });

describe('a service’s database', () => {
  let database: TestDatabase;
  let connection: Connection;
  let things: Model<Thing>;

  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database?.stop());

  let round = 0;
  beforeEach(async () => {
    round += 1;
    connection = await connect({ uri: database.uri, database: database.databaseName(`mongo_${round}`) });
    things = connection.model<Thing>(
      'Thing',
      new Schema<Thing>({ _id: String, rank: Schema.Types.Double, source: sourceSchema }, { versionKey: false }),
      'things',
    );
    await prepareCollections(connection);
  });
  afterEach(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  describe('a page', () => {
    const ranks = [3, null, 1, 3, 2, null, 1];
    const walk = async (direction: 1 | -1, limit: number) => {
      const seen: Thing[] = [];
      let after: AfterKeys | null = null;
      for (;;) {
        const { items, hasMore }: { items: Thing[]; hasMore: boolean } = await findPage(things, {
          filter: {},
          order: [['rank', direction]],
          after,
          limit,
        });
        seen.push(...items);
        const last = items.at(-1);
        if (!hasMore || !last) return seen;
        after = [last.rank, last._id];
      }
    };

    it.each([
      [1, 1],
      [1, 3],
      [-1, 2],
      [-1, 7],
    ] as const)(
      'in direction %d with %d items at a time loses and repeats nothing, unknown ranks included',
      async (direction, limit) => {
        await things.insertMany(ranks.map((rank, place) => thing(`t${place}`, rank)));
        const seen = await walk(direction, limit);
        expect(seen.map(({ _id }) => _id).toSorted()).toEqual(ranks.map((_, place) => `t${place}`));
        const keys = seen.map(({ rank }) => rank ?? Number.NEGATIVE_INFINITY);
        expect(keys).toEqual(keys.toSorted((a, b) => direction * (a === b ? 0 : a < b ? -1 : 1)));
      },
    );

    it('of nothing has no more', async () => {
      expect(await findPage(things, { filter: {}, order: [], after: null, limit: 0 })).toEqual({
        items: [],
        hasMore: false,
      });
    });
  });

  describe('a reconciliation', () => {
    it('writes what is new or different, removes what is gone, and changes nothing when run again', async () => {
      expect(await reconcile(things, [thing('a', 1), thing('b', 2)])).toEqual({ kept: 0, written: 2, removed: 0 });
      expect(await reconcile(things, [thing('a', 1), thing('b', 2)])).toEqual({ kept: 2, written: 0, removed: 0 });
      expect(await reconcile(things, [thing('a', 1), thing('c', 3)])).toEqual({ kept: 1, written: 1, removed: 1 });
      expect((await things.find().sort({ _id: 1 }).lean()).map(({ _id }) => _id)).toEqual(['a', 'c']);
    });

    it('never touches what a person entered', async () => {
      await things.insertMany([thing('a', 9, ENTERED), thing('z', 8, ENTERED)]);
      await reconcile(things, [thing('a', 1)]);
      expect(await things.find().sort({ _id: 1 }).lean()).toEqual([thing('a', 9, ENTERED), thing('z', 8, ENTERED)]);
    });
  });

  describe('an import', () => {
    it('runs when the facts changed and not when they are the ones imported last', async () => {
      const run = jest.fn(() => Promise.resolve());
      expect([
        await importOnChange(connection, 'one', run),
        await importOnChange(connection, 'one', run),
        await importOnChange(connection, 'two', run),
      ]).toEqual([true, false, true]);
      expect(run).toHaveBeenCalledTimes(2);
    });

    it('that was cut short runs again', async () => {
      await expect(importOnChange(connection, 'one', () => Promise.reject(new Error('power')))).rejects.toThrow(
        'power',
      );
      expect(await importOnChange(connection, 'one', () => Promise.resolve())).toBe(true);
    });
  });

  describe('a migration', () => {
    const log: string[] = [];
    const migration = (name: string) => ({ name, run: () => Promise.resolve(void log.push(name)) });

    it('runs once, in order', async () => {
      expect(await migrate(connection, [migration('first')])).toEqual(['first']);
      expect(await migrate(connection, [migration('first'), migration('second')])).toEqual(['second']);
      expect(log).toEqual(['first', 'second']);
    });

    it('refuses data of a newer program in a sentence that names both versions', async () => {
      await migrate(connection, [migration('first'), migration('second')]);
      await expect(migrate(connection, [migration('first')])).rejects.toThrow(DataFromNewerProgram);
      await expect(migrate(connection, [migration('first')])).rejects.toThrow(/schema version 2, this program knows 1/);
    });
  });

  it('finds a dated fact on its first and last day, and one with open ends on every day', async () => {
    const dated = connection.collection<{ _id: string; validFrom: string | null; validTo: string | null }>('dated');
    await dated.insertMany([
      { _id: 'closed', validFrom: '2021-06-04', validTo: '2023-06-03' },
      { _id: 'open', validFrom: null, validTo: null },
    ]);
    const on = async (day: string) =>
      (
        await dated
          .find(holdingOn(plainDate(day)))
          .sort({ _id: 1 })
          .toArray()
      ).map(({ _id }) => _id);
    expect([await on('2021-06-03'), await on('2021-06-04'), await on('2023-06-03'), await on('2023-06-04')]).toEqual([
      ['open'],
      ['closed', 'open'],
      ['closed', 'open'],
      ['open'],
    ]);
  });
});
