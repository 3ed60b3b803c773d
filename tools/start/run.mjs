import path from 'node:path';
import { HELP, StartFault, readCommandLine } from './command-line.mjs';
import { dataFolder, noteRunning, noteStopped, openDataFolder } from './data-folder.mjs';
import { ROOT, buildChanged, installPackages, portIsFree } from './preparation.mjs';
import { progress } from './progress.mjs';
import { supervisor } from './supervisor.mjs';

const SERVICES = ['organization', 'personnel', 'funds', 'assessment'];

/** Runs `npm start` with its options. */
export async function run(argv) {
  try {
    await start(readCommandLine(argv, process.env));
  } catch (fault) {
    if (!(fault instanceof StartFault)) throw fault;
    console.error(fault.message);
    process.exit(1);
  }
}

async function start(options) {
  if (options.help) {
    console.log(HELP);
    return;
  }
  const steps = progress();
  const data = dataFolder(process.env);
  const processes = supervisor(steps.say);
  const stop = stopper(processes, data, steps.say);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  steps.say('Bangfu Graph (帮扶一张图)');
  try {
    await portIsFree(options.port);
    openDataFolder(data, options);
    await steps.step('packages', installPackages);
    await steps.step('build', buildChanged);
    const { mongodbUri } = await steps.step(
      options.topology === 'processes' ? 'services' : 'services, in one process',
      () => startServices(options, data, processes),
      processes.waitingFor,
    );
    const url = `http://localhost:${options.port}`;
    noteRunning(data, { mongodbUri, url, processes: processes.pids() });
    steps.say(readyText(options, data, url, steps.elapsed()));
  } catch (fault) {
    await processes.stop();
    throw fault;
  }
}

async function startServices(options, data, processes) {
  const common = {
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    HOST: '127.0.0.1',
    SYNTHETIC: String(options.synthetic),
  };
  const gateway = { ...common, PORT: String(options.port), CONSOLE_DIR: path.join(ROOT, 'dist/apps/console/public') };
  const mongodbUri =
    options.mongodbUri ??
    (await processes.begin('database', 'tools/start/database.mjs', { env: { DATA_FOLDER: data.database, PORT: '0' } }));
  const withDatabase = { MONGODB_URI: mongodbUri, DATABASE_PREFIX: options.databasePrefix };
  if (options.topology === 'one-process') {
    await processes.begin('gateway', 'tools/start/one-process.mjs', { env: { ...gateway, ...withDatabase } });
    return { mongodbUri };
  }
  const urls = await Promise.all(
    SERVICES.map((name) =>
      processes.begin(name, `dist/apps/${name}/src/main.js`, {
        env: { ...common, ...withDatabase, PORT: '0', DATABASE: `${options.databasePrefix}${name}` },
      }),
    ),
  );
  const SUBGRAPHS = SERVICES.map((name, place) => `${name}=${urls[place]}`).join(',');
  await processes.begin('gateway', 'dist/apps/gateway/src/main.js', { env: { ...gateway, SUBGRAPHS } });
  return { mongodbUri };
}

/** Ends everything in order at the first Ctrl-C; a second one while it ends changes nothing. */
function stopper(processes, data, say) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    say('\nstopping …');
    void processes.stop().then(() => {
      noteStopped(data);
      say('stopped');
      process.exit(0);
    });
  };
}

const readyText = ({ synthetic, mongodbUri }, data, url, elapsed) => `
Ready in ${elapsed}.
  graph      ${url}/graphql
  explorer   ${url}/explorer/
  console    ${url}/
  data       ${mongodbUri === null ? data.folder : 'in the MongoDB of MONGODB_URI'}
             ${synthetic ? 'the documents’ facts and a synthetic set, marked as such (leave it out: npm start -- --no-synthetic)' : 'the documents’ facts only'}

Ctrl-C stops everything.`;
