import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Document } from 'bson';
import { Binary, Long, UUID } from 'bson';
import { CommandFailed, RawClient } from './raw-client';
import type { ServerProcess } from './server-process';
import { startServer } from './server-process';

const WRITERS = 8;
const TRANSFER_LOOPS = 2;
const ACCOUNTS = 10;
const OPENING_BALANCE = 1_000;

/** What one writer knows: what was answered, and the one command whose answer never came. */
interface Writer {
  readonly lsid: { id: Binary };
  txnNumber: number;
  inserted: number;
  increments: number;
  pending?: Document;
}

/** What one loop of transfers knows. */
interface Transfers {
  readonly lsid: { id: Binary };
  txnNumber: number;
  readonly committed: string[];
  pendingCommit?: { id: string; txnNumber: number };
}

/** Random numbers that a seed repeats. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const newLsid = () => ({ id: new Binary(new UUID().buffer, 4) });

/** Kills the server again and again while it writes, and checks after each restart that nothing answered was lost. */
export async function killRounds(rounds: number, seed: number): Promise<void> {
  const random = seeded(seed);
  const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-kill-'));
  const writers = Array.from({ length: WRITERS }, (): Writer => ({
    lsid: newLsid(),
    txnNumber: 0,
    inserted: 0,
    increments: 0,
  }));
  const loops = Array.from({ length: TRANSFER_LOOPS }, (): Transfers => ({
    lsid: newLsid(),
    txnNumber: 0,
    committed: [],
  }));
  let server = await startServer(directory);
  await prepare(server);
  let answered = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const wait = 300 + Math.floor(random() * 700);
    const stop = { now: false };
    const work = [
      ...writers.map((writer, w) => writeUntilGone(server.port, writer, w, stop)),
      ...loops.map((loop, l) => transferUntilGone(server.port, loop, l, random, stop)),
      churnIndexes(server.port, round, stop),
    ];
    await new Promise((resolve) => setTimeout(resolve, wait));
    stop.now = true;
    await server.end('SIGKILL');
    await Promise.all(work);
    server = await startServer(directory);
    await settle(server.port, writers, loops);
    await check(server.port, writers, loops);
    answered =
      writers.reduce((total, { inserted, increments }) => total + inserted + increments, 0) +
      loops.reduce((total, { committed }) => total + committed.length, 0);
    process.stdout.write(
      `\rround ${round} of ${rounds}: killed after ${wait} ms, ${answered} answered writes, 0 lost `,
    );
  }
  process.stdout.write('\n');
  await server.end('SIGTERM');
  rmSync(directory, { recursive: true });
}

async function prepare(server: ServerProcess): Promise<void> {
  const client = await RawClient.open(server.port);
  await client.run({
    insert: 'accounts',
    documents: Array.from({ length: ACCOUNTS }, (_, _id) => ({ _id, balance: OPENING_BALANCE })),
  });
  await client.run({ insert: 'counters', documents: Array.from({ length: WRITERS }, (_, _id) => ({ _id, n: 0 })) });
  const index = (key: Document, name: string, more: Document = {}) => ({ key, name, ...more });
  await client.run({
    createIndexes: 'rows',
    indexes: [
      index({ writer: 1, n: -1 }, 'writer_n', { unique: true }),
      index({ tags: 1 }, 'tags'),
      index({ odd: 1 }, 'odd', { sparse: true }),
    ],
  });
  client.close();
}

async function writeUntilGone(port: number, writer: Writer, w: number, stop: { now: boolean }): Promise<void> {
  const client = await RawClient.open(port).catch(() => undefined);
  if (client === undefined) return;
  try {
    while (!stop.now) {
      writer.txnNumber += 1;
      const n = writer.inserted;
      const retry = { lsid: writer.lsid, txnNumber: Long.fromNumber(writer.txnNumber) };
      writer.pending =
        writer.txnNumber % 3 === 0
          ? { update: 'counters', updates: [{ q: { _id: w }, u: { $inc: { n: 1 } } }], ...retry }
          : { insert: 'rows', documents: [row(w, n)], ...retry };
      await client.run(writer.pending);
      answeredBy(writer);
    }
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
  } finally {
    client.close();
  }
}

function row(w: number, n: number): Document {
  return { _id: `${w}-${n}`, writer: w, n, tags: [n % 7, n % 11], ...(n % 2 === 1 ? { odd: n } : {}) };
}

function answeredBy(writer: Writer): void {
  if (writer.pending !== undefined && 'insert' in writer.pending) writer.inserted += 1;
  else writer.increments += 1;
  delete writer.pending;
}

