import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RawClient } from './raw-client';
import { startServer } from './server-process';

const CALLS = 'openat,fdatasync,fsync,msync,pwrite64,pwritev,write,writev,sendto,sendmsg';

/**
 * Shows by the system calls of one insert that its pages were written and synced, and the meta page that makes them
 * valid written through, before the reply left. Answers why it was skipped, or undefined.
 */
export async function syncTrace(): Promise<string | undefined> {
  if (spawnSync('strace', ['-V']).error) return 'strace is not installed';
  const directory = mkdtempSync(path.join(tmpdir(), 'embedded-mongo-trace-'));
  const trace = path.join(directory, 'trace');
  let server;
  try {
    server = await startServer(path.join(directory, 'data'), [
      'strace',
      '-f',
      '-y',
      '-s',
      '64',
      '-e',
      `trace=${CALLS}`,
      '-o',
      trace,
    ]);
  } catch (error) {
    rmSync(directory, { recursive: true });
    return `strace cannot trace here (${error instanceof Error ? error.message : String(error)})`;
  }
  const client = await RawClient.open(server.port);
  await client.run({ insert: 'rows', documents: [{ _id: 0 }] });
  const before = readFileSync(trace, 'utf8').length;
  await client.run({ insert: 'rows', documents: [{ _id: 1, mark: 'the one that is looked at' }] });
  const lines = readFileSync(trace, 'utf8')
    .slice(before)
    .split('\n')
    .filter((line) => line.includes('data.mdb') || /(write|writev|sendto|sendmsg)\(\d+<(TCP|socket)/.test(line));
  client.close();
  await server.end('SIGKILL');
  const all = readFileSync(trace, 'utf8');
  rmSync(directory, { recursive: true });
  const reply = lines.findIndex((line) => /<(TCP|socket)/.test(line));
  const pages = lines.findIndex((line) => /(pwrite64|pwritev|writev)\(\d+<[^>]*data\.mdb/.test(line));
  const sync = lines.findIndex((line) => /(fdatasync|fsync|msync)\(/.test(line));
  const meta = lines.findLastIndex((line, i) => i < reply && /pwrite64\(/.test(line));
  const throughDescriptor = /pwrite64\((\d+)</.exec(lines[meta] ?? '')?.[1];
  const writtenThrough = new RegExp(`openat\\(.*data\\.mdb.*O_D?SYNC.* = ${throughDescriptor ?? 'none'}<`).test(all);
  console.log(
    lines
      .slice(0, reply + 1)
      .map((line) => `  ${line.slice(0, 150)}`)
      .join('\n'),
  );
  if (!(pages >= 0 && pages < sync && sync < meta && meta < reply && writtenThrough))
    throw new Error('the trace does not show: pages, sync, meta page written through (O_DSYNC), reply');
  return undefined;
}
