import { Kind, visit } from 'graphql';
import type { ConstDirectiveNode, DocumentNode, FieldDefinitionNode } from 'graphql';
import type { AccessPolicy } from './permission-table';

/** The tag by which a field of a type is marked as restricted in the schema: `@tag(name: "restricted")`. */
export const RESTRICTED_TAG = 'restricted';

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const FEDERATION_FIELDS = ['_service', '_entities'];
const SECURITY = ['authenticated', 'requiresScopes'];

/** What needs a row in the permission table: every root field, and every field marked as restricted. */
export function schemaOperations(schema: DocumentNode): readonly string[] {
  const operations = new Set<string>();
  const collect = (node: {
    readonly name: { readonly value: string };
    readonly fields?: readonly FieldDefinitionNode[];
  }) => {
    for (const field of node.fields ?? []) {
      if (isListed(node.name.value, field)) operations.add(`${node.name.value}.${field.name.value}`);
    }
  };
  visit(schema, {
    ObjectTypeDefinition: collect,
    ObjectTypeExtension: collect,
    InterfaceTypeDefinition: collect,
    InterfaceTypeExtension: collect,
  });
  return [...operations].toSorted();
}

const isListed = (type: string, field: FieldDefinitionNode): boolean =>
  ROOTS.includes(type) ? !FEDERATION_FIELDS.includes(field.name.value) : isRestricted(field);

const isRestricted = ({ directives }: FieldDefinitionNode): boolean =>
  (directives ?? []).some(
    ({ name, arguments: given }) =>
      name.value === 'tag' && given?.some(({ value }) => value.kind === Kind.STRING && value.value === RESTRICTED_TAG),
  );

/**
 * The schema with `@authenticated` and `@requiresScopes` on every operation and restricted field, as the table has it,
 * and with both imported. Security directives that stand in the schema already are replaced: the table is their one
 * source. An operation the table does not list asks for a scope that nobody has.
 */
export function withSecurityDirectives(schema: DocumentNode, policy: AccessPolicy): DocumentNode {
  const secured = <
    Node extends { readonly name: { readonly value: string }; readonly fields?: readonly FieldDefinitionNode[] },
  >(
    node: Node,
  ): Node => ({
    ...node,
    fields: node.fields?.map((field) => {
      const others = (field.directives ?? []).filter(({ name }) => !SECURITY.includes(name.value));
      return isListed(node.name.value, field)
        ? { ...field, directives: [...others, ...directivesOf(policy, `${node.name.value}.${field.name.value}`)] }
        : { ...field, directives: others };
    }),
  });
  return visit(schema, {
    SchemaExtension: (node) => ({ ...node, directives: node.directives?.map(importingSecurity) }),
    ObjectTypeDefinition: secured,
    ObjectTypeExtension: secured,
    InterfaceTypeDefinition: secured,
    InterfaceTypeExtension: secured,
  });
}

function directivesOf(policy: AccessPolicy, operation: string): readonly ConstDirectiveNode[] {
  const required = policy.requiredScopes(operation);
  const authenticated = directive('authenticated');
  if (required === null) return [authenticated];
  return [
    authenticated,
    directive('requiresScopes', {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'scopes' },
      value: {
        kind: Kind.LIST,
        values: required.map((all) => ({
          kind: Kind.LIST,
          values: all.map((value) => ({ kind: Kind.STRING, value })),
        })),
      },
    }),
  ];
}

const directive = (name: string, ...given: NonNullable<ConstDirectiveNode['arguments']>): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
  arguments: given,
});

/** Adds the two directives to what a `@link` to the federation specification imports. */
function importingSecurity(node: ConstDirectiveNode): ConstDirectiveNode {
  const links = node.arguments?.some(
    ({ name, value }) => name.value === 'url' && value.kind === Kind.STRING && value.value.includes('/federation/'),
  );
  if (node.name.value !== 'link' || links !== true) return node;
  return {
    ...node,
    arguments: (node.arguments ?? []).map((argument) => {
      if (argument.name.value !== 'import' || argument.value.kind !== Kind.LIST) return argument;
      const imported = argument.value.values.map((value) => (value.kind === Kind.STRING ? value.value : ''));
      const missing = SECURITY.map((name) => `@${name}`).filter((name) => !imported.includes(name));
      return {
        ...argument,
        value: {
          ...argument.value,
          values: [...argument.value.values, ...missing.map((value) => ({ kind: Kind.STRING as const, value }))],
        },
      };
    }),
  };
}
