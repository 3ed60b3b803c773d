import { Int32, ObjectId } from 'bson';
import type { Doc, Value } from '../bson/values';
import {
  assertNoEmptyTimestamp,
  assertStorable,
  decode,
  isDoc,
  isNumber,
  isTruthy,
  kindOf,
  numberOf,
  show,
} from '../bson/values';
import { serverError, ServerError } from '../errors';
import { compileProjection } from '../query/projection';
import type { QuerySpec } from '../query/scan';
import { encodeForStorage, insertDocument, removeDocument, replaceDocument } from '../storage/documents';
import type { Collection } from '../storage/catalog';
import type { Writer } from '../storage/store';
import type { Update } from '../update/update';
import { compileUpdate } from '../update/update';
import type { Command, CommandContext, Reply } from './context';
import { assertSimpleCollation, constants } from './context';
import { ensureCollection } from './collections';
import type { Statement } from './statements';
import { batchReply, DOCUMENTS_PER_JOB, runStatements } from './statements';
import { Targets } from './targets';

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
        assertNoEmptyTimestamp(doc);
        const bytes = encodeForStorage(doc);
        return {
          step: (writer) => {
            insertDocument(writer, ensureCollection(writer, context.db, name), doc, bytes);
            return { n: 1 };
          },
        };
      }),
    );
    return { body: batchReply(result, false) };
  },
};

/** Throws unless a document of this `_id` may be inserted. */
export function assertId(id: Value): void {
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
  target: UpdateTarget,
  after?: (before: Doc | undefined, next: Doc) => void,
): Statement {
  const { query, multi, upsert, update } = target;
  const targets = new Targets(context, name, query, multi ? Infinity : 1);
  let matched = 0;
  let modified = 0;
  return {
    find: targets.find,
    step: (writer) => {
      for (const { key, bytes, doc, collection } of targets.take(writer, DOCUMENTS_PER_JOB)) {
        const changed = change(writer, collection, key, bytes, update);
        matched += 1;
        modified += changed.modified ? 1 : 0;
        after?.(doc, changed.next);
      }
      if (!targets.isDone) return undefined;
      if (!targets.foundNone || !upsert) return { n: matched, nModified: modified };
      const doc = update.upsert();
      assertId(doc['_id'] as Value);
      insertDocument(writer, ensureCollection(writer, context.db, name), doc);
      after?.(undefined, doc);
      return { n: 1, nModified: 0, upsertedId: doc['_id'] as Value };
    },
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
  const arrayFilters = statement['arrayFilters'] ?? [];
  if (!Array.isArray(arrayFilters) || !arrayFilters.every(isDoc))
    throw serverError('TypeMismatch', "BSON field 'arrayFilters' must be an array of objects");
  const variables = { ...context.variables, ...(isDoc(statement['c']) ? constants(statement['c'], context.now) : {}) };
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
  const targets = new Targets(context, name, spec, limit);
  let deleted = 0;
  return {
    find: targets.find,
    step: (writer) => {
      for (const { key, doc, collection } of targets.take(writer, DOCUMENTS_PER_JOB)) {
        removeDocument(writer, collection, key, doc);
        deleted += 1;
        after?.(doc);
      }
      return targets.isDone ? { n: deleted } : undefined;
    },
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
        return {
          ...statement,
          step: (writer) => {
            const outcome = statement.step(writer);
            return outcome && { ...outcome, value };
          },
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
