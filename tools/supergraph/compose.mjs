#!/usr/bin/env node
// Composes the four committed apps/*/schema.graphql into the gateway's supergraph:
//   node tools/supergraph/compose.mjs [--out FILE]     (default: dist/apps/gateway/supergraph.graphql)
// A schema that does not compose ends with every error, each naming the services at odds, and exit code 1.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const SERVICES = ['organization', 'personnel', 'funds', 'assessment'];

/** Composes schemas given as `{ name, sdl }`; answers the supergraph or the errors, never both. */
export function compose(schemas) {
  const result = composeServices(
    schemas.map(({ name, sdl }) => ({ name, url: `http://${name}.invalid/graphql`, typeDefs: parse(sdl) })),
  );
  return result.errors
    ? { errors: result.errors.map(({ message, extensions }) => `${extensions?.code ?? 'ERROR'}: ${message}`) }
    : { supergraph: result.supergraphSdl };
}

/** The services' committed schemas. */
export function committedSchemas() {
  return SERVICES.map((name) => ({ name, file: path.join(ROOT, 'apps', name, 'schema.graphql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, sdl: readFileSync(file, 'utf8') }));
}

if (process.argv[1] === import.meta.filename) {
  const asked = process.argv.indexOf('--out');
  const out = path.resolve(
    asked === -1 ? path.join(ROOT, 'dist/apps/gateway/supergraph.graphql') : process.argv[asked + 1],
  );
  const { supergraph, errors } = compose(committedSchemas());
  if (errors) {
    console.error(`the schemas of the services do not compose:\n${errors.map((error) => `  ${error}`).join('\n')}`);
    process.exit(1);
  }
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(out, supergraph);
  console.log(`composed ${committedSchemas().length} services`);
}
