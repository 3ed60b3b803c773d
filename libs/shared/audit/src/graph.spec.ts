import { buildSubgraph } from '@bangfu/graphql';
import { ok } from '@bangfu/kernel';
import { connect, prepareCollections } from '@bangfu/mongo';
import { startTestDatabase } from '@bangfu/test-database';
import type { TestDatabase } from '@bangfu/test-database';
import { graphql } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { Arg, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { auditTrail, changesResolver, historyResolver, presentActRefusal, recorded } from './index';
import { IdempotencyKeyScalar } from './idempotency-key.graphql';
import type { Act, AuditTrail, ChangeScope } from './index';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A post (岗位).' })
class Post {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: string;
}

@Resolver(() => Post)
class PostResolver {
  @Query(() => Post, { description: 'One post (岗位).' })
  post(@Arg('id', () => ID, { description: 'The id (编号).' }) id: string): Post {
    return Object.assign(new Post(), { id });
  }
}

interface StoredPost {
  _id: string;
  version: number;
  title: string;
  phone: string | null;
}

describe('in the graph', () => {
  let database: TestDatabase;
  let connection: Connection;
  let trail: AuditTrail;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    database = await startTestDatabase();
    connection = await connect({ uri: database.uri, database: database.databaseName('graph') });
    trail = auditTrail(connection, { seal: () => Promise.resolve('opaque') });
    const posts = connection.model<StoredPost>(
      'Post',
      recorded(
        new Schema<StoredPost>(
          { _id: String, version: Schema.Types.Int32, title: String, phone: { type: String, default: null } },
          { versionKey: false },
        ),
        { kind: 'Post', personal: ['phone'], scopesOf: () => ['town:A'] },
      ),
      'posts',
    );
    await prepareCollections(connection);
    const act = (idempotencyKey: string): Act => ({
      act: 'editPost',
      input: null,
      idempotencyKey,
      actor: { kind: 'PERSON', id: 'person_1', role: 'COUNTY_OFFICER' },
      actedFor: null,
      reason: '更正',
      at: new Date('2022-03-01T02:03:04.005Z'),
    });
    await trail.performAct(act('key-00001'), async (transaction) => {
      await transaction.insert(posts, { _id: 'post_1', title: '队员', phone: null });
      return ok(null);
    });
    await trail.performAct(act('key-00002'), async (transaction) => {
      await transaction.replaceVersion(posts, { _id: 'post_1', title: '队长', phone: '13800000000' }, 1);
      return ok(null);
    });
    ({ schema } = buildSubgraph({
      resolvers: [PostResolver, historyResolver(() => Post, 'Post'), changesResolver('personnel', '人员')],
    }));
  });
  afterAll(async () => {
    await connection?.dropDatabase();
    await connection?.close();
    await database?.stop();
  });

  const ask = async (source: string, changeScope: ChangeScope = 'EVERYTHING') => {
    const contextValue = { history: trail, feed: trail.feed, changeScope };
    const { data, errors } = await graphql({ schema, source, contextValue });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  };

  it('the history of a thing is a field of it: who, when, why and what, personal values withheld', async () => {
    const data = await ask(`{ post(id: "post_1") { history(first: 10) { totalCount nodes {
      seq kind version act actor { kind id role } actedFor { id } reason at
      changes { path before after sealed } } } } }`);
    expect(data).toMatchObject({
      post: {
        history: {
          totalCount: 2,
          nodes: [
            { seq: 1, kind: 'CREATED', version: 1 },
            {
              seq: 2,
              kind: 'CHANGED',
              version: 2,
              act: 'editPost',
              actor: { kind: 'PERSON', id: 'person_1', role: 'COUNTY_OFFICER' },
              actedFor: null,
              reason: '更正',
              at: '2022-03-01T02:03:04.005Z',
              changes: [
                { path: 'phone', before: null, after: null, sealed: true },
                { path: 'title', before: '"队员"', after: '"队长"', sealed: false },
              ],
            },
          ],
        },
      },
    });
  });

  it('a history is read page by page', async () => {
    const page = `nodes { seq } pageInfo { hasNextPage endCursor }`;
    const first = await ask(`{ post(id: "post_1") { history(first: 1) { ${page} } } }`);
    expect(first).toMatchObject({ post: { history: { nodes: [{ seq: 1 }], pageInfo: { hasNextPage: true } } } });
    const { post } = first as { post: { history: { pageInfo: { endCursor: string } } } };
    const { endCursor } = post.history.pageInfo;
    const second = await ask(`{ post(id: "post_1") { history(first: 1, after: "${endCursor}") { ${page} } } }`);
    expect(second).toMatchObject({ post: { history: { nodes: [{ seq: 2 }], pageInfo: { hasNextPage: false } } } });
  });

  it('changes are read from where the reader stopped, within its scope', async () => {
    const changes = (after: string | null) =>
      `{ changes { personnel(after: ${JSON.stringify(after)}) { totalCount nodes { subjectKind subjectId kind version paths }
         pageInfo { endCursor } } } }`;
    const data = await ask(changes(null));
    expect(data).toMatchObject({
      changes: {
        personnel: {
          totalCount: 2,
          nodes: [
            { subjectKind: 'Post', subjectId: 'post_1', kind: 'CREATED', version: 1, paths: ['title'] },
            { kind: 'CHANGED', version: 2, paths: ['phone', 'title'] },
          ],
        },
      },
    });
    const { changes: read } = data as { changes: { personnel: { pageInfo: { endCursor: string } } } };
    expect(await ask(changes(read.personnel.pageInfo.endCursor))).toMatchObject({
      changes: { personnel: { nodes: [], pageInfo: read.personnel.pageInfo } },
    });
    expect(await ask(changes(null), { anyOf: ['town:B'] })).toMatchObject({
      changes: { personnel: { totalCount: 0, nodes: [] } },
    });
  });

  it('the refusals that any act may answer are members of its union, with their facts', () => {
    const aggregate = { kind: 'Post', id: 'post_1' };
    expect(presentActRefusal({ code: 'CONFLICT', aggregate, expectedVersion: 1, currentVersion: 2 })).toEqual({
      code: 'CONFLICT',
      subjectKind: 'Post',
      subjectId: 'post_1',
      expectedVersion: 1,
      currentVersion: 2,
    });
    const firstUsedAt = '2022-03-01T00:00:00.000Z';
    expect(presentActRefusal({ code: 'IDEMPOTENCY_KEY_REUSED', firstAct: 'editPost', firstUsedAt })).toMatchObject({
      firstAct: 'editPost',
      firstUsedAt: new Date(firstUsedAt),
    });
  });

  it.each([['short'], ['with space in it'], [7]])('%j is no idempotency key', (value) => {
    expect(() => IdempotencyKeyScalar.parseValue(value)).toThrow('an idempotency key is text');
  });
});
