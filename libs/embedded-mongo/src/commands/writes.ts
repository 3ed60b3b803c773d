import { Int32, ObjectId } from 'bson';
import type { Doc, Value } from '../bson/values';
import { assertStorable, decode, isDoc, isNumber, isTruthy, kindOf, numberOf, show } from '../bson/values';
import { serverError, ServerError } from '../errors';
import { compileProjection } from '../query/projection';
import type { QuerySpec } from '../query/scan';
import { Query } from '../query/scan';
import { readRetryRecord, writeRetryRecord } from '../sessions/sessions';
import { encodeForStorage, insertDocument, readDocument, removeDocument, replaceDocument } from '../storage/documents';
import type { Collection } from '../storage/catalog';
import type { Writer } from '../storage/store';
import type { Update } from '../update/update';
import { compileUpdate } from '../update/update';
import type { Command, CommandContext, Reply } from './context';
import { assertSimpleCollation } from './context';
import { ensureCollection } from './collections';

/** What one statement did; `value` is only for `findAndModify`. */
interface Outcome {
  readonly n: number;
  readonly nModified?: number;
  readonly upsertedId?: Value;
  readonly value?: Value;
}

/** A statement that can go on where it was interrupted; undefined when it has more to do. */
type Statement = (writer: Writer) => Outcome | undefined;

/** How many documents are written in one commit, before others get their turn. */
const DOCUMENTS_PER_JOB = 1_000;
const MAX_STATEMENTS = 100_000;

interface BatchResult {
  readonly outcomes: (Outcome | undefined)[];
  readonly errors: Doc[];
  readonly retried: number[];
}

