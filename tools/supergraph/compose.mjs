#!/usr/bin/env node
// Composes the committed schemas of the four services into the gateway's supergraph:
//   node tools/supergraph/compose.mjs [--apps FOLDER] [--out FILE]
// --apps holds <service>/schema.graphql (default: apps), --out is written (default: dist/apps/gateway/supergraph.graphql).
// Schemas that do not compose end with every error, each naming the services at odds, and exit code 1; nothing is written.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SERVICES = ['organization', 'personnel', 'funds', 'assessment'];

const { values } = parseArgs({ options: { apps: { type: 'string' }, out: { type: 'string' } } });
const apps = path.resolve(values.apps ?? path.join(ROOT, 'apps'));
const out = path.resolve(values.out ?? path.join(ROOT, 'dist/apps/gateway/supergraph.graphql'));

const services = SERVICES.map((name) => ({ name, file: path.join(apps, name, 'schema.graphql') }))
  .filter(({ file }) => existsSync(file))
  // Where a service is reached is the gateway's setting; the address in the supergraph is never dialled.
  .map(({ name, file }) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    typeDefs: parse(readFileSync(file, 'utf8')),
  }));
const { supergraphSdl, errors } = composeServices(services);
if (errors) {
  const lines = errors.map(({ message, extensions }) => `  ${extensions?.code ?? 'ERROR'}: ${message}`);
  console.error(`the schemas of the services do not compose:\n${lines.join('\n')}`);
  process.exit(1);
}
mkdirSync(path.dirname(out), { recursive: true });
writeFileSync(out, supergraphSdl);
console.log(`composed ${services.map(({ name }) => name).join(', ')}`);
