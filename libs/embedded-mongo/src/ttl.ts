import { Query } from './query/scan';
import type { Collection, Index } from './storage/catalog';
import { removeDocument } from './storage/documents';
import type { Store } from './storage/store';

const DOCUMENTS_PER_STEP = 500;

/** Deletes the documents that a TTL index says are over: a date at the indexed field, older than its `expireAfterSeconds`. */
export async function expireDocuments(store: Store, now: Date): Promise<number> {
  let expired = 0;
  for (const collection of store.catalog.list()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined || index.building) continue;
      for (
        let step = await expireSome(store, collection, index, now);
        step > 0;
        step = await expireSome(store, collection, index, now)
      )
        expired += step;
    }
  }
  return expired;
}

function expireSome(store: Store, stale: Collection, index: Index, now: Date): Promise<number> {
  const latest = new Date(now.getTime() - (index.expireAfterSeconds ?? 0) * 1000);
  const field = index.fields[0]?.name ?? '';
  return store.submit((writer) => {
    const collection = writer.catalog.find(stale.db, stale.name);
    if (collection === undefined || !collection.indexes.some(({ id }) => id === index.id)) return 0;
    const query = new Query(collection, {
      filter: { $and: [{ [field]: { $lte: latest } }, ...(index.partial ? [index.partial] : [])] },
      hint: index.name,
    });
    let removed = 0;
    for (const { key, doc } of query.findNow(writer, DOCUMENTS_PER_STEP)) {
      // A document that a transaction holds is left for the next round.
      if (store.locks.ownerOf('documents', key)) continue;
      removeDocument(writer, collection, key, doc);
      removed += 1;
    }
    return removed;
  });
}
