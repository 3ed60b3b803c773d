import { parseArgs } from 'node:util';
import { startEmbeddedMongo } from './server';
import { DataDirectoryError } from './storage/directory';

const HELP = `Usage: node command.js --data-dir DIR [--port N]

Serves the MongoDB wire protocol on 127.0.0.1 from the data in DIR, until SIGTERM, SIGINT, the message 'stop', or the
end of the process that started it over IPC. When it is ready it prints one line of JSON: {"ready":true,"uri":...,"port":...}

  --data-dir DIR   where the data live; created if it is not there
  --port N         the port; a free one by default
  --help           this text
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'data-dir': { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const dataDir = values['data-dir'];
  const port = Number(values.port ?? 0);
  if (dataDir === undefined) throw new UsageError('--data-dir is missing.');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port ${values.port ?? ''} is not a port number.`);
  const server = await startEmbeddedMongo({ dataDir, port });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`embedded-mongo: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  process.on('message', (message) => {
    if (message === 'stop') stop();
  });
  process.stdout.write(`${JSON.stringify({ ready: true, uri: server.uri, port: server.port })}\n`);
}

class UsageError extends Error {}

main().catch((error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const clear = error instanceof UsageError || error instanceof DataDirectoryError || code.startsWith('ERR_PARSE_ARGS');
  const message = code === 'EADDRINUSE' ? 'The port is taken.' : clear ? (error as Error).message : String(error);
  process.stderr.write(`embedded-mongo: ${message}\n`);
  process.exit(1);
});
