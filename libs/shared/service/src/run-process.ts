import type { Listening } from './http-host';

/** The message by which the supervisor of `npm start` asks a child to end. */
const STOP_MESSAGE = 'stop';

/**
 * Runs a service as a process of its own: reports `ready` to a supervisor, and ends in order on SIGTERM, on the
 * supervisor's message or on its death. Under a supervisor SIGINT is ignored: Ctrl-C reaches the whole process group,
 * and the supervisor decides the order. What cannot start says so in one line and exits with 1.
 */
export async function runProcess(name: string, start: () => Promise<Listening>): Promise<void> {
  const supervised = process.send !== undefined;
  let stopping = false;
  let listening: Listening | null = null;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void (listening?.close() ?? Promise.resolve()).finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', supervised ? () => undefined : stop);
  if (supervised) {
    process.on('disconnect', stop);
    process.on('message', (message) => {
      if (message === STOP_MESSAGE) stop();
    });
  }
  try {
    listening = await start();
    process.send?.({ ready: listening.url });
    if (!supervised) process.stdout.write(`${name} is ready at ${listening.url}\n`);
  } catch (fault) {
    process.stderr.write(`${name} cannot start: ${fault instanceof Error ? fault.message : String(fault)}\n`);
    process.exit(1);
  }
}
