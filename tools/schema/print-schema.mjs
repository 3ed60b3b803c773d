#!/usr/bin/env node
// Writes a service's schema.graphql from its code, or compares it: `node tools/schema/print-schema.mjs funds [--check]`.
// The service must be built (`nx build funds`). Without a name: all four.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SERVICES = ['organization', 'personnel', 'funds', 'assessment'];
const require = createRequire(import.meta.url);
process.env.APOLLO_TELEMETRY_DISABLED = '1';

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const check = process.argv.includes('--check');
let differs = false;
for (const name of names.length > 0 ? names : SERVICES) {
  const { [`${name}Subgraph`]: subgraph } = require(path.join(ROOT, 'dist/apps', name, 'src/schema.js'));
  const file = path.join(ROOT, 'apps', name, 'schema.graphql');
  const { sdl } = subgraph();
  if (!check) writeFileSync(file, sdl);
  else if (readFileSync(file, 'utf8') !== sdl) {
    differs = true;
    console.error(
      `apps/${name}/schema.graphql is not what the code of ${name} makes: run 'npx nx schema ${name}' and review the difference`,
    );
  }
}
process.exit(differs ? 1 : 0);
