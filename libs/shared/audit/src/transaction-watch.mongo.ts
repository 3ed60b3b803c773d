import { invariant } from '@bangfu/kernel';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { noteStray } from './recorded.mongo';

type Tally = Map<string, number>;

const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'bulkWrite']);
const watches = new WeakMap<mongo.MongoClient, Map<string, Tally>>();

const sessionName = (id: unknown): string => JSON.stringify(id);
const add = (tally: Tally, write: string): Map<string, number> => tally.set(write, (tally.get(write) ?? 0) + 1);

/**
 * Counts what is really written in a transaction, by the commands that the driver sends, so that a write past the
 * recorder, by the driver itself and not by a guarded model, is found before the commit.
 */
export interface TransactionWatch {
  /** Begins a new attempt of the transaction: nothing is written yet. */
  begin(): void;
  /** Notes a write that is the recorder's own. */
  expect(command: 'insert' | 'delete' | 'findAndModify' | 'update', collection: string): void;
  /** Notes a write that an act sent outside its transaction. */
  readonly stray: (write: string) => void;
  /** The writes that were sent and not expected, such as `update postings`. */
  unexpected(): readonly string[];
  end(): void;
}

/** Watches the transactions of a session; writes to the collections `besides` are nobody's business here. The connection must have been made with `monitorCommands`, as `connect` does. */
export function watchTransaction(
  connection: Connection,
  session: ClientSession,
  besides: ReadonlySet<string>,
): TransactionWatch {
  const client = connection.getClient();
  invariant(client.options.monitorCommands, 'the connection monitors its commands');
  const sent = watchOf(client);
  const name = sessionName(session.id?.id);
  let expected: Tally = new Map();
  return {
    begin() {
      expected = new Map();
      sent.set(name, new Map());
    },
    expect: (command, collection) => void add(expected, `${command} ${collection}`),
    stray: (write) => {
      const tally = sent.get(name);
      if (tally) add(tally, `${write} outside the transaction`);
    },
    unexpected: () =>
      [...(sent.get(name) ?? [])]
        .filter(([write, times]) => times > (expected.get(write) ?? 0) && !besides.has(write.split(' ')[1] ?? ''))
        .map(([write]) => write),
    end: () => void sent.delete(name),
  };
}

function watchOf(client: mongo.MongoClient): Map<string, Tally> {
  const known = watches.get(client);
  if (known) return known;
  const sent = new Map<string, Tally>();
  watches.set(client, sent);
  client.on('commandStarted', ({ commandName, command }) => {
    if (sent.size === 0 || !WRITES.has(commandName)) return;
    const {
      lsid,
      autocommit,
      [commandName]: collection,
    } = command as Record<string, unknown> & { lsid?: { id?: unknown } };
    const write = `${commandName} ${String(collection)}`;
    if (autocommit !== false) return noteStray(write);
    const tally = lsid && sent.get(sessionName(lsid.id));
    if (tally) add(tally, write);
  });
  return sent;
}
