// The embedded database as a process of the supervisor: DATA_FOLDER says where the data are, PORT where it listens (0 =
// any). It reports its address, ignores Ctrl-C, and ends on the supervisor's word or death.
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { startEmbeddedMongo } = require(
  path.resolve(import.meta.dirname, '../../dist/libs/embedded-mongo/src/index.js'),
);

process.on('SIGINT', () => undefined);
try {
  const server = await startEmbeddedMongo({ dataDir: process.env.DATA_FOLDER, port: Number(process.env.PORT || 0) });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
  process.on('message', (message) => message === 'stop' && stop());
  process.send?.({ ready: server.uri });
} catch (fault) {
  console.error(`database cannot start: ${fault.message}`);
  process.exit(1);
}
