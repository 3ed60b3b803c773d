import type { Model } from 'mongoose';

/** What a reconciliation did to a collection. */
export interface Reconciled {
  readonly kept: number;
  readonly written: number;
  readonly removed: number;
}

/** How records are written. */
export interface ReconcileOptions {
  /** The records hold no amounts and no instants: they are written as they are, without Mongoose's casting. */
  readonly textOnly?: boolean;
}

/** How many documents one bulk write carries. */
const BATCH = 1000;

/**
 * Makes the imported part of a collection equal to the records of an import: writes what is new or different, removes
 * imported records that are no longer there, touches nothing that a person entered. Run again, it changes nothing; cut
 * short, the next start runs it again, since the import is noted as done only at its end.
 */
export async function reconcile<Stored extends { _id: string; source: { kind: string } }>(
  model: Model<Stored>,
  records: readonly Stored[],
  { textOnly = false }: ReconcileOptions = {},
): Promise<Reconciled> {
  const collection = textOnly ? model.collection : model;
  const stored = (await model.find({}).lean()) as Stored[];
  const isEntered = ({ source }: Stored) => source.kind === 'ENTERED';
  const entered = new Set(stored.filter(isEntered).map(({ _id }) => _id));
  const existing = new Map(stored.filter((known) => !isEntered(known)).map((known) => [known._id, canonical(known)]));
  const changed = records.filter(
    (record) => !entered.has(record._id) && existing.get(record._id) !== canonical(record),
  );
  for (let start = 0; start < changed.length; start += BATCH) {
    const batch = changed.slice(start, start + BATCH);
    await collection.bulkWrite(
      batch.map((record) =>
        existing.has(record._id)
          ? { replaceOne: { filter: { _id: record._id } as never, replacement: record as never } }
          : { insertOne: { document: record as never } },
      ),
      { ordered: false },
    );
  }
  const current = new Set(records.map(({ _id }) => _id));
  const gone = [...existing.keys()].filter((id) => !current.has(id));
  for (let start = 0; start < gone.length; start += BATCH) {
    await model.deleteMany({ _id: { $in: gone.slice(start, start + BATCH) } } as never);
  }
  return { kept: records.length - changed.length, written: changed.length, removed: gone.length };
}

/** A document as text, keys in order, so that two with the same content compare equal. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([key]) => key !== '__v')
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}
