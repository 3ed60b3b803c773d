import { Int32 } from 'bson';
import type { Doc, Value } from '../bson/values';
import { isNumber, numberOf } from '../bson/values';
import { serverError, ServerError } from '../errors';
import { readRetryRecord, writeRetryRecord } from '../sessions/sessions';
import type { Writer } from '../storage/store';
import type { CommandContext } from './context';

/** What one statement did; `value` is only for `findAndModify`. */
export interface Outcome {
  readonly n: number;
  readonly nModified?: number;
  readonly upsertedId?: Value;
  readonly value?: Value;
}

/** A statement that is run in steps, each within one commit. */
export interface Statement {
  /** Finds, with pauses, what the statement will write; answers undefined where the step can find it at once. */
  find?(): Promise<void> | undefined;
  /** Goes on where the last step ended; answers undefined when there is more to do. */
  step(writer: Writer): Outcome | undefined;
}

/** How many documents are written in one commit, before others get their turn. */
export const DOCUMENTS_PER_JOB = 1_000;
const MAX_STATEMENTS = 100_000;

export interface BatchResult {
  readonly outcomes: (Outcome | undefined)[];
  readonly errors: Doc[];
  readonly retried: number[];
}

/** Runs the statements of a write command in order, remembers them for a retry, and collects their errors. */
export async function runStatements(
  context: CommandContext,
  compile: readonly (() => Statement)[],
): Promise<BatchResult> {
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
  let finding: Promise<void> | undefined;
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
          if (statement === undefined) {
            statement = (compile[at] as () => Statement)();
            finding = statement.find?.();
            if (finding) return false;
          }
          const outcome = statement.step(writer);
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
  while (!(await context.write(work))) {
    await finding;
    finding = undefined;
    await context.pause();
  }
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

/** What a write command answers. */
export function batchReply({ outcomes, errors, retried }: BatchResult, modified: boolean): Doc {
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
