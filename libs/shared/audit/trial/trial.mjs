#!/usr/bin/env node
// The larger runs of the audit, with their figures: node libs/shared/audit/trial/trial.mjs [--changes 1000] [--kills 20]
// [--entries 100000] [--seed N]. Runs on what is built, on an embedded server of its own or the one of MONGODB_URI;
// against the embedded server the figures judge this code alone.
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const built = (file) => createRequire(import.meta.url)(path.join(ROOT, 'dist/libs', file));
const audit = built('shared/audit/src/index.js');
const { entryHash } = built('shared/audit/src/chain.js');
const { seededRandom } = built('shared/audit/src/seeded-random.js');
const { connect, prepareCollections } = built('shared/mongo/src/index.js');
const { Schema } = createRequire(path.join(ROOT, 'package.json'))('mongoose');

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '20' },
    entries: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    publish: { type: 'string' },
  },
});
const [changes, kills, entries, seed] = [values.changes, values.kills, values.entries, values.seed].map(Number);
const ACTOR = { kind: 'SYSTEM', id: 'trial', role: null };
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

if (values.publish) await publish(JSON.parse(values.publish));
else await run();

/** A process that gives positions again and again until it is killed. */
async function publish(address) {
  const connection = await connect(address);
  const { feed } = audit.auditTrail(connection);
  process.send('ready');
  for (;;) await feed.position();
}

async function run() {
  console.log(`seed ${seed}`);
  const server = process.env.MONGODB_URI
    ? { uri: process.env.MONGODB_URI, stop: () => undefined }
    : await built('embedded-mongo/src/index.js').startEmbeddedMongo({ temporary: true });
  const children = new Set();
  try {
    await feedTrial(server.uri, children);
    await verifyTrial(server.uri);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await server.stop();
  }
}

/** R7: changes written by eight writers while the process that gives positions is killed again and again. */
async function feedTrial(uri, children) {
  const address = { uri, database: `trial_feed_${process.pid}` };
  const connection = await connect(address);
  const trail = audit.auditTrail(connection);
  const schema = new Schema({ _id: String, version: Schema.Types.Int32, total: Number }, { versionKey: false });
  const things = connection.model(
    'Thing',
    audit.recorded(schema, { kind: 'Thing', personal: [], scopesOf: () => [] }),
    'things',
  );
  await prepareCollections(connection);
  const random = seededRandom(seed);
  const from = performance.now();
  let written = 0;
  let killed = 0;
  const kill = async () => {
    while (killed < kills && written < changes) {
      const child = fork(import.meta.filename, ['--publish', JSON.stringify(address)]);
      children.add(child);
      await new Promise((resolve) => child.once('message', resolve));
      await new Promise((resolve) => setTimeout(resolve, random.below(150)));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      children.delete(child);
      killed += 1;
    }
  };
  const write = async (writer) => {
    while (written < changes) {
      const number = (written += 1);
      const id = `thing_${writer % 4}_${random.below(8)}`; // two writers share each group of things
      await trail.performAct(
        {
          act: 'add',
          input: number,
          idempotencyKey: `trial-${number}-key`,
          actor: ACTOR,
          actedFor: null,
          reason: null,
          at: new Date(),
        },
        async (transaction) => {
          const stored = await things.findById(id).session(transaction.session).lean();
          const next = { _id: id, total: (stored?.total ?? 0) + 1 };
          if (stored) await transaction.replaceVersion(things, next, stored.version);
          else await transaction.insert(things, next);
          return { ok: true, value: null };
        },
      );
    }
  };
  const seen = new Map();
  const last = new Map();
  let disorder = 0;
  const read = async () => {
    for (let after = null, final = false; ;) {
      const done = written >= changes && final;
      const page = await audit.readChanges(trail.feed, { after, first: 100, scope: 'EVERYTHING' });
      for (const { change } of page.items) {
        seen.set(change.id, (seen.get(change.id) ?? 0) + 1);
        if (change.version !== (last.get(change.aggregate.id) ?? 0) + 1) disorder += 1;
        last.set(change.aggregate.id, change.version);
      }
      after = page.cursor;
      if (done && !page.hasMore) return;
      if (!page.hasMore) await new Promise((resolve) => setTimeout(resolve, 20));
      final = finished;
    }
  };
  let finished = false;
  const reading = read();
  await Promise.all([kill(), ...Array.from({ length: 8 }, (_, writer) => write(writer))]);
  finished = true;
  const recovered = performance.now();
  await reading;
  const committed = await connection.collection('audit_entries').countDocuments();
  const sum = (await things.find().lean()).reduce((total, thing) => total + thing.total, 0);
  console.log(
    `feed: ${committed} changes (${sum} in the things), publisher killed ${killed} times, ${seen.size} delivered, ` +
      `${[...seen.values()].filter((times) => times > 1).length} more than once, ${disorder} out of order, ` +
      `${seconds(from)} in all, the last one ${seconds(recovered)} after the last write`,
  );
  await connection.dropDatabase();
  await connection.close();
  if (seen.size !== committed || sum !== committed || disorder > 0) process.exitCode = 1;
}

/** R19: how long the verification of many entries takes, with every one sealed. */
async function verifyTrial(uri) {
  const connection = await connect({ uri, database: `trial_verify_${process.pid}` });
  audit.auditTrail(connection);
  await prepareCollections(connection);
  const CHAIN = 20;
  let batch = [];
  for (let number = 0, previousHash = ''; number < entries; number += 1) {
    const seq = (number % CHAIN) + 1;
    const content = {
      _id: `audit_${number}`,
      actId: `act_${number}`,
      aggregate: { kind: 'Thing', id: `thing_${String(Math.floor(number / CHAIN)).padStart(8, '0')}` },
      seq,
      kind: seq === 1 ? 'CREATED' : 'CHANGED',
      version: seq,
      act: 'write',
      actor: ACTOR,
      actedFor: null,
      reason: null,
      at: new Date(1_650_000_000_000 + number),
      changes: ['title', 'state', 'total'].map((name) => ({ path: name, before: '"a"', after: '"b"', sealed: false })),
      previousHash: seq === 1 ? '0'.repeat(64) : previousHash,
    };
    previousHash = entryHash(content);
    batch.push({ ...content, hash: previousHash });
    if (batch.length === 2000 || number === entries - 1) {
      await connection.collection('audit_entries').insertMany(batch);
      batch = [];
    }
  }
  const pem = audit.newCheckpointKey();
  const keys = audit.checkpointKeys([audit.publicCheckpointKey(pem)]);
  const sealing = performance.now();
  const taken = await audit.takeCheckpoint(connection, audit.checkpointSigner(pem), { keys, at: new Date() });
  console.log(`checkpoint: ${entries} entries sealed in ${taken.length}, ${seconds(sealing)}`);
  const verifying = performance.now();
  const report = await audit.verifyAudit(connection, { keys });
  console.log(
    `verify: ${report.entries} entries, ${report.sealed} sealed, first fault ${report.firstFault?.kind ?? 'none'}, ${seconds(verifying)}`,
  );
  await connection.dropDatabase();
  await connection.close();
  if (report.firstFault || report.checkpointFault || report.sealed !== entries) process.exitCode = 1;
}
