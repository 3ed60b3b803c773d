import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse, print } from 'graphql';
import type { DefinitionNode, FieldDefinitionNode, ObjectTypeDefinitionNode } from 'graphql';

// Four services write the schema; it must read as one hand. What several of them declare is the same in all.

const APPS = path.resolve(__dirname, '../../apps');
const SCHEMAS = readdirSync(APPS)
  .map((service) => ({ service, file: path.join(APPS, service, 'schema.graphql') }))
  .filter(({ file }) => existsSync(file))
  .map(({ service, file }) => ({ service, definitions: parse(readFileSync(file, 'utf8')).definitions }));

const nameOf = (definition: DefinitionNode): string | undefined =>
  'name' in definition ? definition.name?.value : undefined;
const isObject = (definition: DefinitionNode): definition is ObjectTypeDefinitionNode =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION;

/** Every definition that more than one service has, with each service's own. */
const shared = [...new Set(SCHEMAS.flatMap(({ definitions }) => definitions.map(nameOf)))]
  .filter((name) => name !== undefined && name !== 'Query')
  .map((name) => ({
    name,
    by: SCHEMAS.flatMap(({ service, definitions }) => {
      const definition = definitions.find((candidate) => nameOf(candidate) === name);
      return definition ? [{ service, definition }] : [];
    }),
  }))
  .filter(({ by }) => by.length > 1);

const fieldsOf = (definition: DefinitionNode): readonly FieldDefinitionNode[] =>
  isObject(definition) ? (definition.fields ?? []) : [];
const words = (description: { value: string } | undefined): string => description?.value ?? '(none)';

describe('what several services declare', () => {
  it('is there to be held equal', () => {
    expect(SCHEMAS.map(({ service }) => service)).toEqual(['assessment', 'funds', 'organization', 'personnel']);
    expect(shared.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Verdict', 'PageInfo', 'Date', 'ImportIssue', 'Town']),
    );
  });

  it.each(
    shared
      .filter(({ by }) => by.every(({ definition }) => !isObject(definition)))
      .map(({ name, by }) => [name, by] as const),
  )('the scalar, enum or input %s is the same in all', (_name, by) => {
    expect(new Set(by.map(({ definition }) => print(definition))).size).toBe(1);
  });

  it.each(
    shared
      .filter(({ by }) => by.some(({ definition }) => isObject(definition)))
      .map(({ name, by }) => [name, by] as const),
  )('the type %s has one description, and so has each of its common fields', (_name, by) => {
    const described = by.map(({ definition }) => (isObject(definition) ? words(definition.description) : ''));
    expect(new Set(described).size).toBe(1);
    const common = new Map<string, Set<string>>();
    for (const field of by.flatMap(({ definition }) => fieldsOf(definition))) {
      common.set(
        field.name.value,
        (common.get(field.name.value) ?? new Set()).add(`${print(field.type)} ${words(field.description)}`),
      );
    }
    expect([...common].filter(([, forms]) => forms.size > 1)).toEqual([]);
  });

  it.each(SCHEMAS.map(({ service, definitions }) => [service, definitions] as const))(
    'everything in %s is described, with its Chinese term in parentheses',
    (_service, definitions) => {
      const undescribed = definitions
        .filter((definition) => nameOf(definition) !== undefined && nameOf(definition) !== 'Query')
        .flatMap((definition) => {
          const own = 'description' in definition ? [[nameOf(definition), words(definition.description)] as const] : [];
          return [
            ...own,
            ...fieldsOf(definition).map(
              (field) => [`${nameOf(definition)}.${field.name.value}`, words(field.description)] as const,
            ),
          ];
        })
        .filter(([, text]) => !/[（(].*\p{Script=Han}.*[)）]\.?$/su.test(text));
      expect(undescribed).toEqual([]);
    },
  );
});
