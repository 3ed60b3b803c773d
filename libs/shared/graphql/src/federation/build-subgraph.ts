import { buildSubgraphSchema } from '@apollo/subgraph';
import { concatAST, parse, print, printSchema, visit } from 'graphql';
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  InputObjectTypeDefinitionNode,
  InputValueDefinitionNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import type { BuildSchemaOptions } from 'type-graphql';

/** What a subgraph is made of. Types reachable only through a reference stand in `orphanedTypes`. */
export interface SubgraphParts<Context> {
  readonly resolvers: BuildSchemaOptions['resolvers'];
  readonly orphanedTypes?: NonNullable<BuildSchemaOptions['orphanedTypes']>;
  /** By type name: loads an entity from its key; null when the service does not know it or the asker may not see it. */
  readonly references?: Readonly<Record<string, ReferenceResolver<Context>>>;
}

// Apollo hands the representation as parsed JSON: each resolver reads and checks the fields of its own key.
export type ReferenceResolver<Context> = (
  reference: Readonly<Record<string, unknown>>,
  context: Context,
  info: GraphQLResolveInfo,
) => unknown;

/** A subgraph: the schema to execute and the SDL to commit, review and compose. */
export interface Subgraph {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
}

const FEDERATION_LINK = parse(
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@tag", "@inaccessible", "@interfaceObject"])',
);

/**
 * Builds a federated subgraph from TypeGraphQL classes.
 * @throws Error when the classes do not make a valid federation schema; the message names the type and the directive.
 */
export function buildSubgraph<Context>({
  resolvers,
  orphanedTypes = [],
  references = {},
}: SubgraphParts<Context>): Subgraph {
  const base = buildSchemaSync({ resolvers, orphanedTypes, validate: false, skipCheck: true });
  const typeDefs = concatAST([FEDERATION_LINK, withAppliedDirectives(base)]);
  const map = createResolversMap(base) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(references)) {
    map[type] = { ...map[type], __resolveReference: resolve };
  }
  // A stub of another service's entity is a plain { __typename, key } object, which `instanceof` would reject.
  for (const type of Object.keys(map)) delete map[type]?.['__isTypeOf'];
  return { schema: buildSubgraphSchema([{ typeDefs, resolvers: map as never }]), sdl: `${print(sorted(typeDefs))}\n` };
}

type Typed = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | InputObjectTypeDefinitionNode;

/** `printSchema` drops applied directives; this puts back the ones that TypeGraphQL keeps on its AST stubs. */
function withAppliedDirectives(schema: GraphQLSchema): DocumentNode {
  const restore = (node: Typed): Typed => {
    const type = schema.getType(node.name.value) as GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType;
    const fields = type.getFields();
    return {
      ...node,
      directives: directivesOf(type.astNode),
      fields: node.fields?.map((field: FieldDefinitionNode | InputValueDefinitionNode) => {
        const built = fields[field.name.value];
        const args = built && 'args' in built ? built.args : [];
        return {
          ...field,
          directives: [...(field.directives ?? []), ...directivesOf(built?.astNode)],
          ...('arguments' in field && {
            arguments: field.arguments?.map((argument) => ({
              ...argument,
              directives: [
                ...(argument.directives ?? []),
                ...directivesOf(args.find(({ name }) => name === argument.name.value)?.astNode),
              ],
            })),
          }),
        };
      }),
    } as Typed;
  };
  return visit(parse(printSchema(schema)), {
    ObjectTypeDefinition: restore,
    InterfaceTypeDefinition: restore,
    InputObjectTypeDefinition: restore,
  });
}

const directivesOf = (
  node: { readonly directives?: readonly ConstDirectiveNode[] } | null | undefined,
): readonly ConstDirectiveNode[] => node?.directives ?? [];

const nameOf = (definition: DefinitionNode): string => ('name' in definition ? (definition.name?.value ?? '') : '');

/** The schema's own definitions in alphabetical order, so that a diff shows what changed and not where it was declared. */
function sorted(document: DocumentNode): DocumentNode {
  const [link, ...rest] = document.definitions;
  return {
    ...document,
    definitions: [...(link ? [link] : []), ...rest.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))],
  };
}
