#!/usr/bin/env node
// `nx serve funds`: runs one service for development. It joins the database of a running `npm start`, or of MONGODB_URI,
// or starts an embedded one on the same data folder; Ctrl-C ends what it started.
import { readCommandLine } from './command-line.mjs';
import { dataFolder, noteRunning, noteStopped, openDataFolder, runningOn } from './data-folder.mjs';
import { supervisor } from './supervisor.mjs';

const STANDARD_PORTS = { organization: 4001, personnel: 4002, funds: 4003, assessment: 4004 };
const name = process.argv[2];
if (!(name in STANDARD_PORTS)) {
  console.error(`serve: '${name ?? ''}' is none of ${Object.keys(STANDARD_PORTS).join(', ')}`);
  process.exit(1);
}
const data = dataFolder(process.env);
const processes = supervisor((line) => console.log(line));
const joined = process.env.MONGODB_URI || runningOn(data)?.mongodbUri;
const stop = () =>
  void processes.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
try {
  if (!joined) openDataFolder(data, readCommandLine([], {}));
  const uri =
    joined ??
    (await processes.begin('database', 'tools/start/database.mjs', { env: { DATA_FOLDER: data.database, PORT: '0' } }));
  if (!joined) {
    noteRunning(data, { mongodbUri: uri });
    process.on('exit', () => noteStopped(data));
  }
  const port = process.env.PORT || STANDARD_PORTS[name];
  const url = await processes.begin(name, `dist/apps/${name}/src/main.js`, {
    env: { MONGODB_URI: uri, PORT: String(port), DATABASE: '', HOST: '127.0.0.1' },
  });
  console.log(
    `${name} is ready at ${url}; its database is ${joined ? 'joined' : 'its own'} (${uri}). Ctrl-C stops it.`,
  );
} catch (fault) {
  console.error(fault.message);
  await processes.stop();
  process.exit(1);
}
