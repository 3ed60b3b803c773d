#!/usr/bin/env node
// Verifies the audit of the services, or seals it in signed checkpoints. Runs on what is built (`npx nx build audit`).
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder, runningOn } from '../../../../tools/start/data-folder.mjs';

const HELP = `audit.mjs verify     [--uri URI] [--databases A,B] [--keys FOLDER] [--checkpoints FOLDER]
audit.mjs checkpoint [--uri URI] [--databases A,B] [--keys FOLDER] [--checkpoints FOLDER] --out FOLDER

verify       reads every entry of every service and names the first that does not fit
checkpoint   verifies, then signs what is new and writes it to --out, for a second party to keep

--uri          a MongoDB connection string (MONGODB_URI, or the database of the running npm start)
--databases    the databases of the services (DATABASE_PREFIX, bangfu_, with the four names)
--keys         public keys, *.pub.pem; checkpoint also keeps its private key there (DATA_DIR/keys/audit)
--checkpoints  checkpoints that were handed out, *.json; those in the databases are read as well

Ends with 0 when everything fits, 1 when something does not, 2 when it could not look.`;
const SERVICES = ['organization', 'personnel', 'funds', 'assessment'];
const ROOT = path.resolve(import.meta.dirname, '../../../..');

const filesOf = (folder, ending) =>
  folder && existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(ending))
        .sort()
        .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    : [];

/** The private key that signs, made on the first checkpoint, its public half beside it. */
function signingKey(audit, folder) {
  const file = path.join(folder, 'checkpoint.private.pem');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, audit.newCheckpointKey(), { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  }
  const pem = readFileSync(file, 'utf8');
  const signer = audit.checkpointSigner(pem);
  writeFileSync(path.join(folder, `${signer.keyId}.pub.pem`), audit.publicCheckpointKey(pem));
  return signer;
}

const placeOf = ({ kind, aggregate, seq, entryId }) =>
  `${kind} ${aggregate.kind} ${aggregate.id} place ${seq}${entryId ? ` (${entryId})` : ''}`;

async function look(audit, connection, mode, { keys, checkpoints, keyFolder, out }) {
  const report = await audit.verifyAudit(connection, { keys, checkpoints });
  const { service, entries, chains, sealed, faults, firstFault, checkpointFault } = report;
  const size = `${service}: ${entries} entries in ${chains} chains, ${sealed} sealed`;
  if (checkpointFault) {
    console.log(`${size}; checkpoint ${checkpointFault.number} does not fit: ${checkpointFault.kind}`);
  }
  if (firstFault) {
    console.log(`${size}; the first that does not fit: ${placeOf(firstFault)}`);
    for (const fault of faults.slice(1, 20)) console.log(`  also ${placeOf(fault)}`);
  }
  if (firstFault || checkpointFault) return false;
  console.log(`${size}; every entry fits`);
  if (mode === 'verify') return true;
  const signer = signingKey(audit, keyFolder);
  const known = new Map([...keys, ...audit.checkpointKeys(filesOf(keyFolder, '.pub.pem'))]);
  for (const checkpoint of await audit.takeCheckpoint(connection, signer, {
    keys: known,
    checkpoints,
    at: new Date(),
  })) {
    const file = path.join(out, `${service}-${String(checkpoint.statement.number).padStart(6, '0')}.json`);
    mkdirSync(out, { recursive: true });
    writeFileSync(file, `${JSON.stringify(checkpoint)}\n`, { flag: 'wx' });
    console.log(`  checkpoint ${checkpoint.statement.number}, ${checkpoint.statement.entries} entries sealed: ${file}`);
  }
  return true;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      uri: { type: 'string' },
      databases: { type: 'string' },
      keys: { type: 'string' },
      checkpoints: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [mode] = positionals;
  if (values.help || !['verify', 'checkpoint'].includes(mode) || (mode === 'checkpoint' && !values.out)) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const data = dataFolder(process.env);
  const uri = values.uri ?? (process.env.MONGODB_URI || runningOn(data)?.mongodbUri);
  if (!uri) throw new Error('no database: give --uri, set MONGODB_URI, or start the product with npm start');
  const prefix = process.env.DATABASE_PREFIX || 'bangfu_';
  const databases = values.databases?.split(',') ?? SERVICES.map((service) => `${prefix}${service}`);
  const require = createRequire(import.meta.url);
  const audit = require(path.join(ROOT, 'dist/libs/shared/audit/src/index.js'));
  const { connect } = require(path.join(ROOT, 'dist/libs/shared/mongo/src/index.js'));
  const keyFolder = path.resolve(values.keys ?? path.join(data.folder, 'keys', 'audit'));
  const handedOut = filesOf(values.checkpoints, '.json').map((text) => JSON.parse(text));
  const keys = audit.checkpointKeys(filesOf(keyFolder, '.pub.pem'));
  let fits = true;
  for (const database of databases) {
    const connection = await connect({ uri, database });
    try {
      const checkpoints = handedOut.filter(({ statement }) => statement.service === database);
      const options = { keys, checkpoints, keyFolder, out: values.out };
      fits = (await look(audit, connection, mode, options)) && fits;
    } finally {
      await connection.close();
    }
  }
  return fits ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (fault) => {
    console.error(`audit: ${fault.message}`);
    process.exitCode = 2;
  },
);
