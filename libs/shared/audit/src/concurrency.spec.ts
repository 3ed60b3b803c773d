import { ok } from '@bangfu/kernel';
import { connect, prepareCollections } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { auditTrail, readChanges, recorded, verifyAudit } from './index';
import type { Act, AuditTrail, Change } from './index';
import { seededRandom } from './seeded-random';

interface Counter {
  _id: string;
  version: number;
  total: number;
}

const SEED = Number(process.env['AUDIT_SEED'] ?? Date.now() % 1_000_000);
const AT = new Date('2022-03-01T00:00:00Z');
const EVERYTHING = { scope: 'EVERYTHING' } as const;

jest.setTimeout(60_000);

describe(`acts at the same time (seed ${SEED})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  let counters: Model<Counter>;
  let trail: AuditTrail;
  let round = 0;
  const random = seededRandom(SEED);

  const countersOf = (on: Connection) =>
    on.model<Counter>(
      'Counter',
      recorded(
        new Schema<Counter>(
          { _id: String, version: Schema.Types.Int32, total: Schema.Types.Double },
          { versionKey: false },
        ),
        { kind: 'Counter', personal: [], scopesOf: ({ _id }) => [`counter:${_id}`] },
      ),
      'counters',
    );

  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database?.stop());
  beforeEach(async () => {
    round += 1;
    connection = await connect({ uri: database.uri, database: database.databaseName(`concurrency_${round}`) });
    trail = auditTrail(connection);
    counters = countersOf(connection);
    await prepareCollections(connection);
  });
  afterEach(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  let keys = 0;
  const anAct = (input: unknown): Act => ({
    act: 'addToCounter',
    input,
    idempotencyKey: `key-${1_000_000 + (keys += 1)}`,
    actor: { kind: 'PERSON', id: 'person_1', role: null },
    actedFor: null,
    reason: null,
    at: AT,
  });
  /** Adds whatever the counter holds at the moment, so that an effect done twice would show. */
  const add = (id: string, amount: number, act = anAct({ id, amount })) =>
    trail.performAct(act, async (transaction) => {
      const stored = (await counters.findById(id).session(transaction.session).lean()) as Counter | null;
      const total = (stored?.total ?? 0) + amount;
      if (stored) await transaction.replaceVersion(counters, { _id: id, total }, stored.version);
      else await transaction.insert(counters, { _id: id, total });
      return ok({ total });
    });
  const entries = () => connection.collection('audit_entries');

  it('sent one to five times with one key, in parallel too, have one effect and one answer', async () => {
    const intentions = Array.from({ length: 24 }, () => {
      const id = `counter_${random.below(4)}`;
      const amount = 1 + random.below(9);
      return { id, amount, act: anAct({ id, amount }), times: 1 + random.below(5) };
    });
    const answers = await Promise.all(
      intentions.map(async ({ id, amount, act, times }) => {
        const together = 1 + random.below(times);
        const first = await Promise.all(Array.from({ length: together }, () => add(id, amount, act)));
        const later: typeof first = [];
        for (let sent = together; sent < times; sent += 1) later.push(await add(id, amount, act));
        return new Set([...first, ...later].map((answer) => JSON.stringify(answer))).size;
      }),
    );
    expect(answers.every((different) => different === 1)).toBe(true);
    const expected = new Map<string, number>();
    for (const { id, amount } of intentions) expected.set(id, (expected.get(id) ?? 0) + amount);
    const stored = (await counters.find().lean()) as Counter[];
    expect(new Map(stored.map(({ _id, total }) => [_id, total]))).toEqual(expected);
    expect(await entries().countDocuments()).toBe(intentions.length);
    expect((await verifyAudit(connection, { keys: new Map() })).firstFault).toBeNull();
  });

  it('of one key and two bodies let one happen and refuse the other', async () => {
    const act = anAct({ id: 'counter_1', amount: 1 });
    const outcomes = await Promise.all([
      add('counter_1', 1, act),
      add('counter_1', 2, { ...act, input: { id: 'counter_1', amount: 2 } }),
    ]);
    expect(outcomes.filter(({ ok: happened }) => happened)).toHaveLength(1);
    expect(outcomes.find(({ ok: happened }) => !happened)).toMatchObject({ error: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await entries().countDocuments()).toBe(1);
  });

  it('by two editors lose no update: the loser is told the current version and goes on from it', async () => {
    const UPDATES = 40;
    await add('counter_1', 0);
    let conflicts = 0;
    const edit = async (editor: string): Promise<void> => {
      let version = 1;
      let total = 0;
      for (let done = 0; done < UPDATES;) {
        const read = { version, total };
        const act = { ...anAct(read), actor: { kind: 'PERSON', id: editor, role: null } as const };
        const outcome = await trail.performAct(act, async (transaction) => {
          const next = { _id: 'counter_1', total: read.total + 1 };
          return ok(await transaction.replaceVersion(counters, next, read.version));
        });
        if (outcome.ok) {
          done += 1;
          version = outcome.value;
          total = read.total + 1;
        } else {
          conflicts += 1;
          expect(outcome.error).toMatchObject({ code: 'CONFLICT', expectedVersion: read.version });
          const stored = (await counters.findById('counter_1').lean()) as Counter;
          expect(stored.version).toBeGreaterThan(read.version);
          version = stored.version;
          total = stored.total;
        }
      }
    };
    await Promise.all([edit('person_1'), edit('person_2')]);
    expect(await counters.findById('counter_1').lean()).toMatchObject({ total: 2 * UPDATES, version: 2 * UPDATES + 1 });
    expect(await entries().countDocuments()).toBe(2 * UPDATES + 1);
    expect(conflicts).toBeGreaterThan(0);
  });

  it('of which some fail at any point leave every change with exactly one entry, and no entry without its change', async () => {
    const faults = ['before', 'between', 'after', 'refused', 'none', 'none'] as const;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, async (_, index) => {
        const fault = random.of(faults);
        const [first, second] = [`counter_${random.below(6)}`, `counter_${6 + random.below(6)}`];
        return trail.performAct(anAct({ index }), async (transaction) => {
          for (const id of [first, second]) {
            if (fault === 'before' || (fault === 'between' && id === second)) throw new Error(fault);
            const stored = (await counters.findById(id).session(transaction.session).lean()) as Counter | null;
            if (stored) {
              await transaction.replaceVersion(counters, { _id: id, total: stored.total + 1 }, stored.version);
            } else {
              await transaction.insert(counters, { _id: id, total: 1 });
            }
          }
          if (fault === 'after') throw new Error(fault);
          return fault === 'refused' ? { ok: false as const, error: { code: 'REFUSED' } } : ok(null);
        });
      }),
    );
    const happened = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.ok).length;
    const stored = (await counters.find().lean()) as Counter[];
    expect(stored.reduce((sum, { total }) => sum + total, 0)).toBe(2 * happened);
    for (const { _id, version, total } of stored) {
      expect(version).toBe(total);
      const versions = await entries().find({ 'aggregate.id': _id }).sort({ seq: 1 }).toArray();
      expect(versions.map((entry) => entry['version'] as number)).toEqual(
        Array.from({ length: version }, (_, index) => index + 1),
      );
    }
    expect(await entries().countDocuments()).toBe(2 * happened);
    expect(await trail.feed.count({ types: null, scope: 'EVERYTHING' })).toBe(2 * happened);
    expect((await verifyAudit(connection, { keys: new Map() })).firstFault).toBeNull();
  });

  describe('in the change feed', () => {
    const keyOf = ({ aggregate, version }: Change) => `${aggregate.id} ${version}`;
    const inOrderPerThing = (changes: readonly Change[]) => {
      const last = new Map<string, number>();
      return changes.every(({ aggregate, version }) => {
        const expected = (last.get(aggregate.id) ?? 0) + 1;
        last.set(aggregate.id, version);
        return version === expected;
      });
    };

    it('reach readers that follow along, each once and in order per thing, while several writers write', async () => {
      const WRITERS = 4;
      const EACH = 12;
      let writing = true;
      const follow = async (first: number): Promise<readonly Change[]> => {
        const seen: Change[] = [];
        let after: string | null = null;
        for (let last = false; ;) {
          const page: Awaited<ReturnType<typeof readChanges>> = await readChanges(trail.feed, {
            after,
            first,
            ...EVERYTHING,
          });
          seen.push(...page.items.map(({ change }) => change));
          after = page.cursor;
          if (!page.hasMore) {
            if (last) return seen;
            last = !writing; // one more round after the last write
          }
        }
      };
      const readers = [follow(3), follow(50)];
      await Promise.all(
        Array.from({ length: WRITERS }, async () => {
          for (let written = 0; written < EACH; written += 1) await add(`counter_${random.below(3)}`, 1);
        }),
      );
      writing = false;
      for (const seen of await Promise.all(readers)) {
        expect(seen).toHaveLength(WRITERS * EACH);
        expect(new Set(seen.map(keyOf)).size).toBe(WRITERS * EACH);
        expect(inOrderPerThing(seen)).toBe(true);
        expect(seen.map(({ position }) => position)).toEqual(seen.map((_, index) => index + 1));
      }
    });

    it('lose nothing when whoever gives the positions is cut off again and again', async () => {
      const CHANGES = 30;
      const name = connection.name;
      const publisher = async (): Promise<void> => {
        const own = await connect({ uri: database.uri, database: name });
        const cut = auditTrail(own).feed.position();
        await new Promise((resolve) => setTimeout(resolve, random.below(12)));
        await own.close(true);
        await cut.catch(() => 0);
      };
      const cutting = (async () => {
        for (let times = 0; times < 20; times += 1) await publisher();
      })();
      for (let written = 0; written < CHANGES; written += 1) await add(`counter_${random.below(3)}`, 1);
      await cutting;
      const { items, hasMore } = await readChanges(trail.feed, { first: 500, ...EVERYTHING });
      expect(hasMore).toBe(false);
      const changes = items.map(({ change }) => change);
      expect(new Set(changes.map(keyOf)).size).toBe(CHANGES);
      expect(changes.map(({ position }) => position)).toEqual(changes.map((_, index) => index + 1));
      expect(inOrderPerThing(changes)).toBe(true);
    });

    it('a change that commits late comes after what was read meanwhile, and is not skipped', async () => {
      let commit: () => void = () => undefined;
      const mayCommit = new Promise<void>((resolve) => (commit = resolve));
      let begun: () => void = () => undefined;
      const hasBegun = new Promise<void>((resolve) => (begun = resolve));
      const late = trail.performAct({ ...anAct('late'), at: new Date(AT.getTime() - 60_000) }, async (transaction) => {
        await transaction.insert(counters, { _id: 'late', total: 1 });
        begun();
        await mayCommit;
        return ok(null);
      });
      await hasBegun;
      await add('early', 1);
      const first = await readChanges(trail.feed, EVERYTHING);
      commit();
      await late;
      const second = await readChanges(trail.feed, { after: first.cursor, ...EVERYTHING });
      expect(first.items.map(({ change }) => change.aggregate.id)).toEqual(['early']);
      expect(second.items.map(({ change }) => change.aggregate.id)).toEqual(['late']);
    });
  });
});
