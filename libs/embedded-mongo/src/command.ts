import { parseArgs } from 'node:util';
import { backupData, exportData, restoreData } from './backup';
import { startEmbeddedMongo } from './server';
import { DataDirectoryError } from './storage/directory';

const HELP = `Usage: node command.js --data-dir DIR [--port N]
       node command.js backup --data-dir DIR --to EMPTY-DIR
       node command.js restore --from BACKUP-DIR --data-dir DIR
       node command.js export --data-dir DIR --to EMPTY-DIR

Serves the MongoDB wire protocol on 127.0.0.1 from the data in DIR, until SIGTERM, SIGINT, the message 'stop', or the
end of the process that started it over IPC. When it is ready it prints one line of JSON:
{"ready":true,"uri":...,"port":...,"pid":...}

backup and export may run while a server writes: they take the data as they stand at one moment. export writes the
layout of mongodump; a real MongoDB takes it with: mongorestore --uri MONGODB_URI --dir EMPTY-DIR

  --data-dir DIR   where the data live; created if it is not there
  --port N         the port; a free one by default
  --to, --from     the directory of the copy
  --help           this text
`;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'data-dir': text, port: text, to: text, from: text, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const need = (name: 'data-dir' | 'to' | 'from'): string => {
    const value = values[name];
    if (value === undefined) throw new UsageError(`--${name} is missing.`);
    return value;
  };
  const [action = 'serve', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`'${more.join(' ')}' is one word too many.`);
  switch (action) {
    case 'serve':
      return serve(need('data-dir'), values.port ?? '0');
    case 'backup':
    case 'export': {
      const report = await (action === 'backup' ? backupData : exportData)(need('data-dir'), need('to'));
      process.stdout.write(
        `${action}: ${report.documents} documents in ${report.collections} collections, in ${report.to}\n`,
      );
      return;
    }
    case 'restore': {
      restoreData(need('from'), need('data-dir'));
      process.stdout.write(`restore: ${need('data-dir')} holds the data of ${need('from')}\n`);
      return;
    }
    default:
      throw new UsageError(`There is no command '${action}'; see --help.`);
  }
}

async function serve(dataDir: string, portText: string): Promise<void> {
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port ${portText} is not a port number.`);
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
  process.stdout.write(`${JSON.stringify({ ready: true, uri: server.uri, port: server.port, pid: process.pid })}\n`);
}

class UsageError extends Error {}

main().catch((error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const clear = error instanceof UsageError || error instanceof DataDirectoryError || code.startsWith('ERR_PARSE_ARGS');
  const message = code === 'EADDRINUSE' ? 'The port is taken.' : clear ? (error as Error).message : String(error);
  process.stderr.write(`embedded-mongo: ${message}\n`);
  process.exit(1);
});
