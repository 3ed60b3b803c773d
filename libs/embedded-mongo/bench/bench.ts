// How fast the embedded server is beside a server of the same wire layer that stores nothing, with the same client:
// node -r @swc-node/register libs/embedded-mongo/bench/bench.ts
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Double, Int32, Long } from 'bson';
import { MongoClient } from 'mongodb';
import { hello } from '../src/commands/admin';
import type { CommandContext, Reply } from '../src/commands/context';
import { encode } from '../src/bson/values';
import { serveConnection } from '../src/wire/connection';

const SECONDS = Number(process.argv[2] ?? 1);
const COMMAND = path.resolve('dist/libs/embedded-mongo/src/command.js');

interface Town {
  _id: number;
  name: string;
  county: number;
  rank: number;
}
const town = (_id: number): Town => ({ _id, name: `town ${_id}`, county: _id % 122, rank: (_id * 7919) % 1000 });

/** Answers every command at once, from memory, with what the real server would answer to this benchmark. */
function serveNothing(): void {
  const one = encode(town(1) as never);
  const server = createServer((socket) =>
    serveConnection(socket, (body, address): Promise<Reply> => {
      const name = Object.keys(body)[0] ?? '';
      if (/^(hello|ismaster)$/i.test(name)) {
        return Promise.resolve({
          body: {
            ...(hello.run({ name, address, now: new Date() } as CommandContext) as Reply).body,
            ok: new Double(1),
          },
        });
      }
      if (name === 'find') {
        const limit = (body['limit'] as Int32 | undefined)?.value ?? 1;
        return Promise.resolve({
          body: { cursor: { id: Long.ZERO, ns: 'bench.towns' }, ok: new Double(1) },
          batch: { field: 'firstBatch', docs: Array<Buffer>(limit).fill(one) },
        });
      }
      return Promise.resolve({ body: { n: new Int32(1), ok: new Double(1) } });
    }),
  );
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
}

async function rate(inFlight: number, work: (i: number) => Promise<unknown>): Promise<number> {
  let done = 0;
  const until = performance.now() + SECONDS * 1000;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < until) await work(done++);
    }),
  );
  return (done / (performance.now() - began)) * 1000;
}

type Operation = () => Promise<number>;

/** The operations against one server, each a slice of time that answers its rate. */
async function operations(uri: string): Promise<{ rates: Record<string, Operation>; close(): Promise<void> }> {
  const client = await new MongoClient(uri, { maxPoolSize: 64 }).connect();
  const towns = client.db('bench').collection<Town>('towns');
  await towns.insertMany(Array.from({ length: 1_000 }, (_, i) => town(i)));
  await towns.createIndex({ county: 1, rank: 1 });
  await towns.createIndex({ rank: 1 });
  let next = 1_000;
  const durable = client.db('bench').collection<Town>('inserted', { writeConcern: { w: 1, j: true } });
  const rates = {
    'insertOne journaled, 32 in flight': () => rate(32, () => durable.insertOne(town((next += 1)))),
    'insertOne journaled, one client': () => rate(1, () => durable.insertOne(town((next += 1)))),
    'findOne by _id': () => rate(1, (i) => towns.findOne({ _id: i % 1_000 })),
    'indexed sort, limit 20 of 1,000': () => rate(1, () => towns.find({}).sort({ rank: 1 }).limit(20).toArray()),
  };
  return { rates, close: () => client.close() };
}

function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve((JSON.parse(data.toString()) as { uri: string }).uri));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code ?? 'a signal'}`)));
  });
}

function startStored(directory: string): ChildProcess {
  return spawn(process.execPath, [COMMAND, '--data-dir', directory], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function end(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

async function startTimes(): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 10; i += 1) {
    const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-bench-'));
    const began = performance.now();
    const child = startStored(directory);
    await ready(child);
    times.push(performance.now() - began);
    await end(child);
    rmSync(directory, { recursive: true });
  }
  return times.sort((a, b) => a - b)[5] as number;
}

/** `$group` over 50,000 documents: how long it takes, and how long another client waits for a ping meanwhile. */
async function grouping(uri: string, pid: number): Promise<Record<string, number>> {
  const client = await new MongoClient(uri).connect();
  const other = await new MongoClient(uri).connect();
  const towns = client.db('bench').collection<Town>('many');
  for (let at = 0; at < 50_000; at += 5_000)
    await towns.insertMany(Array.from({ length: 5_000 }, (_, i) => town(at + i)));
  let worst = 0;
  let running = true;
  const pings = (async () => {
    while (running) {
      const began = performance.now();
      await other.db('admin').command({ ping: 1 });
      worst = Math.max(worst, performance.now() - began);
    }
  })();
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const began = performance.now();
    await towns
      .aggregate([{ $group: { _id: '$county', total: { $sum: '$rank' }, most: { $max: '$rank' }, n: { $sum: 1 } } }])
      .toArray();
    times.push(performance.now() - began);
  }
  running = false;
  await pings;
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  await Promise.all([client.close(), other.close()]);
  return {
    'group over 50,000, ms': times.sort((a, b) => a - b)[2] as number,
    'longest ping meanwhile, ms': worst,
    'resident memory, MB': memory,
  };
}

async function main(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-bench-'));
  const nothing = fork(__filename, ['serve-nothing'], { execArgv: ['-r', '@swc-node/register'] });
  const { port } = await new Promise<{ port: number }>((resolve) =>
    nothing.once('message', (message) => resolve(message as { port: number })),
  );
  const stored = startStored(directory);
  const uri = await ready(stored);
  const ceiling = await operations(`mongodb://127.0.0.1:${port}/?replicaSet=embedded`);
  const measured = await operations(uri);
  for (const [name, operation] of Object.entries(measured.rates)) {
    const best = ceiling.rates[name] as Operation;
    // In turns, so that whatever else the machine does falls on both alike; the first turn is for warming up.
    const slices: [number, number][] = [];
    for (let turn = 0; turn < 4; turn += 1) slices.push([await operation(), await best()]);
    const [stored, empty] = slices.slice(1).reduce(([a, b], [x, y]) => [a + x / 3, b + y / 3], [0, 0]);
    console.log(
      `${name.padEnd(36)} ${stored.toFixed(0).padStart(7)}/s   without storing ${empty.toFixed(0).padStart(7)}/s   ratio ${(stored / empty).toFixed(2)}`,
    );
  }
  await Promise.all([measured.close(), ceiling.close()]);
  for (const [name, value] of Object.entries(await grouping(uri, stored.pid ?? 0)))
    console.log(`${name.padEnd(36)} ${value.toFixed(0).padStart(7)}`);
  await end(stored);
  nothing.kill();
  rmSync(directory, { recursive: true });
  console.log(`${'ready from spawn, median of 10, ms'.padEnd(36)} ${(await startTimes()).toFixed(0).padStart(7)}`);
}

if (process.argv[2] === 'serve-nothing') serveNothing();
else
  main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
