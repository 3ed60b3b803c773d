import { buildASTSchema, findBreakingChanges, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** A subgraph's SDL as a schema; its federation directives are not declared in it and need not be. */
const schemaOf = (sdl: string): GraphQLSchema => buildASTSchema(parse(sdl), { assumeValidSDL: true });

/** What a client of the published schema could no longer ask or rely on: one sentence each. */
export const breakingChanges = (published: string, committed: string): readonly string[] =>
  findBreakingChanges(schemaOf(published), schemaOf(committed)).map(({ description }) => description);
