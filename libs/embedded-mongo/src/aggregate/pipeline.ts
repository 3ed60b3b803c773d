import { Int32, Long } from 'bson';
import { getPath } from '../bson/path';
import type { Doc, Value } from '../bson/values';
import { fieldOf, integer, isDoc, isNumber, kindOf, numberOf, show } from '../bson/values';
import { notSupported, serverError } from '../errors';
import type { Variables } from '../expression/compile';
import { compileExpression } from '../expression/compile';
import { compileFilter } from '../query/match';
import { compareSortKeys, parseSort, sortKey } from '../query/sort';
import { compileDocStage } from './doc-stages';
import { Grouping } from './group';

/** A stream of documents, in chunks so that the event loop can be let go between them. */
export type Docs = AsyncIterable<Doc[]>;

/** What a pipeline can ask of the server while it runs. */
export interface PipelineContext {
  /** Variables that expressions can see: `NOW`, and those of `let`. */
  readonly variables: Variables;
  /** Documents of a collection of the same database; `variables` are what `$expr` in the filter can see. */
  read(collection: string, source: Source, variables: Variables): Docs;
  /** Lets the event loop go when this command has held it for long; throws when its time is up. */
  pause(): Promise<void>;
}

/** The head of a pipeline that the planner can serve from an index. */
export interface Source {
  readonly filter: Doc;
  readonly sort?: Doc;
  readonly skip?: number;
  readonly limit?: number;
}

type Stage = (input: Docs, context: PipelineContext) => Docs;

const CHUNK = 500;

/** Splits a pipeline into what a scan can do and the stages that are left. */
export function splitSource(pipeline: readonly Doc[]): { source: Source; rest: readonly Doc[] } {
  const filters: Doc[] = [];
  let at = 0;
  while (pipeline[at] && isDoc(pipeline[at]?.['$match'])) filters.push(pipeline[at++]?.['$match'] as Doc);
  const sort = pipeline[at]?.['$sort'];
  if (isDoc(sort)) at += 1;
  const skip = pipeline[at]?.['$skip'];
  if (skip !== undefined) at += 1;
  const limit = pipeline[at]?.['$limit'];
  if (limit !== undefined) at += 1;
  const source: Source = {
    filter: filters.length === 1 ? (filters[0] as Doc) : filters.length === 0 ? {} : { $and: filters },
    ...(isDoc(sort) ? { sort: checkedSort(sort) } : {}),
    ...(skip === undefined ? {} : { skip: count('$skip', skip, 15956, 0) }),
    ...(limit === undefined ? {} : { limit: count('$limit', limit, 15958, 1) }),
  };
  return { source, rest: pipeline.slice(at) };
}

function checkedSort(sort: Doc): Doc {
  if (Object.keys(sort).length === 0) throw serverError(15976, '$sort stage must have at least one sort key');
  return sort;
}

function count(name: string, value: Value, code: number, least: number): number {
  const number = isNumber(value) ? numberOf(value) : NaN;
  if (!Number.isInteger(number))
    throw serverError(code, `invalid argument to ${name} stage: Expected an integer: ${name}: ${show(value)}`);
  if (number < least)
    throw serverError(
      code,
      least === 1
        ? 'the limit must be positive'
        : `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${number}`,
    );
  return number;
}

/** Checks that a pipeline is a list of documents of one field each. */
export function parsePipeline(pipeline: Value | undefined): Doc[] {
  if (!Array.isArray(pipeline)) throw serverError('TypeMismatch', "'pipeline' option must be specified as an array");
  return pipeline.map((stage) => {
    if (!isDoc(stage)) throw serverError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
    if (Object.keys(stage).length !== 1)
      throw serverError(40323, 'A pipeline stage specification object must contain exactly one field.');
    return stage;
  });
}

