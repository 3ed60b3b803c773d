import { err, ok } from '@bangfu/kernel';
import { connect, prepareCollections } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { UnrecordedWrite, VersionConflict, auditTrail, duringImport, recorded } from './index';
import type { Act, ActTransaction, Actor, AuditTrail } from './index';

interface Post {
  _id: string;
  version: number;
  title: string;
  townId: string;
  members: { name: string; phone: string | null }[];
}
type NewPost = Omit<Post, 'version'>;

const OFFICER: Actor = { kind: 'PERSON', id: 'person_1', role: 'COUNTY_OFFICER' };
const COLLEAGUE: Actor = { kind: 'PERSON', id: 'person_2', role: 'COUNTY_OFFICER' };
const AT = new Date('2022-03-01T02:03:04.005Z');

let keys = 0;
const anAct = (facts: Partial<Act> = {}): Act => ({
  act: 'proposePost',
  input: { postId: 'post_1' },
  idempotencyKey: `key-${(keys += 1).toString().padStart(6, '0')}`,
  actor: OFFICER,
  actedFor: null,
  reason: null,
  at: AT,
  ...facts,
});
const aPost = (id: string, facts: Partial<NewPost> = {}): NewPost => ({
  _id: id,
  title: '工作队员',
  townId: '441881106',
  members: [],
  ...facts,
});

