import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { breakingChanges } from './breaking-changes';

const ROOT = path.resolve(__dirname, '../..');
const PUBLISHED = path.join(ROOT, 'schemas/published');
const services = readdirSync(PUBLISHED).map((file) => path.basename(file, '.graphql'));
const read = (...parts: string[]) => readFileSync(path.join(ROOT, ...parts), 'utf8');

describe('the schema contract', () => {
  it('is published for every service', () => {
    expect(services.toSorted()).toEqual(['assessment', 'funds', 'organization', 'personnel']);
  });

  it.each(services)('%s breaks nothing that it has published', (service) => {
    expect(
      breakingChanges(read('schemas/published', `${service}.graphql`), read('apps', service, 'schema.graphql')),
    ).toEqual([]);
  });

  const before = 'type Query { town(code: ID!): Town } type Town @key(fields: "code") { code: ID! name: String! }';
  it.each([
    ['a field that is gone', before.replace(' name: String!', ''), /Town.name was removed/],
    ['a field that may now be null', before.replace('name: String!', 'name: String'), /Town.name changed type/],
    [
      'an argument that is now required',
      before.replace('code: ID!)', 'code: ID!, day: String!)'),
      /day on Query.town was added/,
    ],
    ['a type that is gone', 'type Query { town(code: ID!): ID }', /Town was removed/],
  ])('knows %s as breaking', (_what, after, sentence) => {
    expect(breakingChanges(before, after).join()).toMatch(sentence);
  });

  it('knows an addition as none', () => {
    expect(breakingChanges(before, before.replace('name: String!', 'name: String! zipCode: String'))).toEqual([]);
  });
});
