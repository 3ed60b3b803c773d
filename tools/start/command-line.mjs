import { parseArgs } from 'node:util';

/** A mistake of the person who started it: shown in one sentence, with exit code 1. */
export class StartFault extends Error {}

export const HELP = `npm start [-- options]      starts Bangfu Graph (帮扶一张图) on this machine

  --fresh           deletes the data folder first and imports everything again
  --no-synthetic    the documents' facts only, without the invented demonstration set
  --help            this page

Environment
  PORT              where the graph, the console and the explorer are served (4000)
  DATA_DIR          the folder of the data (.data in this folder)
  MONGODB_URI       a MongoDB replica set to use instead of the embedded database
  DATABASE_PREFIX   what the names of the services' databases begin with (bangfu_)
  TOPOLOGY          processes (default): one process a service; one-process: all in one, for a small office
  LOG_LEVEL         fatal, error, warn (default), info, debug, silent

Ctrl-C stops everything in order.`;

const TOPOLOGIES = ['processes', 'one-process'];

/** Reads the options and the environment of a start. @throws StartFault that names what is wrong. */
export function readCommandLine(argv, environment) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        fresh: { type: 'boolean' },
        'no-synthetic': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (fault) {
    throw new StartFault(`${fault.message.split('. ')[0]}; 'npm start -- --help' lists the options.`);
  }
  const port = Number(environment.PORT || 4000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartFault(`PORT is '${environment.PORT}'; it must be a whole number from 1 to 65535.`);
  }
  const topology = environment.TOPOLOGY || 'processes';
  if (!TOPOLOGIES.includes(topology)) {
    throw new StartFault(`TOPOLOGY is '${topology}'; it must be ${TOPOLOGIES.join(' or ')}.`);
  }
  return {
    help: values.help === true,
    fresh: values.fresh === true,
    synthetic: values['no-synthetic'] !== true,
    port,
    topology,
    mongodbUri: environment.MONGODB_URI || null,
    databasePrefix: environment.DATABASE_PREFIX || 'bangfu_',
  };
}
