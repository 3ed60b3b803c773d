import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandFailed, RawClient } from './raw-client';
import { startServer } from './server-process';

const FULL_DISK = 14_031;

async function refusal(directory: string, before: readonly string[] = []): Promise<string> {
  try {
    const server = await startServer(directory, before);
    await server.end('SIGKILL');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the server started, and should not have');
}

/** A data file cut short, a second process, a directory that cannot be written: one clear sentence each, nothing lost. */
export async function refusesToStart(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-trouble-'));
  const server = await startServer(directory);
  const client = await RawClient.open(server.port);
  await client.run({
    insert: 'rows',
    documents: Array.from({ length: 5_000 }, (_, _id) => ({ _id, text: 'x'.repeat(100) })),
  });
  console.log(`  second process: ${await refusal(directory)}`);
  client.close();
  await server.end('SIGKILL');
  const file = path.join(directory, 'data.mdb');
  const { size } = statSync(file);
  truncateSync(file, size - 8_192 * 4);
  console.log(`  cut short: ${await refusal(directory)}`);
  rmSync(directory, { recursive: true });
  const locked = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-locked-'));
  const unwritable = path.join(locked, 'data');
  mkdirSync(unwritable);
  chmodSync(locked, 0o755);
  chmodSync(unwritable, 0o555);
  // The superuser may write anywhere: the directory is then tried as another user.
  const asOther = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : [];
  if (asOther.length > 0 && spawnSync('setpriv', ['--version']).error)
    console.log('  unwritable directory: skipped, this is the superuser and setpriv is not installed');
  else console.log(`  unwritable directory: ${await refusal(unwritable, asOther)}`);
  rmSync(locked, { recursive: true });
}

/** A disk that fills up, played by the limit on a file's size: an error that says so, and all that was answered stays. */
export async function fullDisk(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-full-'));
  const server = await startServer(directory, ['bash', '-c', 'ulimit -f 4096; exec "$@"', 'limited']);
  const client = await RawClient.open(server.port);
  let answered = 0;
  let failure: CommandFailed | undefined;
  while (failure === undefined && answered < 100_000) {
    const documents = Array.from({ length: 100 }, (_, i) => ({ _id: answered + i, text: 'x'.repeat(500) }));
    try {
      await client.run({ insert: 'rows', documents });
      answered += documents.length;
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      failure = error;
    }
  }
  if (failure?.code !== FULL_DISK)
    throw new Error(`expected code ${FULL_DISK}, got ${failure?.code ?? 'no failure'}: ${failure?.message ?? ''}`);
  console.log(`  full disk after ${answered} documents: ${failure.code} ${failure.message}`);
  const { n } = await client.run({ count: 'rows', query: {} });
  if (n !== answered) throw new Error(`${String(n)} documents while the disk is full, ${answered} were answered`);
  client.close();
  await server.end('SIGKILL');
  const again = await startServer(directory);
  const after = await RawClient.open(again.port);
  const counted = (await after.run({ count: 'rows', query: { _id: { $gte: 0 } } }))['n'] as number;
  await after.run({ insert: 'rows', documents: [{ _id: 'there is room again' }] });
  const report = await after.run({ validate: 'rows' });
  if (counted !== answered || report['valid'] !== true)
    throw new Error(`${counted} documents after the restart, ${answered} were answered`);
  after.close();
  await again.end('SIGTERM');
  rmSync(directory, { recursive: true });
}
