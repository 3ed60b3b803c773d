import { generateKeyPairSync } from 'node:crypto';
import { ok } from '@bangfu/kernel';
import { connect, prepareCollections } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { entryHash } from './chain';
import type { StoredEntry } from './collections.mongo';
import { AuditDoesNotVerify, auditTrail, recorded, takeCheckpoint, verifyAudit } from './index';
import type { AuditFaultKind, Checkpoint } from './index';
import { seededRandom } from './seeded-random';

interface Note {
  _id: string;
  version: number;
  text: string;
}

const ATTACKS = Number(process.env['AUDIT_ATTACKS'] ?? 200);
const CHAINS = 5;
const SEED = Number(process.env['AUDIT_SEED'] ?? Date.now() % 1_000_000);
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const KEYS = new Map([['2022', publicKey]]);
const SIGNER = { keyId: '2022', privateKey };
const AT = new Date('2022-03-01T00:00:00Z');

/** What an attack must lead to: the first place that does not fit, and as what. */
interface Expected {
  readonly id: string;
  readonly seq: number;
  readonly kinds: readonly AuditFaultKind[];
}

describe('the audit of a service', () => {
  let database: TestDatabase;
  let connection: Connection;
  let original: StoredEntry[];
  let handedOut: readonly Checkpoint[];

  const entries = () => connection.collection<StoredEntry>('audit_entries');
  const restore = async () => {
    await entries().deleteMany({});
    await entries().insertMany(original.map((entry) => ({ ...entry })));
  };

  beforeAll(async () => {
    database = await startTestDatabase();
    connection = await connect({ uri: database.uri, database: database.databaseName('verify') });
    const trail = auditTrail(connection);
    const schema = new Schema<Note>({ _id: String, version: Schema.Types.Int32, text: String }, { versionKey: false });
    const notes = connection.model(
      'Note',
      recorded(schema, { kind: 'Note', personal: [], scopesOf: () => [] }),
      'notes',
    );
    await prepareCollections(connection);
    const actor = { kind: 'PERSON', id: 'person_1', role: null } as const;
    let key = 0;
    const write = (id: string, version: number) =>
      trail.performAct(
        {
          act: 'writeNote',
          input: null,
          idempotencyKey: `key-${(key += 1) + 1_000_000}`,
          actor,
          actedFor: null,
          reason: '记录',
          at: AT,
        },
        async (transaction) => {
          const note = { _id: id, text: `version ${version + 1}` };
          if (version === 0) await transaction.insert(notes, note);
          else await transaction.replaceVersion(notes, note, version);
          return ok(null);
        },
      );
    const checkpoints: Checkpoint[] = [];
    for (let version = 0; version < 6; version += 1) {
      for (let chain = 1; chain <= CHAINS; chain += 1) await write(`note_${chain}`, version);
      if (version % 2 === 1) checkpoints.push(...(await takeCheckpoint(connection, SIGNER, { keys: KEYS, at: AT })));
    }
    handedOut = JSON.parse(JSON.stringify(checkpoints)) as Checkpoint[];
    original = await entries().find().toArray();
    // Whoever writes straight into the database can drop an index as well.
    await entries().dropIndex('aggregate.kind_1_aggregate.id_1_seq_1');
  });
  afterAll(async () => {
    await connection?.dropDatabase();
    await connection?.close();
    await database?.stop();
  });

  it('verifies when nobody has touched it', async () => {
    const report = await verifyAudit(connection, { keys: KEYS });
    expect(report).toMatchObject({
      entries: 6 * CHAINS,
      chains: CHAINS,
      sealed: 6 * CHAINS,
      faults: [],
      firstFault: null,
      checkpointFault: null,
    });
  });

  it('has nothing new to seal when nothing has happened', async () => {
    await expect(takeCheckpoint(connection, SIGNER, { keys: KEYS, at: AT })).resolves.toEqual([]);
  });

  it(`shows the first place that was tampered with, in each of ${ATTACKS} random attacks (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const anEntry = () => random.of(original);
    const chainOf = ({ aggregate }: StoredEntry) =>
      original.filter((entry) => entry.aggregate.id === aggregate.id).sort((a, b) => a.seq - b.seq);
    const put = (entry: StoredEntry) => entries().replaceOne({ _id: entry._id }, entry, { upsert: true });
    const edits: readonly ((entry: StoredEntry) => object)[] = [
      ({ at }) => ({ at: new Date(at.getTime() + 1) }),
      ({ at }) => ({ at: at.toISOString() }),
      () => ({ reason: '另一个理由' }),
      () => ({ reason: null }),
      ({ version }) => ({ version: version + 1 }),
      ({ actor }) => ({ actor: { ...actor, id: 'person_2' } }),
      ({ actor }) => ({ actedFor: actor }),
      ({ changes }) => ({ changes: changes.map((change) => ({ ...change, after: '"never"' })) }),
      () => ({ changes: [] }),
      () => ({ note: 'a field more' }),
      () => ({ hash: 'f'.repeat(64) }),
      () => ({ planted: Number.NaN }),
    ];
    const rehashed = (entry: StoredEntry): StoredEntry => ({ ...entry, hash: entryHash(entry) });
    const attacks: Readonly<Record<string, () => Promise<Expected>>> = {
      edit: async () => {
        const entry = anEntry();
        await put({ ...entry, ...random.of(edits)(entry) });
        return { id: entry.aggregate.id, seq: entry.seq, kinds: ['EDITED'] };
      },
      'edit with its own hash made anew': async () => {
        const entry = anEntry();
        await put(rehashed({ ...entry, reason: '另一个理由' }));
        return { id: entry.aggregate.id, seq: entry.seq, kinds: ['REWRITTEN'] };
      },
      'delete in the middle': async () => {
        const entry = random.of(original.filter(({ seq }) => seq < 6));
        await entries().deleteOne({ _id: entry._id });
        return { id: entry.aggregate.id, seq: entry.seq, kinds: ['MISSING'] };
      },
      reorder: async () => {
        const chain = chainOf(anEntry());
        const first = random.of(chain.slice(0, -1));
        const second = random.of(chain.filter(({ seq }) => seq > first.seq));
        const anew = random.below(2) === 0 ? rehashed : (entry: StoredEntry) => entry;
        await put(anew({ ...first, seq: second.seq }));
        await put(anew({ ...second, seq: first.seq }));
        return { id: first.aggregate.id, seq: first.seq, kinds: ['EDITED', 'OUT_OF_PLACE'] };
      },
      insert: async () => {
        const entry = anEntry();
        await put(rehashed({ ...entry, _id: 'audit_forged', reason: 'forged' }));
        return { id: entry.aggregate.id, seq: entry.seq, kinds: ['OUT_OF_PLACE', 'REWRITTEN'] };
      },
      'append with a wrong link': async () => {
        const chain = chainOf(anEntry());
        const last = chain.at(-1) ?? anEntry();
        await put(rehashed({ ...last, _id: 'audit_forged', seq: last.seq + 1 }));
        return { id: last.aggregate.id, seq: last.seq + 1, kinds: ['OUT_OF_PLACE'] };
      },
      'cut the tail': async () => {
        const entry = anEntry();
        await entries().deleteMany({ 'aggregate.id': entry.aggregate.id, seq: { $gte: entry.seq } });
        return { id: entry.aggregate.id, seq: entry.seq, kinds: ['CUT'] };
      },
      'cut everything': async () => {
        await entries().deleteMany({});
        return { id: 'note_1', seq: 1, kinds: ['CUT'] };
      },
      'rewrite with all hashes made anew': async () => {
        const from = anEntry();
        let previousHash = from.previousHash;
        for (const entry of chainOf(from).filter(({ seq }) => seq >= from.seq)) {
          const written = rehashed({ ...entry, reason: 'rewritten', previousHash });
          previousHash = written.hash;
          await put(written);
        }
        return { id: from.aggregate.id, seq: from.seq, kinds: ['REWRITTEN'] };
      },
    };
    const names = Object.keys(attacks);
    const missed: string[] = [];
    for (let index = 0; index < ATTACKS; index += 1) {
      const name = names[index % names.length] ?? '';
      const expected = await attacks[name]?.();
      const { firstFault } = await verifyAudit(connection, { keys: KEYS, checkpoints: handedOut });
      const found =
        expected &&
        firstFault?.aggregate.id === expected.id &&
        firstFault.seq === expected.seq &&
        expected.kinds.includes(firstFault.kind);
      if (!found) missed.push(`${name}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(firstFault)}`);
      await restore();
    }
    expect(missed).toEqual([]);
    expect((await verifyAudit(connection, { keys: KEYS })).firstFault).toBeNull();
  }, 120_000);

  it('is held to account by a second party’s checkpoints when those in the database are gone', async () => {
    const stored = connection.collection('audit_checkpoints');
    const own = await stored.find().toArray();
    await stored.deleteMany({});
    await entries().deleteMany({ 'aggregate.id': 'note_3', seq: { $gt: 4 } });
    const blind = await verifyAudit(connection, { keys: KEYS });
    const held = await verifyAudit(connection, { keys: KEYS, checkpoints: handedOut });
    await restore();
    await stored.insertMany(own);
    expect(blind).toMatchObject({ firstFault: null, sealed: 0 });
    expect(held.firstFault).toEqual({
      kind: 'CUT',
      aggregate: { kind: 'Note', id: 'note_3' },
      seq: 5,
      entryId: null,
    });
  });

  it('that does not verify is not sealed', async () => {
    await entries().deleteOne({ 'aggregate.id': 'note_2', seq: 3 });
    await expect(takeCheckpoint(connection, SIGNER, { keys: KEYS, at: AT })).rejects.toBeInstanceOf(AuditDoesNotVerify);
    await restore();
  });

  it('of several chains that do not fit names each once, the first first', async () => {
    await entries().deleteMany({ seq: { $in: [2, 4] }, 'aggregate.id': { $in: ['note_4', 'note_2'] } });
    const { faults } = await verifyAudit(connection, { keys: KEYS });
    await restore();
    expect(faults.map(({ kind, aggregate, seq }) => `${kind} ${aggregate.id} ${seq}`)).toEqual([
      'MISSING note_2 2',
      'MISSING note_4 2',
    ]);
  });
});