async function transferUntilGone(
  port: number,
  loop: Transfers,
  l: number,
  random: () => number,
  stop: { now: boolean },
): Promise<void> {
  const client = await RawClient.open(port).catch(() => undefined);
  if (client === undefined) return;
  try {
    while (!stop.now) {
      loop.txnNumber += 1;
      const { txnNumber } = loop;
      const id = `${l}-${txnNumber}`;
      const part = { lsid: loop.lsid, txnNumber: Long.fromNumber(txnNumber), autocommit: false };
      const amount = 1 + Math.floor(random() * 50);
      const from = Math.floor(random() * ACCOUNTS);
      const to = (from + 1 + Math.floor(random() * (ACCOUNTS - 1))) % ACCOUNTS;
      try {
        await client.run({
          update: 'accounts',
          updates: [{ q: { _id: from }, u: { $inc: { balance: -amount } } }],
          ...part,
          startTransaction: true,
        });
        await client.run({
          update: 'accounts',
          updates: [{ q: { _id: to }, u: { $inc: { balance: amount } } }],
          ...part,
        });
        await client.run({ insert: 'transfers', documents: [{ _id: id, from, to, amount }], ...part });
        loop.pendingCommit = { id, txnNumber };
        await client.run({ commitTransaction: 1, ...part }, 'admin');
        loop.committed.push(id);
        delete loop.pendingCommit;
      } catch (error) {
        // Two transfers met on one account: this one was rolled back, and another is tried.
        if (!(error instanceof CommandFailed && error.code === 112)) throw error;
      }
    }
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
  } finally {
    client.close();
  }
}

/** Builds and drops indexes and collections, so that a kill can come in the middle of it. */
async function churnIndexes(port: number, round: number, stop: { now: boolean }): Promise<void> {
  const client = await RawClient.open(port).catch(() => undefined);
  if (client === undefined) return;
  try {
    for (let i = 0; !stop.now; i += 1) {
      await client.run({ createIndexes: 'rows', indexes: [{ key: { n: 1, writer: 1 }, name: 'churn' }] });
      await client.run({
        insert: `scratch-${round}-${i}`,
        documents: Array.from({ length: 3_000 }, (_, n) => ({ n })),
      });
      await client.run({ dropIndexes: 'rows', index: 'churn' });
      await client.run({ drop: `scratch-${round}-${i}` });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
  } finally {
    client.close();
  }
}

/** Sends again what was never answered, as a driver would: the server must not do it twice. */
async function settle(port: number, writers: readonly Writer[], loops: readonly Transfers[]): Promise<void> {
  const client = await RawClient.open(port);
  for (const writer of writers) {
    if (writer.pending === undefined) continue;
    await client.run(writer.pending);
    answeredBy(writer);
  }
  for (const loop of loops) {
    if (loop.pendingCommit === undefined) continue;
    const { id, txnNumber } = loop.pendingCommit;
    const reply = await client.send(
      { commitTransaction: 1, lsid: loop.lsid, txnNumber: Long.fromNumber(txnNumber), autocommit: false },
      'admin',
    );
    if (reply['ok'] === 1) loop.committed.push(id);
    else if (reply['code'] !== 251) throw new Error(`a repeated commit answered ${JSON.stringify(reply)}`);
    delete loop.pendingCommit;
  }
  client.close();
}

async function check(port: number, writers: readonly Writer[], loops: readonly Transfers[]): Promise<void> {
  const client = await RawClient.open(port);
  const all = async (name: string, command: Document) =>
    ((await client.run({ find: name, batchSize: 1_000_000, singleBatch: true, ...command }))['cursor'] as Document)[
      'firstBatch'
    ] as Document[];
  const accounts = await all('accounts', {});
  const total = accounts.reduce((sum, account) => sum + (account['balance'] as number), 0);
  expectEqual('the sum of all balances', total, ACCOUNTS * OPENING_BALANCE);
  const transfers = await all('transfers', {});
  const balances = Array<number>(ACCOUNTS).fill(OPENING_BALANCE);
  for (const { from, to, amount } of transfers as unknown as { from: number; to: number; amount: number }[]) {
    balances[from] = (balances[from] ?? 0) - amount;
    balances[to] = (balances[to] ?? 0) + amount;
  }
  expectEqual(
    'each balance by its transfers',
    accounts.map((account) => account['balance'] as number).join(),
    balances.join(),
  );
  expectEqual(
    'committed transfers',
    transfers
      .map(({ _id }) => _id as string)
      .sort()
      .join(),
    loops
      .flatMap(({ committed }) => committed)
      .sort()
      .join(),
  );
  for (const [w, writer] of writers.entries()) {
    const { n } = await client.run({ count: 'rows', query: { writer: w } });
    expectEqual(`rows of writer ${w}`, n as number, writer.inserted);
    if (writer.inserted > 0)
      expectEqual(
        `the last row of writer ${w}`,
        (await all('rows', { filter: { _id: `${w}-${writer.inserted - 1}` } })).length,
        1,
      );
    const [counter] = await all('counters', { filter: { _id: w } });
    expectEqual(`the counter of writer ${w}`, counter?.['n'] as number, writer.increments);
  }
  const collections = ((await client.run({ listCollections: 1, nameOnly: true }))['cursor'] as Document)[
    'firstBatch'
  ] as { name: string }[];
  for (const { name } of collections) {
    const report = await client.run({ validate: name });
    if (report['valid'] !== true) throw new Error(`${name} is not valid: ${JSON.stringify(report['errors'])}`);
    if (name.startsWith('scratch-')) await client.run({ drop: name });
  }
  client.close();
}

function expectEqual(what: string, found: number | string, wanted: number | string): void {
  if (found !== wanted)
    throw new Error(`${what}: ${String(found).slice(0, 2_000)} instead of ${String(wanted).slice(0, 2_000)}`);
}
