import { Binary, Double, Int32, Long, Timestamp } from 'bson';
import type { Doc, Value } from '../bson/values';
import { isDoc, isNullish, isNumber, numberOf, show } from '../bson/values';
import { notSupported, serverError, ServerError } from '../errors';
import type { Session } from '../sessions/sessions';
import { lsidOf, txnNumberOf } from '../sessions/sessions';
import type { Transaction } from '../sessions/transaction';
import * as admin from './admin';
import * as collections from './collections';
import type { Command, Reply, ServerState } from './context';
import { CommandContext } from './context';
import * as indexes from './indexes';
import * as reads from './reads';
import { validate } from './validate';
import * as writes from './writes';

const COMMANDS: Readonly<Record<string, Command>> = {
  abortTransaction: admin.abortTransaction,
  aggregate: reads.aggregate,
  buildInfo: admin.buildInfo,
  buildinfo: admin.buildInfo,
  commitTransaction: admin.commitTransaction,
  connectionStatus: admin.connectionStatus,
  count: reads.count,
  create: collections.create,
  createIndexes: indexes.createIndexes,
  dbStats: admin.dbStats,
  dbstats: admin.dbStats,
  delete: writes.deleteCommand,
  distinct: reads.distinct,
  drop: collections.drop,
  dropDatabase: collections.dropDatabase,
  dropIndexes: indexes.dropIndexes,
  endSessions: admin.endSessions,
  explain: reads.explain,
  find: reads.find,
  findAndModify: writes.findAndModify,
  findandmodify: writes.findAndModify,
  getMore: reads.getMore,
  hello: admin.hello,
  insert: writes.insert,
  isMaster: admin.hello,
  ismaster: admin.hello,
  killAllSessions: admin.killAllSessions,
  killCursors: reads.killCursors,
  killSessions: admin.endSessions,
  listCollections: collections.listCollections,
  listDatabases: collections.listDatabases,
  listIndexes: indexes.listIndexes,
  ping: admin.ping,
  refreshSessions: admin.refreshSessions,
  renameCollection: collections.renameCollection,
  update: writes.update,
  validate,
};

