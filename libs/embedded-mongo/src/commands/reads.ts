import { Int32 } from 'bson';
import { encodeKey } from '../bson/key-encoding';
import { someAtPath } from '../bson/path';
import type { Doc, Value } from '../bson/values';
import { encode, integer, isDoc, isNumber, numberOf } from '../bson/values';
import type { Docs, PipelineContext, Source } from '../aggregate/pipeline';
import { compilePipeline, parsePipeline, splitSource } from '../aggregate/pipeline';
import { ListedResults } from '../cursors';
import { notSupported, serverError } from '../errors';
import type { Variables } from '../expression/compile';
import { compileProjection } from '../query/projection';
import type { QuerySpec } from '../query/scan';
import { FindResults, Query } from '../query/scan';
import { sortKey } from '../query/sort';
import type { Reader } from '../storage/store';
import { batchSizeOf } from './collections';
import type { Command, Reply } from './context';
import { assertSimpleCollation, CommandContext } from './context';
import { mergeInto } from './merge';
import { replaceCollection } from './out';

const FIND_FIELDS = [
  'filter',
  'sort',
  'projection',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'collation',
  'allowDiskUse',
  'noCursorTimeout',
  'let',
  'allowPartialResults',
];

/** The query that the fields of a `find` describe. */
export function findQuery(context: CommandContext): QuerySpec {
  const hint = context.body['hint'];
  const sort = context.object('sort');
  const skip = context.natural('skip');
  const limit = context.natural('limit');
  assertSimpleCollation(context.body['collation']);
  return {
    filter: context.object('filter') ?? {},
    variables: context.variables,
    ...(sort === undefined || isNatural(sort) ? {} : { sort }),
    ...(hint !== undefined ? { hint } : sort !== undefined && isNatural(sort) ? { hint: sort } : {}),
    ...(skip === undefined ? {} : { skip }),
    ...(limit === undefined || limit === 0 ? {} : { limit }),
  };
}

function isNatural(sort: Doc): boolean {
  return Object.keys(sort).join() === '$natural' && isNumber(sort['$natural']) && numberOf(sort['$natural']) === 1;
}

/** `find` */
export const find: Command = {
  fields: FIND_FIELDS,
  refused: ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max', 'oplogReplay'],
  inTransaction: true,
  run: (context) => {
    const spec = findQuery(context);
    const projection = context.object('projection');
    const project =
      projection === undefined || Object.keys(projection).length === 0
        ? undefined
        : compileProjection(projection, { variables: context.variables, filter: spec.filter });
    return context.read((reader) => {
      const results = new FindResults(new Query(context.find(reader), spec), project);
      const batchSize = context.natural('batchSize');
      return context.server.cursors.open(
        results,
        `${context.db}.${context.target}`,
        context.owner,
        { batchSize, single: context.flag('singleBatch'), mayIdle: context.flag('noCursorTimeout') },
        reader,
        context,
      );
    });
  },
};

/** `getMore` */
export const getMore: Command = {
  fields: ['collection', 'batchSize'],
  inTransaction: true,
  run: (context) => {
    const id = context.integer('getMore') ?? 0;
    const batchSize = context.natural('batchSize');
    return context.read((reader) =>
      context.server.cursors.getMore(
        id,
        `${context.db}.${context.text('collection') ?? ''}`,
        context.owner,
        batchSize === 0 ? undefined : batchSize,
        reader,
        context,
      ),
    );
  },
};

/** `killCursors` */
export const killCursors: Command = {
  fields: ['cursors'],
  inTransaction: true,
  run: (context): Reply => {
    const ids = context.body['cursors'];
    if (!Array.isArray(ids))
      throw serverError(40414, "BSON field 'killCursors.cursors' is missing but a required field");
    const [killed, notFound]: [Value[], Value[]] = [[], []];
    for (const id of ids) (isNumber(id) && context.server.cursors.kill(numberOf(id)) ? killed : notFound).push(id);
    return { body: { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] } };
  },
};