describe('an act', () => {
  let database: TestDatabase;
  let connection: Connection;
  let posts: Model<Post>;
  let trail: AuditTrail;
  let round = 0;

  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database?.stop());
  beforeEach(async () => {
    round += 1;
    connection = await connect({ uri: database.uri, database: database.databaseName(`acts_${round}`) });
    trail = auditTrail(connection, { seal: ({ value }) => Promise.resolve(`sealed:${String(value).length}`) });
    const schema = new Schema<Post>(
      {
        _id: String,
        version: Schema.Types.Int32,
        title: { type: String, required: true },
        townId: String,
        members: [new Schema({ name: String, phone: String }, { _id: false })],
      },
      { versionKey: false },
    );
    posts = connection.model<Post>(
      'Post',
      recorded(schema, {
        kind: 'Post',
        personal: ['members.phone', 'members.name'],
        scopesOf: ({ townId }) => [`town:${townId}`],
      }),
      'posts',
    );
    await prepareCollections(connection);
  });
  afterEach(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  const insert = (id: string, facts: Partial<NewPost> = {}, act: Partial<Act> = {}) =>
    trail.performAct(anAct(act), async (transaction) => {
      await transaction.insert(posts, aPost(id, facts));
      return ok({ postId: id });
    });
  const rename = (id: string, title: string, version: number, act: Partial<Act> = {}) =>
    trail.performAct(anAct({ act: 'renamePost', input: { id, title, version }, ...act }), async (transaction) => {
      const post = await transaction.load(posts, id, version);
      if (!post) return err({ code: 'POST_UNKNOWN' });
      return ok({ version: await transaction.replaceVersion(posts, { ...post, title }, version) });
    });
  const history = async (id: string) =>
    (await trail.historyOf({ kind: 'Post', id }, { afterSeq: null, limit: 500 })).items;
  const kept = async () => ({
    posts: await posts.countDocuments(),
    entries: await connection.collection('audit_entries').countDocuments(),
    changes: await trail.feed.count({ types: null, scope: 'EVERYTHING' }),
    answers: await connection.collection('act_answers').countDocuments(),
  });

  it('leaves the change, its audit entry, its place in the feed and its answer', async () => {
    await expect(insert('post_1')).resolves.toEqual({ ok: true, value: { postId: 'post_1' } });
    expect(await kept()).toEqual({ posts: 1, entries: 1, changes: 1, answers: 1 });
  });

  it('says who acted, for whom, when and why, and what changed from what to what', async () => {
    await insert('post_1');
    await rename('post_1', '第一书记', 1, { actedFor: COLLEAGUE, reason: '换届' });
    const [, entry] = await history('post_1');
    expect(entry).toMatchObject({
      seq: 2,
      kind: 'CHANGED',
      version: 2,
      act: 'renamePost',
      actor: OFFICER,
      actedFor: COLLEAGUE,
      reason: '换届',
      at: AT,
      changes: [{ path: 'title', before: '"工作队员"', after: '"第一书记"', sealed: false }],
    });
  });

  it('keeps personal values in the audit only as the text that seals them, and the feed keeps no values', async () => {
    await insert('post_1', { members: [{ name: '张三', phone: '13800000000' }] });
    const [entry] = await history('post_1');
    expect(entry?.changes.filter(({ sealed }) => sealed)).toEqual([
      { path: 'members.0.name', before: null, after: 'sealed:2', sealed: true },
      { path: 'members.0.phone', before: null, after: 'sealed:11', sealed: true },
    ]);
    const everything = JSON.stringify([
      await connection.collection('audit_entries').find().toArray(),
      await connection.collection('change_feed').find().toArray(),
      await connection.collection('act_answers').find().toArray(),
    ]);
    expect(everything).not.toMatch(/13800000000|张三/);
  });

  it('that changes a personal value without knowing how to seal it does not happen', async () => {
    const unsealing = auditTrail(connection);
    await expect(
      unsealing.performAct(anAct(), async (transaction) => {
        await transaction.insert(posts, aPost('post_1', { members: [{ name: '张三', phone: null }] }));
        return ok(null);
      }),
    ).rejects.toThrow('how to seal Post.members.0.name');
    expect(await kept()).toEqual({ posts: 0, entries: 0, changes: 0, answers: 0 });
  });

  it('records the removal of a thing with what it was', async () => {
    await insert('post_1');
    await trail.performAct(anAct({ act: 'removePost' }), async (transaction) => {
      await transaction.remove(posts, 'post_1', 1);
      return ok(null);
    });
    const [, entry] = await history('post_1');
    expect(entry).toMatchObject({ kind: 'REMOVED', version: 2 });
    expect(entry?.changes).toContainEqual({ path: 'title', before: '"工作队员"', after: null, sealed: false });
    expect(await posts.countDocuments()).toBe(0);
  });

  it('on a thing that an import brought counts from version 0', async () => {
    await connection.collection<NewPost>('posts').insertOne(aPost('post_9'));
    await expect(rename('post_9', '队长', 0)).resolves.toEqual({ ok: true, value: { version: 1 } });
  });

  it('that throws leaves neither change nor entry nor feed nor answer', async () => {
    await expect(
      trail.performAct(anAct(), async (transaction) => {
        await transaction.insert(posts, aPost('post_1'));
        throw new Error('the town is not reachable');
      }),
    ).rejects.toThrow('the town is not reachable');
    expect(await kept()).toEqual({ posts: 0, entries: 0, changes: 0, answers: 0 });
  });

  it('that policy refuses leaves nothing but its answer, and a repetition is refused alike', async () => {
    const act = anAct();
    let asked = 0;
    const refuse = async (transaction: ActTransaction) => {
      asked += 1;
      await transaction.insert(posts, aPost('post_1'));
      return err({ code: 'TEAM_HAS_NO_CAPTAIN', teamId: 'team_1' });
    };
    const first = await trail.performAct(act, refuse);
    const again = await trail.performAct(act, refuse);
    expect(first).toEqual({ ok: false, error: { code: 'TEAM_HAS_NO_CAPTAIN', teamId: 'team_1' } });
    expect(again).toEqual(first);
    expect(asked).toBe(1);
    expect(await kept()).toEqual({ posts: 0, entries: 0, changes: 0, answers: 1 });
  });

  it('with a stale version is answered with CONFLICT and the current version, and undoes what it had written', async () => {
    await insert('post_1');
    await rename('post_1', '第一书记', 1);
    const outcome = await trail.performAct(anAct(), async (transaction) => {
      await transaction.insert(posts, aPost('post_2'));
      await transaction.replaceVersion(posts, aPost('post_1', { title: '队长' }), 1);
      return ok(null);
    });
    const aggregate = { kind: 'Post', id: 'post_1' };
    expect(outcome).toEqual({
      ok: false,
      error: { code: 'CONFLICT', aggregate, expectedVersion: 1, currentVersion: 2 },
    });
    expect(await posts.countDocuments()).toBe(1);
  });

  it('on a thing that is gone is answered with CONFLICT and no version', async () => {
    const outcome = await trail.performAct(anAct(), async (transaction) => {
      await transaction.remove(posts, 'post_1', 3);
      return ok(null);
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'CONFLICT', expectedVersion: 3, currentVersion: null } });
  });

  it('cannot let a conflict pass and go on', async () => {
    await insert('post_1');
    const outcome = await trail.performAct(anAct(), async (transaction) => {
      await transaction.replaceVersion(posts, aPost('post_1'), 7).catch((thrown: unknown) => {
        expect(thrown).toBeInstanceOf(VersionConflict);
      });
      return ok('done');
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'CONFLICT', currentVersion: 1 } });
  });

  it('need not wait for each of its writes: they are done in turn before it ends', async () => {
    await trail.performAct(anAct(), (transaction) => {
      for (const id of ['post_1', 'post_2', 'post_3']) void transaction.insert(posts, aPost(id));
      return Promise.resolve(ok(null));
    });
    expect(await kept()).toMatchObject({ posts: 3, entries: 3, changes: 3 });
  });

  it('may not go on after its end', async () => {
    let late: ActTransaction | undefined;
    await trail.performAct(anAct(), (transaction) => {
      late = transaction;
      return Promise.resolve(ok(null));
    });
    expect(() => late?.insert(posts, aPost('post_1'))).toThrow('nothing more is read or written');
  });

  it('answers in plain JSON: an instant in the answer is a defect and nothing happens', async () => {
    await expect(
      trail.performAct(anAct(), async (transaction) => {
        await transaction.insert(posts, aPost('post_1'));
        return ok({ at: AT });
      }),
    ).rejects.toThrow('an answer is plain JSON');
    expect(await posts.countDocuments()).toBe(0);
  });

  describe('has no way around the recorder:', () => {
    const UNRECORDED: readonly [string, (transaction: ActTransaction) => Promise<unknown>][] = [
      ['updateOne', ({ session }) => posts.updateOne({ _id: 'post_1' }, { title: 'x' }, { session })],
      ['updateMany outside the transaction', () => posts.updateMany({}, { title: 'x' })],
      ['findOneAndUpdate', ({ session }) => posts.findOneAndUpdate({}, { title: 'x' }, { session })],
      ['findByIdAndDelete', ({ session }) => posts.findByIdAndDelete('post_1', { session })],
      ['replaceOne', ({ session }) => posts.replaceOne({ _id: 'post_1' }, aPost('post_1'), { session })],
      ['deleteMany', ({ session }) => posts.deleteMany({}, { session })],
      ['create', ({ session }) => posts.create([{ ...aPost('post_2'), version: 1 }], { session })],
      ['insertMany', ({ session }) => posts.insertMany([{ ...aPost('post_2'), version: 1 }], { session })],
      ['bulkWrite', ({ session }) => posts.bulkWrite([{ deleteOne: { filter: { _id: 'post_1' } } }], { session })],
      [
        'saving a document',
        async ({ session }) => {
          const post = await posts.findById('post_1').session(session);
          return post?.set({ title: 'x' }).save({ session });
        },
      ],
      [
        'the driver',
        ({ session }) =>
          connection.collection<Post>('posts').updateOne({ _id: 'post_1' }, { $set: { title: 'x' } }, { session }),
      ],
      [
        'the driver, into the audit itself',
        ({ session }) => connection.collection('audit_entries').deleteMany({}, { session }),
      ],
      [
        'a collection that is not recorded',
        ({ session }) => connection.collection('notes').insertOne({ note: 'x' }, { session }),
      ],
    ];

    it.each(UNRECORDED)('a write by %s fails the act and leaves nothing', async (_name, write) => {
      await insert('post_1');
      const before = await kept();
      await expect(
        trail.performAct(anAct(), async (transaction) => {
          await transaction.replaceVersion(posts, aPost('post_1', { title: 'recorded' }), 1);
          await write(transaction);
          return ok(null);
        }),
      ).rejects.toBeInstanceOf(UnrecordedWrite);
      expect(await kept()).toEqual(before);
      expect(await posts.findById('post_1').lean()).toMatchObject({ title: '工作队员', version: 1 });
      expect(await connection.collection('notes').countDocuments()).toBe(0);
    });

    it('a write by the driver outside the transaction cannot be undone, but fails the act', async () => {
      await expect(
        trail.performAct(anAct(), async (transaction) => {
          await transaction.insert(posts, aPost('post_1'));
          await connection.collection('notes').insertOne({ note: 'x' });
          return ok(null);
        }),
      ).rejects.toThrow('wrote past the recorder: insert notes outside the transaction');
      expect(await posts.countDocuments()).toBe(0);
    });

    it('running numbers and keys may be written besides, when the trail is told so', async () => {
      const telling = auditTrail(connection, { besides: ['numbers'] });
      const numbers = connection.collection<{ _id: string; last: number }>('numbers');
      const next = () =>
        telling.performAct(anAct(), async ({ session }) => {
          const options = { session, upsert: true, returnDocument: 'after' } as const;
          const found = await numbers.findOneAndUpdate({ _id: 'post' }, { $inc: { last: 1 } }, options);
          return ok(found?.last ?? 0);
        });
      await expect(next()).resolves.toMatchObject({ value: 1 });
      await expect(next()).resolves.toMatchObject({ value: 2 });
      expect(() => auditTrail(connection, { besides: ['audit_entries'] })).toThrow('no act writes to the collections');
    });

    it('a disclosure writes nothing', async () => {
      await expect(
        trail.disclose(
          { act: 'reveal', of: [], paths: [], actor: OFFICER, actedFor: null, purpose: '联系', at: AT },
          (session) => connection.collection('notes').insertOne({ note: 'x' }, { session }),
        ),
      ).rejects.toBeInstanceOf(UnrecordedWrite);
      expect(await connection.collection('notes').countDocuments()).toBe(0);
    });

    it('outside an act nothing writes but an import', async () => {
      await expect(posts.updateOne({ _id: 'post_1' }, { title: 'x' })).rejects.toBeInstanceOf(UnrecordedWrite);
      await duringImport(() => posts.insertMany([{ ...aPost('post_1'), version: 0 }]));
      expect(await posts.countDocuments()).toBe(1);
    });

    it('an act does not import', async () => {
      await expect(
        trail.performAct(anAct(), async () => {
          await duringImport(() => posts.deleteMany({}));
          return ok(null);
        }),
      ).rejects.toThrow('an act does not import');
    });

    it('the recorder takes no collection that was not declared', async () => {
      const notes = connection.model<Post>('Note', new Schema<Post>({ _id: String }, { versionKey: false }), 'notes');
      await expect(
        trail.performAct(anAct(), async (transaction) => {
          await transaction.insert(notes, aPost('post_1'));
          return ok(null);
        }),
      ).rejects.toThrow('the schema of Note is declared by recorded()');
    });
  });

  describe('and its idempotency key:', () => {
    it('the same key and body bring the same answer, letter by letter, and no second effect', async () => {
      const act = anAct({ input: { b: 1, a: { d: null, c: [1, 2] } } });
      const send = (input: unknown) =>
        trail.performAct({ ...act, input, at: new Date() }, async (transaction) => {
          await transaction.insert(posts, aPost('post_1'));
          return ok({ z: 1, a: [null, 'ä'], amount: 0.1 });
        });
      const first = await send({ b: 1, a: { d: null, c: [1, 2] } });
      const again = await send({ a: { c: [1, 2], d: null }, b: 1, notSaid: undefined });
      expect(JSON.stringify(again)).toBe(JSON.stringify(first));
      expect(await kept()).toEqual({ posts: 1, entries: 1, changes: 1, answers: 1 });
    });

    it.each<[string, Partial<Act>]>([
      ['another body', { input: { postId: 'post_2' } }],
      ['another act', { act: 'removePost' }],
      ['another person acted for', { actedFor: COLLEAGUE }],
      ['another reason', { reason: '更正' }],
    ])('the same key with %s is refused', async (_name, other) => {
      const act = anAct();
      await trail.performAct(act, () => Promise.resolve(ok('first')));
      const second = await trail.performAct({ ...act, ...other }, () => Promise.reject(new Error('must not be asked')));
      expect(second).toEqual({
        ok: false,
        error: { code: 'IDEMPOTENCY_KEY_REUSED', firstAct: 'proposePost', firstUsedAt: AT.toISOString() },
      });
    });

    it("another actor's same key is a key of their own", async () => {
      const act = anAct();
      await trail.performAct(act, () => Promise.resolve(ok('of the officer')));
      await expect(
        trail.performAct({ ...act, actor: COLLEAGUE }, () => Promise.resolve(ok('of the colleague'))),
      ).resolves.toEqual({ ok: true, value: 'of the colleague' });
    });

    it('neither the key nor the body can be read from what is stored', async () => {
      await trail.performAct(
        anAct({ idempotencyKey: 'a-secret-key', input: { identityNumber: '44188119900101001X' } }),
        () => Promise.resolve(ok(null)),
      );
      const stored = JSON.stringify(await connection.collection('act_answers').find().toArray());
      expect(stored).not.toMatch(/a-secret-key|44188119900101001X/);
    });

    it.each(['short', 'with space', '', 'x'.repeat(201)])(
      'a key like %j is a defect of the edge',
      async (idempotencyKey) => {
        await expect(trail.performAct(anAct({ idempotencyKey }), () => Promise.resolve(ok(null)))).rejects.toThrow(
          'an idempotency key has 8 to 200 characters',
        );
      },
    );
  });

  describe('a disclosure of personal values', () => {
    const disclosure = {
      act: 'revealPhone',
      of: [
        { kind: 'Post', id: 'post_1' },
        { kind: 'Post', id: 'post_2' },
      ],
      paths: ['members.phone'],
      actor: OFFICER,
      actedFor: null,
      purpose: '联系队员',
      at: AT,
    };

    it('leaves one entry for each thing, none in the feed, and hands the value on', async () => {
      await insert('post_1');
      await expect(trail.disclose(disclosure, () => Promise.resolve('13800000000'))).resolves.toBe('13800000000');
      expect((await history('post_1')).at(-1)).toMatchObject({
        kind: 'DISCLOSED',
        seq: 2,
        version: 1,
        reason: '联系队员',
        changes: [{ path: 'members.phone', before: null, after: null, sealed: true }],
      });
      expect(await history('post_2')).toHaveLength(1);
      expect(await trail.feed.count({ types: null, scope: 'EVERYTHING' })).toBe(1);
    });

    it('without a purpose shows nothing', async () => {
      await expect(trail.disclose({ ...disclosure, purpose: ' ' }, () => Promise.resolve('x'))).rejects.toThrow(
        'purpose',
      );
    });

    it('that fails to read leaves no entry', async () => {
      await expect(trail.disclose(disclosure, () => Promise.reject(new Error('no key')))).rejects.toThrow('no key');
      expect(await history('post_1')).toHaveLength(0);
    });

    it('at the same time as nine others takes its own place in the chain', async () => {
      await Promise.all(Array.from({ length: 10 }, () => trail.disclose(disclosure, () => Promise.resolve(1))));
      expect((await history('post_1')).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
  });
});