/** Compiles the stages of a pipeline; `variables` tells which names expressions may use. */
export function compilePipeline(pipeline: readonly Doc[], variables: Variables): Stage {
  const stages = pipeline.map((stage) => {
    const [name, operand] = Object.entries(stage)[0] as [string, Value];
    if (name === '$changeStream') throw serverError(40573, 'The $changeStream stage is only supported on replica sets');
    if (name === '$out' || name === '$merge')
      throw serverError(40601, `${name} can only be the final stage in the pipeline`);
    return compileStage(name, operand, variables);
  });
  return (input, context) => stages.reduce((docs, stage) => stage(docs, context), input);
}

/** Every stage on the allow-list. */
export const STAGES = [
  '$addFields',
  '$count',
  '$facet',
  '$group',
  '$limit',
  '$lookup',
  '$match',
  '$merge',
  '$out',
  '$project',
  '$replaceRoot',
  '$replaceWith',
  '$sample',
  '$set',
  '$skip',
  '$sort',
  '$sortByCount',
  '$unionWith',
  '$unset',
  '$unwind',
] as const;

function compileStage(name: string, operand: Value, variables: Variables): Stage {
  const shape = compileDocStage(name, operand, variables);
  if (shape) return each((doc, emit) => emit(shape(doc)));
  switch (name) {
    case '$match': {
      if (!isDoc(operand)) throw serverError(15959, 'the match filter must be an expression in an object');
      const matches = compileFilter(operand, variables);
      return each((doc, emit) => matches(doc) && emit(doc));
    }
    case '$group':
      return groupStage(operand, variables);
    case '$sortByCount':
      return (input, context) =>
        sorted(groupStage({ _id: operand, count: { $sum: new Int32(1) } }, variables)(input, context), {
          count: new Int32(-1),
        });
    case '$count':
      if (typeof operand !== 'string' || operand === '')
        throw serverError(40156, 'the count field must be a non-empty string');
      if (operand.startsWith('$')) throw serverError(40158, 'the count field cannot be a $-prefixed path');
      if (operand.includes('.')) throw serverError(40160, "the count field cannot contain '.'");
      return collected((docs) => (docs.length === 0 ? [] : [{ [operand]: integer(docs.length) }]));
    case '$sort': {
      if (!isDoc(operand)) throw serverError(15973, 'the $sort key specification must be an object');
      parseSort(checkedSort(operand));
      return (input) => sorted(input, operand);
    }
    case '$limit':
      return limited(count(name, operand, 15958, 1));
    case '$skip':
      return skipped(count(name, operand, 15956, 0));
    case '$unwind':
      return unwindStage(operand);
    case '$sample': {
      const size = isDoc(operand) ? count('$sample', operand['size'] ?? null, 28746, 0) : NaN;
      if (Number.isNaN(size)) throw serverError(28745, 'the $sample stage specification must be an object');
      return collected((docs) => shuffled(docs).slice(0, size));
    }
    case '$lookup':
      return lookupStage(operand, variables);
    case '$unionWith':
      return unionStage(operand, variables);
    case '$facet':
      return facetStage(operand, variables);
    default:
      throw notSupported(`the aggregation stage ${name}`);
  }
}

function each(work: (doc: Doc, emit: (doc: Doc) => void) => void): Stage {
  return async function* (input, context) {
    for await (const docs of input) {
      const out: Doc[] = [];
      for (let i = 0; i < docs.length; i += 1) {
        if (i % CHUNK === CHUNK - 1) await context.pause();
        work(docs[i] as Doc, (doc) => out.push(doc));
      }
      if (out.length > 0) yield out;
    }
  };
}

async function gather(input: Docs): Promise<Doc[]> {
  const all: Doc[] = [];
  for await (const docs of input) for (const doc of docs) all.push(doc);
  return all;
}

function collected(work: (docs: Doc[]) => Doc[]): Stage {
  return async function* (input) {
    yield work(await gather(input));
  };
}

async function* sorted(input: Docs, sort: Doc): AsyncGenerator<Doc[]> {
  const fields = parseSort(sort);
  const keyed = (await gather(input)).map((doc) => ({ doc, key: sortKey(doc, fields) }));
  yield keyed.sort((a, b) => compareSortKeys(a.key, b.key, fields)).map(({ doc }) => doc);
}