/** Every command on the allow-list. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** Fields that any command may carry. */
const GENERIC_FIELDS = new Set([
  '$db',
  '$clusterTime',
  '$readPreference',
  '$audit',
  '$client',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

let lastSecond = 0;
let increment = 0;

/** The cluster's logical time: it only grows, also over a restart. */
function clusterTime(): Timestamp {
  const second = Math.max(lastSecond, Math.floor(Date.now() / 1000));
  increment = second === lastSecond ? increment + 1 : 1;
  lastSecond = second;
  return new Timestamp({ t: second, i: increment });
}

const NO_SIGNATURE: Doc = { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO };

function finish({ body, batch }: Reply): Reply {
  const time = clusterTime();
  return {
    body: {
      ...body,
      ok: new Double(1),
      $clusterTime: { clusterTime: time, signature: NO_SIGNATURE },
      operationTime: time,
    },
    ...(batch === undefined ? {} : { batch }),
  };
}

function failure(error: ServerError): Reply {
  const time = clusterTime();
  return {
    body: {
      ok: new Double(0),
      errmsg: error.message,
      code: new Int32(error.code),
      codeName: error.codeName,
      ...error.fields,
      ...(error.labels.length > 0 ? { errorLabels: [...error.labels] } : {}),
      $clusterTime: { clusterTime: time, signature: NO_SIGNATURE },
      operationTime: time,
    },
  };
}

/** Runs one command and answers it; every failure is an answer too. */
export async function dispatch(
  server: ServerState,
  body: Doc,
  address: string,
  report: (error: unknown) => void,
): Promise<Reply> {
  try {
    const name = Object.keys(body)[0] ?? '';
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw serverError('CommandNotFound', `no such command: '${name}'`);
    const db = body['$db'];
    if (typeof db !== 'string') throw serverError(40571, 'OP_MSG requests require a $db argument');
    assertDatabaseName(db);
    checkFields(name, command, body);
    return finish(withWriteConcern(body, await run(server, command, name, db, body, address)));
  } catch (error) {
    if (error instanceof ServerError) return failure(error);
    report(error);
    return failure(serverError('InternalError', error instanceof Error ? error.message : String(error)));
  }
}

async function run(
  server: ServerState,
  command: Command,
  name: string,
  db: string,
  body: Doc,
  address: string,
): Promise<Reply> {
  const lsid = lsidOf(body['lsid']);
  const session = lsid === undefined ? undefined : server.sessions.touch(lsid);
  const txnNumber = txnNumberOf(body['txnNumber']);
  if (txnNumber !== undefined && session === undefined)
    throw serverError('InvalidOptions', 'Transaction number requires a session ID to also be specified');
  const ends = name === 'commitTransaction' || name === 'abortTransaction';
  for (const [field, only] of [
    ['autocommit', false],
    ['startTransaction', true],
  ] as const) {
    if (body[field] !== undefined && body[field] !== only)
      throw serverError('InvalidOptions', `Specifying ${field}=${show(body[field])} is not allowed.`);
  }
  const inTransaction = body['autocommit'] === false;
  let transaction: Transaction | undefined;
  if (inTransaction && !ends) transaction = enterTransaction(server, command, name, body, session, txnNumber);
  else if (body['startTransaction'] !== undefined)
    throw serverError('InvalidOptions', "'startTransaction' field requires 'autocommit' field to also be specified");
  const retryNumber = !inTransaction && !ends ? txnNumber : undefined;
  if (retryNumber !== undefined && session) {
    if (command.retryable !== true)
      throw serverError(
        50768,
        `txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ${name} is not a retryable write command.`,
      );
    server.sessions.advance(session, retryNumber, false);
  }
  const context = new CommandContext(server, name, db, body, address, session, transaction, retryNumber);
  try {
    return await command.run(context);
  } catch (error) {
    // Any failure ends a transaction; the client is told by the error itself, and by 251 if it goes on all the same.
    if (transaction && session?.transaction === transaction) server.sessions.abort(session);
    throw error;
  }
}

function enterTransaction(
  server: ServerState,
  command: Command,
  name: string,
  body: Doc,
  session: Session | undefined,
  txnNumber: number | undefined,
): Transaction {
  if (session === undefined || txnNumber === undefined)
    throw serverError('InvalidOptions', "'autocommit' field requires a transaction number to also be specified");
  const starts = body['startTransaction'] === true;
  if (command.inTransaction !== true) {
    throw serverError('OperationNotSupportedInTransaction', `Cannot run '${name}' in a multi-document transaction.`);
  }
  if (body['writeConcern'] !== undefined)
    throw serverError('InvalidOptions', `${name} does not support writeConcern in a transaction`);
  const level = isDoc(body['readConcern']) ? body['readConcern']['level'] : undefined;
  if (level === 'linearizable' || level === 'available')
    throw serverError(
      'InvalidOptions',
      "The readConcern level must be either 'local' (default), 'majority' or 'snapshot' in order to run in a transaction",
    );
  if (!starts && body['readConcern'] !== undefined)
    throw serverError('InvalidOptions', 'Only the first command in a transaction may specify a readConcern');
  return starts ? server.sessions.begin(session, txnNumber) : server.sessions.running(session, txnNumber);
}

function assertDatabaseName(db: string): void {
  if (db === '' || /[/\\. "$\0]/.test(db) || Buffer.byteLength(db) > 63)
    throw serverError('InvalidNamespace', `Invalid database name: '${db}'`);
}

/** Commands of MongoDB's API version 1, the only ones under `apiStrict`. */
const STABLE_COMMANDS = new Set([
  'abortTransaction',
  'aggregate',
  'commitTransaction',
  'count',
  'create',
  'createIndexes',
  'delete',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'endSessions',
  'explain',
  'find',
  'findAndModify',
  'getMore',
  'hello',
  'insert',
  'killCursors',
  'listCollections',
  'listDatabases',
  'listIndexes',
  'ping',
  'refreshSessions',
  'update',
]);

const READ_CONCERNS = ['local', 'available', 'majority', 'linearizable', 'snapshot'];

function checkFields(name: string, command: Command, body: Doc): void {
  for (const [field, value] of Object.entries(body)) {
    if (field === name || GENERIC_FIELDS.has(field) || command.lenient === true || command.fields.includes(field))
      continue;
    if (command.refused?.includes(field)) {
      if (isNullish(value) || value === false) continue;
      throw notSupported(`${name} with ${field}`);
    }
    throw serverError(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
  if (body['apiVersion'] !== undefined && body['apiVersion'] !== '1')
    throw serverError('APIVersionError', `API version must be '1'`);
  if (body['apiVersion'] === undefined && (body['apiStrict'] ?? body['apiDeprecationErrors']) !== undefined)
    throw serverError('APIVersionError', 'Provided apiStrict or apiDeprecationErrors without passing apiVersion');
  if (body['apiStrict'] === true && !STABLE_COMMANDS.has(name))
    throw serverError(
      'APIStrictError',
      `Provided apiStrict:true, but the command ${name} is not in API Version 1. Information on supported commands and migrations in API Version 1 can be found at https://www.mongodb.com/docs/manual/reference/stable-api/`,
    );
  const readConcern = body['readConcern'];
  const level = isDoc(readConcern) ? readConcern['level'] : undefined;
  if (level !== undefined && !(typeof level === 'string' && READ_CONCERNS.includes(level)))
    throw serverError(
      'BadValue',
      `Enumeration value '${show(level)}' for field 'readConcern.level' is not a valid value.`,
    );
  if (level === 'snapshot' && body['autocommit'] !== false)
    throw notSupported('read concern snapshot outside a transaction');
}

/** On one node, more than one acknowledgement never comes: MongoDB writes and says so. */
function withWriteConcern(body: Doc, reply: Reply): Reply {
  const concern = body['writeConcern'];
  const w: Value | undefined = isDoc(concern) ? concern['w'] : undefined;
  const wanted = isNumber(w) ? numberOf(w) : 0;
  if (wanted <= 1 && (typeof w !== 'string' || w === 'majority')) return reply;
  const [code, codeName, errmsg] =
    typeof w === 'string'
      ? ([
          79,
          'UnknownReplWriteConcern',
          `No write concern mode named '${w}' found in replica set configuration`,
        ] as const)
      : ([100, 'UnsatisfiableWriteConcern', 'Not enough data-bearing nodes'] as const);
  return { ...reply, body: { ...reply.body, writeConcernError: { code: new Int32(code), codeName, errmsg } } };
}