async function* scanDocs(context: CommandContext, reader: Reader, collection: string, spec: QuerySpec): Docs {
  const query = new Query(reader.catalog.find(context.db, collection), spec);
  let { skip = 0, limit = Infinity } = spec;
  if (!query.plan.sorted) {
    const found: { item: Doc; key: (Value | undefined)[] }[] = [];
    for (const item of query.scan(reader)) {
      const pause = context.tick();
      if (pause) await pause;
      if (item) found.push({ item: item.doc, key: sortKey(item.doc, query.sortFields) });
    }
    yield query.inOrder(found).slice(skip, skip + limit);
    return;
  }
  let chunk: Doc[] = [];
  for (const found of query.scan(reader)) {
    const pause = context.tick();
    if (pause) await pause;
    if (found === undefined) continue;
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    chunk.push(found.doc);
    limit -= 1;
    if (limit === 0) break;
    if (chunk.length < 1_000) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function pipelineContext(context: CommandContext, reader: Reader, variables: Variables, hint?: Value): PipelineContext {
  return {
    variables,
    pause: () => context.pause(),
    read: (collection, source, inner) =>
      scanDocs(context, reader, collection, { ...source, variables: inner, ...(hint === undefined ? {} : { hint }) }),
  };
}

/** Runs a pipeline from its source to the end. */
export function runFromSource(
  context: CommandContext,
  reader: Reader,
  name: string,
  pipeline: readonly Doc[],
  hint?: Value,
): Docs {
  const { source, rest } = splitSource(pipeline);
  const { variables } = context;
  const stages = compilePipeline(rest, variables);
  const inner = pipelineContext(context, reader, variables);
  return stages(pipelineContext(context, reader, variables, hint).read(name, source, variables), inner);
}

/** `aggregate` */
export const aggregate: Command = {
  fields: ['pipeline', 'cursor', 'hint', 'let', 'allowDiskUse', 'collation', 'bypassDocumentValidation', 'explain'],
  inTransaction: true,
  run: async (context): Promise<Reply> => {
    const pipeline = parsePipeline(context.body['pipeline']);
    assertSimpleCollation(context.body['collation']);
    if (pipeline.some((stage) => '$changeStream' in stage))
      throw serverError(40573, 'The $changeStream stage is only supported on replica sets');
    if (isNumber(context.body['aggregate']))
      throw notSupported(`an aggregation over a whole database (${Object.keys(pipeline[0] ?? { '{}': 0 }).join()})`);
    if (context.flag('explain')) throw notSupported('aggregate with explain: true, instead of the explain command,');
    if (context.body['cursor'] === undefined)
      throw serverError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const name = context.target;
    const last = pipeline.at(-1) ?? {};
    const hint = context.body['hint'];
    if ('$out' in last || '$merge' in last) return writeOut(context, name, pipeline, last, hint);
    return context.read(async (reader) => {
      const docs: Buffer[] = [];
      for await (const chunk of runFromSource(context, reader, name, pipeline, hint)) {
        for (const doc of chunk) docs.push(encode(doc));
        await context.pause();
      }
      return context.server.cursors.open(
        new ListedResults(docs),
        `${context.db}.${name}`,
        context.owner,
        { batchSize: batchSizeOf(context) },
        reader,
        context,
      );
    });
  },
};

async function writeOut(
  context: CommandContext,
  name: string,
  pipeline: readonly Doc[],
  last: Doc,
  hint: Value | undefined,
): Promise<Reply> {
  if (context.transaction)
    throw serverError(
      'OperationNotSupportedInTransaction',
      `${Object.keys(last)[0] ?? ''} is not allowed in a multi-document transaction`,
    );
  if (context.object('readConcern')?.['level'] === 'linearizable')
    throw serverError(
      'InvalidOptions',
      `${Object.keys(last)[0] ?? ''} cannot be used with a 'linearizable' read concern level`,
    );
  const docs = await context.read(async (reader) => {
    const all: Doc[] = [];
    for await (const chunk of runFromSource(context, reader, name, pipeline.slice(0, -1), hint)) all.push(...chunk);
    return all;
  });
  if ('$merge' in last) await mergeInto(context, last['$merge'], docs);
  else {
    const target = last['$out'];
    if (isDoc(target) && (target['db'] !== context.db || 'timeseries' in target))
      throw notSupported('$out into another database or a time series collection');
    const into = isDoc(target) ? target['coll'] : target;
    if (typeof into !== 'string') throw serverError(16990, '$out only supports a string or object argument');
    await replaceCollection(context, into, docs);
  }
  return context.read((reader) =>
    context.server.cursors.open(new ListedResults([]), `${context.db}.${name}`, context.owner, {}, reader, context),
  );
}

/** `count` */
export const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  run: (context) =>
    context.read(async (reader): Promise<Reply> => {
      assertSimpleCollation(context.body['collation']);
      const filter = context.object('query') ?? {};
      const skip = context.natural('skip') ?? 0;
      const limit = Math.abs(context.integer('limit') ?? 0) || Infinity;
      const collection = context.find(reader);
      const hint = context.body['hint'];
      let total = 0;
      if (Object.keys(filter).length === 0 && hint === undefined)
        total = collection === undefined ? 0 : reader.count(collection.id);
      else {
        const query = new Query(collection, {
          filter,
          variables: context.variables,
          ...(hint === undefined ? {} : { hint }),
        });
        for (const found of query.scan(reader)) {
          const pause = context.tick();
          if (pause) await pause;
          if (found && ++total >= skip + limit) break;
        }
      }
      return { body: { n: integer(Math.min(Math.max(0, total - skip), limit)) } };
    }),
};

/** `distinct` */
export const distinct: Command = {
  fields: ['key', 'query', 'collation'],
  inTransaction: true,
  run: (context) =>
    context.read(async (reader): Promise<Reply> => {
      assertSimpleCollation(context.body['collation']);
      const key = context.text('key');
      if (key === undefined) throw serverError(40414, "BSON field 'distinct.key' is missing but a required field");
      const query = new Query(context.find(reader), {
        filter: context.object('query') ?? {},
        variables: context.variables,
      });
      const values = new Map<string, Value>();
      const path = key.split('.');
      for (const found of query.scan(reader)) {
        const pause = context.tick();
        if (pause) await pause;
        if (found === undefined) continue;
        someAtPath(found.doc, path, false, (value) => {
          const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
          for (const item of items) values.set(encodeKey(item).toString('latin1'), item);
          return false;
        });
      }
      const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
      return { body: { values: sorted.map(([, value]) => value) } };
    }),
};

/** `explain`, for `find`, `aggregate`, `count`, `distinct` */
export const explain: Command = {
  fields: ['verbosity'],
  run: (context) =>
    context.read(async (reader): Promise<Reply> => {
      const inner = context.object('explain');
      const [command] = Object.keys(inner ?? {});
      if (inner === undefined || command === undefined) throw serverError('FailedToParse', 'explain needs a command');
      const target = new CommandContext(
        context.server,
        command,
        context.db,
        inner,
        context.address,
        context.session,
        context.transaction,
        undefined,
      );
      const spec = explained(target, command);
      const query = new Query(target.find(reader), spec);
      const { plan, counts } = query;
      let found = 0;
      const verbosity = context.text('verbosity') ?? 'allPlansExecution';
      if (!['queryPlanner', 'executionStats', 'allPlansExecution'].includes(verbosity))
        throw serverError('BadValue', `Enumeration value '${verbosity}' for field 'explain.verbosity' is not valid.`);
      const runs = verbosity !== 'queryPlanner';
      if (runs) {
        const results = new FindResults(query, undefined);
        while (!results.done) found += (await results.next(reader, 1_000, Infinity, context)).length;
      }
      const scan: Doc = {
        stage: plan.stage,
        ...(plan.stage === 'IXSCAN'
          ? {
              indexName: plan.name ?? '',
              keyPattern: plan.index?.spec['key'] ?? { _id: new Int32(1) },
              isMultiKey: plan.index?.multikey ?? false,
            }
          : {}),
        ...(plan.stage === 'EOF' ? {} : { direction: plan.reverse ? 'backward' : 'forward' }),
      };
      const fetched: Doc = plan.stage === 'IXSCAN' ? { stage: 'FETCH', inputStage: scan } : scan;
      const winningPlan: Doc = plan.sorted
        ? fetched
        : { stage: 'SORT', sortPattern: spec.sort ?? {}, inputStage: fetched };
      const body: Doc = {
        explainVersion: '1',
        queryPlanner: {
          namespace: `${context.db}.${target.target}`,
          parsedQuery: spec.filter,
          winningPlan,
          rejectedPlans: [],
        },
        ...(runs
          ? {
              executionStats: {
                executionSuccess: true,
                nReturned: new Int32(found),
                totalKeysExamined: new Int32(counts.keysExamined),
                totalDocsExamined: new Int32(counts.docsExamined),
                executionStages: { ...winningPlan, nReturned: new Int32(found) },
              },
            }
          : {}),
        serverInfo: { host: context.address, version: '7.0.0' },
      };
      return { body };
    }),
};

function explained(target: CommandContext, command: string): QuerySpec {
  switch (command) {
    case 'find':
      return findQuery(target);
    case 'aggregate': {
      const { source } = splitSource(parsePipeline(target.body['pipeline']));
      return querySpec(source, target);
    }
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return { filter: target.object('query') ?? {}, variables: target.variables };
    case 'update':
    case 'delete': {
      const [statement] = target.documents(command === 'update' ? 'updates' : 'deletes');
      return { filter: (statement?.['q'] ?? {}) as Doc, variables: target.variables };
    }
    default:
      throw notSupported(`explaining ${command}`);
  }
}

function querySpec(source: Source, target: CommandContext): QuerySpec {
  const hint = target.body['hint'];
  return { ...source, variables: target.variables, ...(hint === undefined ? {} : { hint }) };
}
