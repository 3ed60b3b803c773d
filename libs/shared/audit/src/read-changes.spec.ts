import { encodeCursor } from '@bangfu/graphql';
import { ok } from '@bangfu/kernel';
import { connect, prepareCollections } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { auditTrail, readChanges, recorded } from './index';
import type { AuditTrail, ChangesRequest } from './index';

interface Place {
  _id: string;
  version: number;
  town: string;
}

const AT = new Date('2022-03-01T00:00:00Z');

describe('the change feed', () => {
  let database: TestDatabase;
  let connection: Connection;
  let trail: AuditTrail;

  beforeAll(async () => {
    database = await startTestDatabase();
    connection = await connect({ uri: database.uri, database: database.databaseName('feed') });
    trail = auditTrail(connection);
    const placesOf = (kind: string) =>
      connection.model<Place>(
        kind,
        recorded(new Schema<Place>({ _id: String, version: Schema.Types.Int32, town: String }, { versionKey: false }), {
          kind,
          personal: [],
          scopesOf: ({ town }) => [`town:${town}`],
        }),
        kind.toLowerCase(),
      );
    const models = [placesOf('Post'), placesOf('Team')] as const;
    await prepareCollections(connection);
    let key = 0;
    const act = (number: number) => ({
      act: 'place',
      input: null,
      idempotencyKey: `key-${1_000_000 + (key += 1)}`,
      actor: { kind: 'SYSTEM', id: 'import', role: null } as const,
      actedFor: null,
      reason: null,
      at: new Date(AT.getTime() + number),
    });
    for (let number = 0; number < 8; number += 1) {
      const model = number % 2 === 0 ? models[0] : models[1];
      const town = number < 4 ? 'A' : 'B';
      await trail.performAct(act(number), async (transaction) => {
        await transaction.insert(model, { _id: `place_${number}`, town });
        return ok(null);
      });
    }
    await trail.performAct(act(9), async (transaction) => {
      await transaction.replaceVersion(models[0], { _id: 'place_0', town: 'B' }, 1);
      return ok(null);
    });
  });
  afterAll(async () => {
    await connection?.dropDatabase();
    await connection?.close();
    await database?.stop();
  });

  const ids = async (request: ChangesRequest) =>
    (await readChanges(trail.feed, request)).items.map(({ change }) => change.aggregate.id.slice(-1)).join('');

  it.each<[string, ChangesRequest, string]>([
    ['everything, in the order of time', { scope: 'EVERYTHING' }, '012345670'],
    ['things of one kind', { scope: 'EVERYTHING', types: ['Team'] }, '1357'],
    ['the scope of the reader, what left it and what came into it included', { scope: { anyOf: ['town:A'] } }, '01230'],
    ['the scopes of the reader', { scope: { anyOf: ['town:B'] } }, '45670'],
    ['one kind within a scope', { scope: { anyOf: ['town:A'] }, types: ['Post'] }, '020'],
    ['nothing for a reader of no scope', { scope: { anyOf: [] } }, ''],
    ['as many as are asked for', { scope: 'EVERYTHING', first: 3 }, '012'],
  ])('gives %s', async (_name, request, expected) => {
    expect(await ids(request)).toBe(expected);
  });

  it.each([1, 2, 4, 500])('read in pages of %d gives everything once, whoever reads', async (first) => {
    for (const scope of ['EVERYTHING', { anyOf: ['town:B'] }] as const) {
      const seen: string[] = [];
      let after: string | null = null;
      for (let more = true; more;) {
        const page: Awaited<ReturnType<typeof readChanges>> = await readChanges(trail.feed, { after, first, scope });
        seen.push(...page.items.map(({ change }) => change.id));
        ({ cursor: after, hasMore: more } = page);
      }
      expect(seen).toHaveLength(scope === 'EVERYTHING' ? 9 : 5);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it('is resumed after a restart by the cursor that a reader kept', async () => {
    const { items } = await readChanges(trail.feed, { scope: 'EVERYTHING', first: 5 });
    const again = await connect({ uri: database.uri, database: connection.name });
    const page = await readChanges(auditTrail(again).feed, { scope: 'EVERYTHING', after: items[4]?.cursor });
    await again.close();
    expect(page.items.map(({ change }) => change.aggregate.id.slice(-1)).join('')).toBe('5670');
  });

  it('gives a reader that sees nothing a cursor to go on from all the same', async () => {
    const { items, cursor } = await readChanges(trail.feed, { scope: { anyOf: [] } });
    expect(items).toEqual([]);
    expect(await ids({ scope: 'EVERYTHING', after: cursor })).toBe('');
  });

  it.each<[string, (service: string) => ChangesRequest]>([
    ['a broken cursor', () => ({ scope: 'EVERYTHING', after: 'nonsense' })],
    ['a cursor of another service', () => ({ scope: 'EVERYTHING', after: encodeCursor('changes|other', [1]) })],
    [
      'a cursor beyond the end',
      (service) => ({ scope: 'EVERYTHING', after: encodeCursor(`changes|${service}`, [1000]) }),
    ],
    [
      'a cursor that names no place',
      (service) => ({ scope: 'EVERYTHING', after: encodeCursor(`changes|${service}`, ['x']) }),
    ],
    ['a page of a million', () => ({ scope: 'EVERYTHING', first: 1_000_000 })],
  ])('refuses %s', async (_name, request) => {
    await expect(readChanges(trail.feed, request(connection.name))).rejects.toMatchObject({
      extensions: { code: expect.stringMatching(/INVALID_CURSOR|PAGE_SIZE_OUT_OF_RANGE/) as string },
    });
  });
});