/** Runs the statements of a write command in order, remembers them for a retry, and collects their errors. */
async function runStatements(context: CommandContext, compile: readonly (() => Statement)[]): Promise<BatchResult> {
  if (compile.length === 0)
    throw serverError('InvalidLength', 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  if (compile.length > MAX_STATEMENTS)
    throw serverError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${compile.length} operations.`,
    );
  const ordered = context.body['ordered'] === undefined || context.flag('ordered');
  const ids = statementIds(context, compile.length);
  const result: BatchResult = { outcomes: [], errors: [], retried: [] };
  let at = 0;
  let statement: Statement | undefined;
  let stopped = false;
  const work = (writer: Writer): boolean => {
    const memory = openMemory(context, writer);
    let written = 0;
    try {
      for (; at < compile.length && !stopped; at += 1, statement = undefined) {
        if (written >= DOCUMENTS_PER_JOB) return false;
        const known = memory?.recall(ids[at] as number);
        if (known) {
          result.outcomes[at] = known;
          result.retried.push(ids[at] as number);
          continue;
        }
        try {
          statement ??= (compile[at] as () => Statement)();
          const outcome = statement(writer);
          written += 1;
          if (outcome === undefined) return false;
          result.outcomes[at] = outcome;
          memory?.remember(ids[at] as number, outcome);
        } catch (error) {
          if (!(error instanceof ServerError) || (context.transaction && error.labels.length > 0)) throw error;
          result.errors.push(writeError(at, error));
          stopped = ordered || context.transaction !== undefined;
        }
      }
      return true;
    } finally {
      memory?.save();
    }
  };
  while (!(await context.write(work))) await context.pause();
  if (result.errors.length > 0 && context.transaction && context.session)
    context.server.sessions.abort(context.session);
  return result;
}

function statementIds(context: CommandContext, count: number): number[] {
  const ids = context.body['stmtIds'];
  if (Array.isArray(ids)) return ids.map((id) => (isNumber(id) ? numberOf(id) : 0));
  const first = context.integer('stmtId') ?? 0;
  return Array.from({ length: count }, (_, i) => first + i);
}

/** What the session remembers of this retryable write: undefined for any other write. */
function openMemory(context: CommandContext, writer: Writer) {
  const { session, retryNumber: txnNumber } = context;
  if (session === undefined || txnNumber === undefined) return undefined;
  const record = readRetryRecord(writer.get('retries', session.id));
  if (record !== undefined && record.txnNumber > txnNumber) {
    throw serverError(
      'TransactionTooOld',
      `Retryable write with txnNumber ${txnNumber} is prohibited on session because a newer retryable write with txnNumber ${record.txnNumber} has already started on this session.`,
    );
  }
  const statements = new Map(record?.txnNumber === txnNumber ? record.statements : []);
  let changed = false;
  return {
    recall: (id: number): Outcome | undefined => {
      const known = statements.get(id);
      if (known === undefined) return undefined;
      const number = (name: string) => (isNumber(known[name]) ? numberOf(known[name]) : 0);
      return {
        n: number('n'),
        nModified: number('nModified'),
        ...('upsertedId' in known ? { upsertedId: known['upsertedId'] } : {}),
        ...('value' in known ? { value: known['value'] } : {}),
      };
    },
    remember: (id: number, { n, nModified, upsertedId, value }: Outcome) => {
      changed = true;
      statements.set(id, {
        n: new Int32(n),
        ...(nModified === undefined ? {} : { nModified: new Int32(nModified) }),
        ...(upsertedId === undefined ? {} : { upsertedId }),
        ...(value === undefined ? {} : { value }),
      });
    },
    save: () => {
      if (changed) writeRetryRecord(writer, session.id, { txnNumber, statements, committed: false });
    },
  };
}

function writeError(index: number, error: ServerError): Doc {
  return {
    index: new Int32(index),
    code: new Int32(error.code),
    ...(error.code === 11000 ? {} : { codeName: error.codeName }),
    ...error.fields,
    errmsg: error.message,
  };
}

function batchReply({ outcomes, errors, retried }: BatchResult, modified: boolean): Doc {
  const sum = (pick: (outcome: Outcome) => number) =>
    new Int32(outcomes.reduce((total, outcome) => total + (outcome ? pick(outcome) : 0), 0));
  const upserted = outcomes.flatMap((outcome, index): Doc[] =>
    outcome?.upsertedId === undefined ? [] : [{ index: new Int32(index), _id: outcome.upsertedId }],
  );
  return {
    n: sum(({ n }) => n),
    ...(modified ? { nModified: sum(({ nModified = 0 }) => nModified) } : {}),
    ...(upserted.length > 0 ? { upserted } : {}),
    ...(errors.length > 0 ? { writeErrors: errors } : {}),
    ...(retried.length > 0 ? { retriedStmtIds: retried.map((id) => new Int32(id)) } : {}),
  };
}

const COMMON = ['ordered', 'bypassDocumentValidation', 'stmtId', 'stmtIds', 'let'];

/** `insert` */
export const insert: Command = {
  fields: ['documents', ...COMMON],
  inTransaction: true,
  retryable: true,
  run: async (context) => {
    const name = context.target;
    const documents = context.documents('documents');
    const result = await runStatements(
      context,
      documents.map((document) => () => {
        const doc = '_id' in document ? document : { _id: new ObjectId(), ...document };
        assertId(doc['_id'] as Value);
        assertStorable(doc);
        const bytes = encodeForStorage(doc);
        return (writer) => {
          insertDocument(writer, ensureCollection(writer, context.db, name), doc, bytes);
          return { n: 1 };
        };
      }),
    );
    return { body: batchReply(result, false) };
  },
};

function assertId(id: Value): void {
  const kind = kindOf(id);
  if (kind === 'array' || kind === 'regex')
    throw serverError('InvalidIdField', `The '_id' value cannot be of type ${kind}`);
  if (isDoc(id) && Object.keys(id).some((name) => name.startsWith('$') && !['$ref', '$id', '$db'].includes(name))) {
    throw serverError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${Object.keys(id)[0] ?? ''} is not valid for storage.`,
    );
  }
}

/** Fields of an update statement, checked. */
function statementFields(statement: Doc, command: string, list: string, allowed: readonly string[]): Doc {
  for (const name of Object.keys(statement)) {
    if (!allowed.includes(name))
      throw serverError(40415, `BSON field '${command}.${list}.${name}' is an unknown field.`);
  }
  if (!isDoc(statement['q']))
    throw serverError(40414, `BSON field '${command}.${list}.q' is missing but a required field`);
  assertSimpleCollation(statement['collation']);
  return statement;
}

interface UpdateTarget {
  readonly query: QuerySpec;
  readonly multi: boolean;
  readonly upsert: boolean;
  readonly update: Update;
}

