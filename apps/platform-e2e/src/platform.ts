import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { postGraphQL } from '@bangfu/testing';
import type { GraphQLAnswer } from '@bangfu/testing';

export const ROOT = path.resolve(__dirname, '../../..');

/** How `npm start` ended: its exit code and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A platform started by the very command that a newcomer runs. */
export interface Platform {
  readonly url: string;
  readonly output: () => string;
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  /** The process id of each part, by name. */
  processes(): Readonly<Record<string, number>>;
  /** Sends what Ctrl-C sends and waits until the command has ended. */
  interrupt(): Promise<Ended>;
}

/** A port of the loopback interface that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface StartOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

function startCommand({ dataFolder, port, arguments: args = [], environment = {} }: StartOptions) {
  const child = spawn(process.execPath, ['tools/start/start.mjs', ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATA_DIR: dataFolder,
      DATABASE_PREFIX: `e2e_${path.basename(dataFolder)}_`,
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own, so that a Ctrl-C can be sent to all of it
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.on('exit', (code) => resolve({ code, output })));
  return { child, ended, output: () => output };
}

/** Runs `npm start` for something that it refuses, or that ends by itself. */
export const startToEnd = (options: StartOptions): Promise<Ended> => startCommand(options).ended;

/** Runs `npm start` and waits until it says that it is ready. @throws Error with what it printed when it ends before. */
export async function startPlatform(options: StartOptions): Promise<Platform> {
  const { child, ended, output } = startCommand(options);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (output().includes('Ready in')) resolve();
    });
    void ended.then((end) => reject(new Error(`npm start ended with ${end.code}: ${end.output}`)));
  });
  const url = `http://localhost:${options.port}`;
  return {
    url,
    output,
    ask: (query, variables, headers) => postGraphQL(`${url}/graphql`, query, variables, headers),
    processes: () =>
      (
        JSON.parse(readFileSync(path.join(options.dataFolder, 'running.json'), 'utf8')) as {
          processes: Record<string, number>;
        }
      ).processes,
    interrupt: () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      return ended;
    },
  };
}

/** Waits until something holds, asking again every 200 ms for at most a minute. */
export async function eventually(holds: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

/** Whether a process is there. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
