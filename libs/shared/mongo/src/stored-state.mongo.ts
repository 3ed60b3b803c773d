import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';

interface StoredState {
  _id: 'state';
  /** How many of the service's migrations the data have been through. */
  schemaVersion: number;
  /** SHA-256 over the facts that were imported last, and whether the synthetic set was among them; null before the first import. */
  factsFingerprint: string | null;
}

/** A change of the stored form, run once, in order. It must be safe to run again after it was cut short. */
export interface Migration {
  /** Verb-first, such as `20260302T0900-add-second-signature`. */
  readonly name: string;
  readonly run: (connection: Connection) => Promise<void>;
}

/** The data in the database were written by a newer program than this one. */
export class DataFromNewerProgram extends Error {
  override readonly name = 'DataFromNewerProgram';
}

const stateModel = (connection: Connection): Model<StoredState> =>
  (connection.models['StoredState'] as Model<StoredState> | undefined) ??
  connection.model<StoredState>(
    'StoredState',
    new Schema<StoredState>(
      { _id: String, schemaVersion: Schema.Types.Int32, factsFingerprint: String },
      { versionKey: false },
    ),
    'stored_state',
  );

/**
 * Brings the stored form up to this program's: runs the migrations not yet run, in order, noting each.
 * @throws DataFromNewerProgram when the data have been through more migrations than this program knows.
 */
export async function migrate(connection: Connection, migrations: readonly Migration[]): Promise<readonly string[]> {
  const states = stateModel(connection);
  const version = (await states.findById('state').lean())?.schemaVersion ?? 0;
  if (version > migrations.length) {
    throw new DataFromNewerProgram(
      `the data of ${connection.name} have schema version ${version}, this program knows ${migrations.length}: start the newer program, or use another data folder`,
    );
  }
  const pending = migrations.slice(version);
  for (const [index, migration] of pending.entries()) {
    await migration.run(connection);
    await states.updateOne({ _id: 'state' }, { $set: { schemaVersion: version + index + 1 } }, { upsert: true });
  }
  return pending.map(({ name }) => name);
}

/**
 * Runs an import when the facts are not the ones imported last. The fingerprint is noted at the very end: an import
 * that was cut short is run again.
 */
export async function importOnChange(
  connection: Connection,
  fingerprint: string,
  run: () => Promise<void>,
): Promise<boolean> {
  const states = stateModel(connection);
  const known = (await states.findById('state').lean())?.factsFingerprint ?? null;
  if (known === fingerprint) return false;
  await run();
  await states.updateOne({ _id: 'state' }, { $set: { factsFingerprint: fingerprint } }, { upsert: true });
  return true;
}
