import { AsyncLocalStorage } from 'node:async_hooks';
import { invariant } from '@bangfu/kernel';
import type { Model, Schema } from 'mongoose';

/** What a recorded document has at least. One that was imported and never acted upon has no version yet: it counts as 0. */
export interface Versioned {
  readonly _id: string;
  readonly version: number;
}

/** What the audit must know of a collection whose documents are changed by acts. */
export interface RecordedAs<Stored> {
  /** The kind of thing, as in the graph: `Posting`. */
  readonly kind: string;
  /** Paths of personal values, positions of lists left out (`members.phone`): audit and feed never hold them as they are. */
  readonly personal: readonly (string & keyof Stored)[] | readonly string[];
  /** The scopes from which a change of the document may be read in the feed, such as `town:441881106`; [] = by nobody but who reads everything. */
  readonly scopesOf: (document: Stored) => readonly string[];
}

/** Thrown when a collection that acts record is written to past the recorder: a defect, the write is not made. */
export class UnrecordedWrite extends Error {
  override readonly name = 'UnrecordedWrite';
}

interface Writer {
  readonly as: 'ACT' | 'RECORDER' | 'IMPORT';
  /** Told of a write outside the transaction. */
  readonly onStray: (write: string) => void;
}
const writer = new AsyncLocalStorage<Writer>();
const recordedSchemas = new WeakMap<object, RecordedAs<never>>();
const ignore = (): void => undefined;

/** Runs an act: what it calls may not write to a recorded collection by itself; `onStray` hears of writes outside its transaction. */
export const asAct = <Value>(run: () => Promise<Value>, onStray: (write: string) => void): Promise<Value> =>
  writer.run({ as: 'ACT', onStray }, run);
/** Runs one write of the recorder. */
export const asRecorder = <Value>(run: () => Promise<Value>): Promise<Value> =>
  writer.run({ as: 'RECORDER', onStray: ignore }, run);
/** Notes a write that was sent outside any transaction: when an act sent it, the act hears of it. */
export const noteStray = (write: string): void => writer.getStore()?.onStray(write);

/**
 * Runs an import: what documents bring is written without an actor, and its own fingerprint says what was imported.
 * It is the one way to write to a recorded collection outside an act.
 * @throws InvariantViolation inside an act.
 */
export function duringImport<Value>(run: () => Promise<Value>): Promise<Value> {
  invariant(writer.getStore() === undefined, 'an act does not import');
  return writer.run({ as: 'IMPORT', onStray: ignore }, run);
}

/**
 * Declares that the documents of a schema are changed by acts only. From here on every write by Mongoose that is not the
 * recorder's or an import's throws {@link UnrecordedWrite} before it is sent; and the recorder takes no other models.
 */
export function recorded<Stored extends Versioned>(schema: Schema<Stored>, as: RecordedAs<Stored>): Schema<Stored> {
  invariant(!recordedSchemas.has(schema), `the schema of ${as.kind} is declared as recorded once`);
  recordedSchemas.set(schema, as);
  const guard = (): void => {
    const who = writer.getStore()?.as;
    if (who === 'RECORDER' || who === 'IMPORT') return;
    throw new UnrecordedWrite(`${as.kind} is changed by an act: insert, replaceVersion or remove of its transaction`);
  };
  schema.pre(
    [
      'updateOne',
      'updateMany',
      'replaceOne',
      'deleteOne',
      'deleteMany',
      'findOneAndUpdate',
      'findOneAndReplace',
      'findOneAndDelete',
    ],
    { document: false, query: true },
    guard,
  );
  schema.pre('save', guard);
  schema.pre('insertMany', guard);
  schema.pre('bulkWrite', guard);
  return schema;
}

/**
 * What was declared of a model's schema.
 * @throws InvariantViolation when it is not declared as recorded.
 */
export function recordedAs<Stored extends Versioned>(model: Model<Stored>): RecordedAs<Stored> {
  const as = recordedSchemas.get(model.schema);
  invariant(as, `the schema of ${model.modelName} is declared by recorded()`);
  return as as RecordedAs<Stored>;
}