function limited(limit: number): Stage {
  return async function* (input) {
    let left = limit;
    for await (const docs of input) {
      yield docs.slice(0, left);
      left -= docs.length;
      if (left <= 0) return;
    }
  };
}

function skipped(skip: number): Stage {
  return async function* (input) {
    let left = skip;
    for await (const docs of input) {
      if (left < docs.length) yield left > 0 ? docs.slice(left) : docs;
      left = Math.max(0, left - docs.length);
    }
  };
}

function shuffled(docs: readonly Doc[]): Doc[] {
  return docs
    .map((doc) => ({ doc, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ doc }) => doc);
}

function groupStage(operand: Value, variables: Variables): Stage {
  // Faults of the specification are found before the first document.
  new Grouping(operand, variables).result();
  return async function* (input, context) {
    const grouping = new Grouping(operand, context.variables);
    for await (const docs of input) {
      for (let i = 0; i < docs.length; i += 1) {
        if (i % CHUNK === CHUNK - 1) await context.pause();
        grouping.add(docs[i] as Doc);
      }
    }
    yield grouping.result();
  };
}

function unwindStage(operand: Value): Stage {
  const options: Doc = isDoc(operand) ? operand : { path: operand };
  for (const name of Object.keys(options)) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
      throw serverError(28811, `unrecognized option to $unwind stage: ${name}`);
  }
  const field = options['path'];
  if (typeof field !== 'string')
    throw serverError(28808, `expected a string as the path for $unwind stage, got ${kindOf(field)}`);
  if (!field.startsWith('$'))
    throw serverError(28818, `path option to $unwind stage should be prefixed with a '$': ${field}`);
  const path = field.slice(1).split('.');
  const index = options['includeArrayIndex'];
  if (index !== undefined && (typeof index !== 'string' || index === '' || index.startsWith('$')))
    throw serverError(28810, 'invalid includeArrayIndex option to $unwind stage');
  const keep = options['preserveNullAndEmptyArrays'] === true;
  const numbered = (doc: Doc, at: Value): Doc =>
    typeof index === 'string' ? withPath(doc, index.split('.'), at) : doc;
  return each((doc, emit) => {
    const value = getPath(doc, path);
    if (Array.isArray(value) && value.length > 0) {
      value.forEach((item, i) => emit(numbered(withPath(doc, path, item), Long.fromNumber(i))));
    } else if (Array.isArray(value)) {
      if (keep) emit(numbered(withoutPath(doc, path), null));
    } else if (value !== null && value !== undefined) emit(numbered(doc, null));
    else if (keep) emit(numbered(doc, null));
  });
}

function withPath(doc: Doc, path: readonly string[], value: Value): Doc {
  const [head, ...rest] = path as [string, ...string[]];
  const child = fieldOf(doc, head);
  return { ...doc, [head]: rest.length === 0 ? value : withPath(isDoc(child) ? child : {}, rest, value) };
}

function withoutPath(doc: Doc, path: readonly string[]): Doc {
  const [head, ...rest] = path as [string, ...string[]];
  const { [head]: child, ...others } = doc;
  return rest.length === 0 || !isDoc(child) ? others : { ...doc, [head]: withoutPath(child, rest) };
}

function collectionName(value: Value | undefined, stage: string): string {
  if (typeof value !== 'string')
    throw isDoc(value)
      ? notSupported(`${stage} into another database`)
      : serverError('FailedToParse', `${stage} needs the name of a collection`);
  return value;
}

