import { readFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse, validate } from 'graphql';

const SERVICES = ['organization', 'personnel', 'funds', 'assessment'];
const schemaFile = (service: string) => path.resolve(__dirname, '../../..', service, 'schema.graphql');
const question = readFileSync(path.join(__dirname, 'first-question.graphql'), 'utf8');

describe('the question the explorer opens with', () => {
  it('is one well-formed operation', () => {
    expect(parse(question).definitions).toHaveLength(1);
  });

  it('is valid against the graph', () => {
    const { schema, errors } = composeServices(
      SERVICES.map((name) => ({
        name,
        url: `http://${name}.invalid/graphql`,
        typeDefs: parse(readFileSync(schemaFile(name), 'utf8')),
      })),
    );
    expect(errors).toBeUndefined();
    const faults = schema && validate(schema.toAPISchema().toGraphQLJSSchema(), parse(question));
    expect(faults?.map(({ message }) => message)).toEqual([]);
  }, 60_000);
});
