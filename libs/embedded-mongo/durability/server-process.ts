import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';

const COMMAND = path.resolve('dist/libs/embedded-mongo/src/command.js');

/** A server in a process of its own, to be killed. */
export interface ServerProcess {
  readonly port: number;
  readonly child: ChildProcess;
  /** Sends the signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the built command, behind other words (`strace …`, a shell with a limit) if they are given. */
export async function startServer(directory: string, before: readonly string[] = []): Promise<ServerProcess> {
  const words = [...before, process.execPath, COMMAND, '--data-dir', directory];
  const child = spawn(words[0] ?? '', words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const { port, pid } = await new Promise<{ port: number; pid: number }>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(JSON.parse(data.toString()) as { port: number; pid: number }));
    child.once('exit', (code, signal) =>
      reject(new Error(`the server ended (${code ?? signal ?? ''}): ${complaint.trim()}`)),
    );
  });
  return {
    port,
    child,
    end: async (signal) => {
      // Behind strace the server is a child of the child.
      process.kill(pid, signal);
      await gone;
    },
  };
}