/** An update of one or of all matching documents, or an upsert. `after` sees each change, for `findAndModify`. */
function updateStatement(
  context: CommandContext,
  name: string,
  { query: spec, multi, upsert, update }: UpdateTarget,
  after?: (before: Doc | undefined, next: Doc) => void,
): Statement {
  let keys: Buffer[] | undefined;
  let at = 0;
  let matched = 0;
  let modified = 0;
  return (writer) => {
    const collection = context.find(writer, name);
    const fresh = keys === undefined;
    const query = new Query(collection, spec);
    keys ??= query.findNow(writer, multi ? Infinity : 1).map(({ key }) => key);
    if (keys.length === 0 && upsert && fresh) {
      const doc = update.upsert();
      assertId(doc['_id'] as Value);
      insertDocument(writer, ensureCollection(writer, context.db, name), doc);
      after?.(undefined, doc);
      return { n: 1, nModified: 0, upsertedId: doc['_id'] as Value };
    }
    const last = at + DOCUMENTS_PER_JOB;
    for (; at < keys.length; at += 1) {
      if (at >= last) return undefined;
      const key = keys[at] as Buffer;
      const bytes = writer.get('documents', key);
      const before = bytes === undefined ? undefined : decode(bytes);
      // While this statement waited, the document may have changed: it counts only if it still matches.
      if (bytes === undefined || before === undefined || (!fresh && !query.matches(before))) continue;
      const changed = change(writer, collection as Collection, key, bytes, update);
      matched += 1;
      modified += changed.modified ? 1 : 0;
      after?.(before, changed.next);
    }
    return { n: matched, nModified: modified };
  };
}

function change(
  writer: Writer,
  collection: Collection,
  key: Buffer,
  bytes: Buffer,
  update: Update,
): { next: Doc; modified: boolean } {
  const next = update.apply(decode(bytes));
  const encoded = encodeForStorage(next);
  if (encoded.equals(bytes)) {
    writer.lock('documents', key);
    return { next, modified: false };
  }
  replaceDocument(writer, collection, key, decode(bytes), next, encoded);
  return { next, modified: true };
}

function compileTarget(context: CommandContext, statement: Doc, multi: boolean): UpdateTarget {
  const filter = statement['q'] as Doc;
  const update = statement['u'] ?? null;
  const constants = isDoc(statement['c']) ? statement['c'] : {};
  const arrayFilters = statement['arrayFilters'] ?? [];
  if (!Array.isArray(arrayFilters) || !arrayFilters.every(isDoc))
    throw serverError('TypeMismatch', "BSON field 'arrayFilters' must be an array of objects");
  const variables = { ...context.variables, ...constants };
  const compiled = compileUpdate({ update, filter, arrayFilters, variables, now: context.now });
  if (multi && compiled.replacement)
    throw serverError('FailedToParse', 'multi update is not supported for replacement-style update');
  return {
    query: { filter, variables, ...(statement['hint'] === undefined ? {} : { hint: statement['hint'] }) },
    multi,
    upsert: isTruthy(statement['upsert']),
    update: compiled,
  };
}

/** `update` */
export const update: Command = {
  fields: ['updates', ...COMMON],
  inTransaction: true,
  retryable: true,
  run: async (context) => {
    const name = context.target;
    const statements = context
      .documents('updates')
      .map((item) =>
        statementFields(item, 'update', 'updates', [
          'q',
          'u',
          'c',
          'multi',
          'upsert',
          'arrayFilters',
          'hint',
          'collation',
        ]),
      );
    if (context.retryNumber !== undefined && statements.some(({ multi }) => isTruthy(multi)))
      throw serverError('InvalidOptions', 'Cannot use retryable writes with multi=true');
    const result = await runStatements(
      context,
      statements.map(
        (statement) => () =>
          updateStatement(context, name, compileTarget(context, statement, isTruthy(statement['multi']))),
      ),
    );
    return { body: batchReply(result, true) };
  },
};

function deleteStatement(
  context: CommandContext,
  name: string,
  spec: QuerySpec,
  limit: number,
  after?: (doc: Doc) => void,
): Statement {
  let keys: Buffer[] | undefined;
  let at = 0;
  let deleted = 0;
  return (writer) => {
    const collection = context.find(writer, name);
    const fresh = keys === undefined;
    const query = new Query(collection, spec);
    keys ??= query.findNow(writer, limit).map(({ key }) => key);
    const last = at + DOCUMENTS_PER_JOB;
    for (; at < keys.length; at += 1) {
      if (at >= last) return undefined;
      const key = keys[at] as Buffer;
      const doc = readDocument(writer, key);
      if (doc === undefined || (!fresh && !query.matches(doc))) continue;
      removeDocument(writer, collection as Collection, key, doc);
      deleted += 1;
      after?.(doc);
    }
    return { n: deleted };
  };
}

