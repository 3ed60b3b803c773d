import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, print } from 'graphql';
import { accessPolicy, schemaOperations, withSecurityDirectives } from './index';
import type { Permission } from './index';

const SCHEMA = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])
  type Query {
    towns: [String!]!
    person(id: ID!): Person
    unlisted: String @requiresScopes(scopes: [["role:PROVINCE_OFFICIAL"]])
  }
  extend type Query { teams: [String!]! }
  type Mutation { sign(id: ID!): Boolean! }
  type Person @key(fields: "id") {
    id: ID!
    name: String! @authenticated
    phone: String @tag(name: "restricted")
    nickname: String @tag(name: "other")
  }
`);

const row = (operation: string, facts: Partial<Permission> = {}): Permission => ({
  operation,
  act: 'READ',
  roles: ['TOWN_OFFICIAL', 'COUNTY_OFFICIAL'],
  reach: ['DIVISION'],
  clause: 'X-3a',
  ...facts,
});
const policy = accessPolicy([
  row('Query.towns', { roles: 'ANY_ROLE', reach: 'ALL', clause: 'OURS' }),
  row('Query.person'),
  row('Query.teams'),
  row('Person.phone', { roles: ['TOWN_OFFICIAL'] }),
  row('Mutation.sign', { act: 'SIGN', roles: ['CAPTAIN'], clause: 'X-4.4a' }),
]);

describe('what needs a permission', () => {
  it('is every root field, also of an extension, and every field marked as restricted', () => {
    expect(schemaOperations(SCHEMA)).toEqual([
      'Mutation.sign',
      'Person.phone',
      'Query.person',
      'Query.teams',
      'Query.towns',
      'Query.unlisted',
    ]);
  });

  it('is not what federation adds', () => {
    expect(schemaOperations(parse('type Query { _service: String _entities: String a: Int }'))).toEqual(['Query.a']);
  });
});

describe('the security directives', () => {
  const secured = withSecurityDirectives(SCHEMA, policy);
  const text = print(secured);

  it.each([
    ['open to any role: signed in is enough', 'towns: [String!]! @authenticated\n'],
    [
      'of several roles: any of them',
      'person(id: ID!): Person @authenticated @requiresScopes(scopes: [["role:TOWN_OFFICIAL"], ["role:COUNTY_OFFICIAL"]])',
    ],
    ['of an extension', 'teams: [String!]! @authenticated @requiresScopes'],
    [
      'of a restricted field, beside its tag',
      'phone: String @tag(name: "restricted") @authenticated @requiresScopes(scopes: [["role:TOWN_OFFICIAL"]])',
    ],
    ['of a mutation', 'sign(id: ID!): Boolean! @authenticated @requiresScopes(scopes: [["role:CAPTAIN"]])'],
    [
      'of what the table does not list: a scope that nobody has',
      'unlisted: String @authenticated @requiresScopes(scopes: [["nobody"]])',
    ],
    ['of a field that is not restricted: none, whatever stood there', 'name: String!\n'],
    ['are imported', 'import: ["@key", "@tag", "@authenticated", "@requiresScopes"]'],
  ])('%s', (_sentence, expected) => {
    expect(text).toContain(expected);
  });

  it('stand once when they are applied again', () => {
    expect(print(withSecurityDirectives(secured, policy))).toBe(text);
  });

  it('make a valid subgraph', () => {
    expect(() => buildSubgraphSchema(secured)).not.toThrow();
  });
});