function lookupStage(operand: Value, variables: Variables): Stage {
  if (!isDoc(operand)) throw serverError('FailedToParse', 'the $lookup specification must be an Object');
  const known = ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'];
  const unknown = Object.keys(operand).find((name) => !known.includes(name));
  if (unknown !== undefined) throw serverError('FailedToParse', `unknown argument to $lookup: ${unknown}`);
  const {
    localField,
    foreignField,
    as,
    let: letSpec = {},
    pipeline,
  } = operand as { [name: string]: Value | undefined };
  const from = collectionName(operand['from'], '$lookup');
  if (typeof as !== 'string' || as === '') throw serverError('FailedToParse', "must specify 'as' field for a $lookup");
  const joins = localField !== undefined || foreignField !== undefined;
  if (joins && (typeof localField !== 'string' || typeof foreignField !== 'string'))
    throw serverError(
      'FailedToParse',
      '$lookup requires both or neither of localField and foreignField to be specified',
    );
  if (!joins && pipeline === undefined)
    throw serverError(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  if (!isDoc(letSpec)) throw serverError('FailedToParse', '$lookup argument let must be an object');
  const lets = Object.entries(letSpec).map(([name, value]) => [name, compileExpression(value, variables)] as const);
  const stages = pipeline === undefined ? [] : parsePipeline(pipeline);
  const names = { ...variables, ...Object.fromEntries(lets.map(([name]) => [name, undefined])) };
  compilePipeline(stages, names);
  return async function* (input, context) {
    for await (const docs of input) {
      const out: Doc[] = [];
      for (const doc of docs) {
        const scope = { root: doc, variables: context.variables };
        const inner = {
          ...context.variables,
          ...Object.fromEntries(lets.map(([name, evaluate]) => [name, evaluate(scope)])),
        };
        const joined = joins ? [{ $match: joinFilter(doc, localField as string, foreignField as string) }] : [];
        const found = await gather(runPipeline(from, [...joined, ...stages], { ...context, variables: inner }));
        out.push(withPath(doc, as.split('.'), found));
        await context.pause();
      }
      yield out;
    }
  };
}

/** The filter that finds what equals the local field, or one of its elements. */
function joinFilter(doc: Doc, localField: string, foreignField: string): Doc {
  const local = compileExpression(`$${localField}`, {})({ root: doc, variables: {} });
  const values = Array.isArray(local) ? local : [local ?? null];
  const clauses = values.map((value): Doc => ({ [foreignField]: { $eq: value } }));
  if (clauses.length === 1) return clauses[0] as Doc;
  if (clauses.length === 0) return { $nor: [{}] };
  return values.some((value) => kindOf(value) === 'regex') ? { $or: clauses } : { [foreignField]: { $in: values } };
}

/** Runs a whole pipeline over a collection. */
export function runPipeline(collection: string, pipeline: readonly Doc[], context: PipelineContext): Docs {
  const { source, rest } = splitSource(pipeline);
  return compilePipeline(rest, context.variables)(context.read(collection, source, context.variables), context);
}

function unionStage(operand: Value, variables: Variables): Stage {
  const spec: Doc = isDoc(operand) ? operand : { coll: operand };
  const from = collectionName(spec['coll'], '$unionWith');
  const stages = parsePipeline(spec['pipeline'] ?? []);
  compilePipeline(stages, variables);
  return async function* (input, context) {
    yield* input;
    yield* runPipeline(from, stages, context);
  };
}

function facetStage(operand: Value, variables: Variables): Stage {
  if (!isDoc(operand) || Object.keys(operand).length === 0)
    throw serverError(40169, 'the $facet specification must be a non-empty object');
  const facets = Object.entries(operand).map(([name, pipeline]) => {
    const stages = parsePipeline(pipeline);
    const inner = stages
      .flatMap((stage) => Object.keys(stage))
      .find((stage) => ['$facet', '$out', '$merge', '$changeStream'].includes(stage));
    if (inner !== undefined) throw serverError(40600, `${inner} is not allowed to be used within a $facet stage`);
    return [name, compilePipeline(stages, variables)] as const;
  });
  return async function* (input, context) {
    const docs = await gather(input);
    const result: Doc = {};
    for (const [name, run] of facets) result[name] = await gather(run(fromArray(docs), context));
    yield [result];
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stage reads asynchronously, whatever its source
async function* fromArray(docs: Doc[]): AsyncGenerator<Doc[]> {
  yield docs;
}