/** `delete` */
export const deleteCommand: Command = {
  fields: ['deletes', ...COMMON],
  inTransaction: true,
  retryable: true,
  run: async (context) => {
    const name = context.target;
    const statements = context
      .documents('deletes')
      .map((item) => statementFields(item, 'delete', 'deletes', ['q', 'limit', 'hint', 'collation']));
    const limits = statements.map(({ limit }) => {
      const number = isNumber(limit) ? numberOf(limit) : NaN;
      if (number !== 0 && number !== 1)
        throw serverError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${show(limit)}`);
      return number;
    });
    if (context.retryNumber !== undefined && limits.includes(0))
      throw serverError('InvalidOptions', 'Cannot use retryable writes with limit=0');
    const result = await runStatements(
      context,
      statements.map(
        ({ q, hint }, i) =>
          () =>
            deleteStatement(
              context,
              name,
              { filter: q as Doc, variables: context.variables, ...(hint === undefined ? {} : { hint }) },
              limits[i] === 1 ? 1 : Infinity,
            ),
      ),
    );
    return { body: batchReply(result, false) };
  },
};

/** `findAndModify` */
export const findAndModify: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'hint',
    'collation',
    'let',
    'bypassDocumentValidation',
    'stmtId',
  ],
  inTransaction: true,
  retryable: true,
  run: async (context): Promise<Reply> => {
    const name = context.target;
    assertSimpleCollation(context.body['collation']);
    const filter = context.object('query') ?? {};
    const sort = context.object('sort');
    const hint = context.body['hint'];
    const remove = context.flag('remove');
    const returnNew = context.flag('new');
    const changes = context.body['update'];
    if (remove && changes !== undefined)
      throw serverError('FailedToParse', "Cannot specify both an 'update' and 'remove'=true");
    if (remove && context.flag('upsert'))
      throw serverError('FailedToParse', "Cannot specify both 'upsert'=true and 'remove'=true");
    if (remove && returnNew)
      throw serverError(
        'FailedToParse',
        "Cannot specify both 'new'=true and 'remove'=true; 'remove' always returns the deleted document",
      );
    if (!remove && changes === undefined)
      throw serverError('FailedToParse', "Either an 'update' or 'remove'=true must be specified");
    const fields = context.object('fields');
    const project =
      fields === undefined || Object.keys(fields).length === 0
        ? (doc: Doc) => doc
        : compileProjection(fields, { variables: context.variables, filter });
    const query: QuerySpec = {
      filter,
      variables: context.variables,
      ...(sort === undefined ? {} : { sort }),
      ...(hint === undefined ? {} : { hint }),
    };
    let value: Value = null;
    const compile = (): Statement => {
      if (remove) return deleteStatement(context, name, query, 1, (doc) => (value = project(doc)));
      const target = compileTarget(
        context,
        {
          q: filter,
          u: changes ?? null,
          upsert: context.flag('upsert'),
          arrayFilters: context.body['arrayFilters'] ?? [],
        },
        false,
      );
      return updateStatement(
        context,
        name,
        { ...target, query },
        (before, next) => (value = returnNew ? project(next) : before === undefined ? null : project(before)),
      );
    };
    const { outcomes, errors, retried } = await runStatements(context, [
      () => {
        const statement = compile();
        return (writer) => {
          const outcome = statement(writer);
          return outcome && { ...outcome, value };
        };
      },
    ]);
    const error = errors[0];
    if (error !== undefined) {
      const { index: _index, code, codeName: _codeName, errmsg, ...extra } = error;
      throw new ServerError(numberOf(code as Int32), errmsg as string, extra);
    }
    const [outcome] = outcomes;
    const upsertedId = outcome?.upsertedId;
    return {
      body: {
        lastErrorObject: {
          n: new Int32(outcome?.n ?? 0),
          ...(remove ? {} : { updatedExisting: (outcome?.n ?? 0) > 0 && upsertedId === undefined }),
          ...(upsertedId === undefined ? {} : { upserted: upsertedId }),
        },
        value: outcome?.value ?? null,
        ...(retried.length > 0 ? { retriedStmtId: new Int32(retried[0] ?? 0) } : {}),
      },
    };
  },
};
