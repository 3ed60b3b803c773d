import { Double, Int32 } from 'bson';
import type { Doc } from '../bson/values';
import { integer, isDoc } from '../bson/values';
import { serverError } from '../errors';
import { MAX_MESSAGE_BYTES } from '../wire/message';
import { MAX_DOCUMENT_BYTES } from '../bson/values';
import { txnNumberOf } from '../sessions/sessions';
import type { Command, CommandContext, Reply } from './context';

/** The MongoDB version whose behaviour this server claims, and that version's wire protocol. */
export const SERVER_VERSION = '7.0.0';
const MAX_WIRE_VERSION = 21;
/** The name of the replica set of one that this server presents itself as. */
export const REPLICA_SET = 'embedded';

let connections = 0;

/** `hello` and its older names */
export const hello: Command = {
  fields: [],
  lenient: true,
  run: (context): Reply => ({
    body: {
      ...(context.name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
      helloOk: true,
      setName: REPLICA_SET,
      setVersion: new Int32(1),
      secondary: false,
      hosts: [context.address],
      primary: context.address,
      me: context.address,
      // Without a topology version drivers poll; with one they would wait for pushed changes.
      maxBsonObjectSize: new Int32(MAX_DOCUMENT_BYTES),
      maxMessageSizeBytes: new Int32(MAX_MESSAGE_BYTES),
      maxWriteBatchSize: new Int32(100_000),
      localTime: context.now,
      logicalSessionTimeoutMinutes: new Int32(30),
      connectionId: new Int32((connections += 1)),
      minWireVersion: new Int32(0),
      maxWireVersion: new Int32(MAX_WIRE_VERSION),
      readOnly: false,
    },
  }),
};

/** `ping` */
export const ping: Command = { fields: [], run: () => ({ body: {} }) };

/** `buildInfo` */
export const buildInfo: Command = {
  fields: [],
  run: () => ({
    body: {
      version: SERVER_VERSION,
      versionArray: SERVER_VERSION.split('.')
        .map((part) => new Int32(Number(part)))
        .concat(new Int32(0)),
      gitVersion: 'embedded',
      modules: ['embedded-mongo'],
      bits: new Int32(64),
      debug: false,
      maxBsonObjectSize: new Int32(MAX_DOCUMENT_BYTES),
      storageEngines: ['lmdb'],
    },
  }),
};

/** `connectionStatus` */
export const connectionStatus: Command = {
  fields: ['showPrivileges'],
  run: () => ({ body: { authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } } }),
};

/** `startSession` is answered by the sessions that drivers make themselves; `refreshSessions` only touches them. */
export const refreshSessions: Command = { fields: [], run: () => ({ body: {} }) };

/** `endSessions` and `killSessions`: their transactions are aborted and their cursors closed. */
export const endSessions: Command = {
  fields: [],
  run: (context): Reply => {
    const list = context.body[context.name];
    for (const lsid of Array.isArray(list) ? list : []) if (isDoc(lsid)) endSession(context, lsid);
    return { body: {} };
  },
};

function endSession(context: CommandContext, lsid: Doc): void {
  const id = context.server.sessions.end(lsid);
  if (id !== undefined) context.server.cursors.killSession(id);
}

/** `killAllSessions`: every transaction is aborted. */
export const killAllSessions: Command = {
  fields: [],
  run: (context): Reply => {
    context.server.sessions.abortAll();
    return { body: {} };
  },
};

/** `commitTransaction` */
export const commitTransaction: Command = {
  fields: ['recoveryToken', 'coordinator'],
  inTransaction: true,
  run: async (context): Promise<Reply> => {
    const { session, txnNumber } = ofTransaction(context);
    await context.server.sessions.commit(session, txnNumber);
    return { body: {} };
  },
};

/** `abortTransaction` */
export const abortTransaction: Command = {
  fields: ['recoveryToken'],
  inTransaction: true,
  run: (context): Reply => {
    const { session, txnNumber } = ofTransaction(context);
    context.server.sessions.running(session, txnNumber);
    context.server.sessions.abort(session);
    return { body: {} };
  },
};

function ofTransaction(context: CommandContext) {
  const txnNumber = txnNumberOf(context.body['txnNumber']);
  if (context.session === undefined || txnNumber === undefined || context.body['autocommit'] !== false) {
    throw serverError('InvalidOptions', `${context.name} must be run within a transaction`);
  }
  if (context.db !== 'admin')
    throw serverError('Unauthorized', `${context.name} may only be run against the admin database.`);
  return { session: context.session, txnNumber };
}

/** `dbStats` and `collStats`: counts only, since sizes here are not MongoDB's. */
export const dbStats: Command = {
  fields: ['scale', 'freeStorage'],
  run: (context) =>
    context.read((reader): Reply => {
      const collections = reader.catalog.list(context.db);
      const objects = collections.reduce((total, { id }) => total + reader.count(id), 0);
      const indexes = collections.reduce((total, collection) => total + collection.indexes.length + 1, 0);
      return {
        body: {
          db: context.db,
          collections: new Int32(collections.length),
          views: new Int32(0),
          objects: integer(objects),
          indexes: new Int32(indexes),
          scaleFactor: new Double(1),
        },
      };
    }),
};
