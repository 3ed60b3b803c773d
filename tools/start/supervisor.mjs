import { fork } from 'node:child_process';
import path from 'node:path';
import { StartFault } from './command-line.mjs';
import { ROOT } from './preparation.mjs';

const STOP_WITHIN_MS = 12_000;
const RESTART_AFTER_MS = 1_000;
const MOST_RESTARTS = 5;

/**
 * Owns the processes of a start: begins each and waits until it says that it is ready, begins it again on the same port
 * when it dies, and ends all in the reverse order. Children ignore Ctrl-C; they end on the supervisor's word or death.
 */
export function supervisor(say) {
  const children = [];
  let stopping = false;

  /** Starts a program of dist and answers the address it reports. */
  function begin(name, program, { env = {} } = {}) {
    const child = { name, process: null, restarts: 0, url: null };
    children.push(child);
    const spawnOnce = (extra) =>
      new Promise((resolve, reject) => {
        const errors = [];
        const started = fork(path.join(ROOT, program), [], {
          cwd: ROOT,
          env: { ...process.env, APOLLO_TELEMETRY_DISABLED: '1', ...env, ...extra },
          stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        });
        child.process = started;
        started.stderr.on('data', (chunk) => {
          if (child.url === null) errors.push(chunk);
          else process.stderr.write(chunk);
        });
        started.on('message', (message) => {
          if (typeof message?.ready !== 'string') return;
          child.url = message.ready;
          process.stderr.write(Buffer.concat(errors));
          resolve(message.ready);
        });
        started.on('exit', (code, signal) => {
          if (child.process === started) child.process = null;
          if (stopping) return reject(new StartFault(`${name} was stopped before it was ready.`));
          if (child.url === null)
            return reject(
              new StartFault(
                Buffer.concat(errors).toString().trim() || `${name} ended with code ${code} before it was ready.`,
              ),
            );
          restart(signal ?? `code ${code}`);
        });
      });
    function restart(reason) {
      child.restarts += 1;
      if (child.restarts > MOST_RESTARTS)
        return say(`  ✗ ${name} ended (${reason}) for the ${child.restarts}th time and stays down; the rest goes on`);
      say(`  ! ${name} ended (${reason}); starting it again`);
      setTimeout(() => {
        if (!stopping)
          spawnOnce({ PORT: new URL(child.url).port }).then(
            () => say(`  ✓ ${name} is back`),
            (fault) => say(`  ✗ ${fault.message}`),
          );
      }, RESTART_AFTER_MS);
    }
    return spawnOnce({});
  }

  /** Asks a child to end, and kills it when it does not. */
  function end(child) {
    return new Promise((resolve) => {
      const running = child.process;
      if (running === null || running.exitCode !== null) return resolve();
      const deadline = setTimeout(() => running.kill('SIGKILL'), STOP_WITHIN_MS);
      running.once('exit', () => {
        clearTimeout(deadline);
        resolve();
      });
      if (running.connected) running.send('stop');
      else running.kill('SIGTERM');
    });
  }

  return {
    begin,
    waitingFor: () =>
      children
        .filter(({ url }) => url === null)
        .map(({ name }) => name)
        .join(', '),
    /** The process id of each part that runs now. */
    pids: () =>
      Object.fromEntries(children.flatMap(({ name, process: running }) => (running ? [[name, running.pid]] : []))),
    /** Ends everything: the gateway first, the database last. */
    async stop() {
      stopping = true;
      const [gateway, services, rest] = [children.filter(({ name }) => name === 'gateway'), [], []];
      for (const child of children)
        if (child.name !== 'gateway') (child.name === 'database' ? rest : services).push(child);
      for (const group of [gateway, services, rest]) await Promise.all(group.map(end));
    },
  };
}
