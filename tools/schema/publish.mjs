#!/usr/bin/env node
// Publishes the committed schemas: `node tools/schema/publish.mjs [SERVICE…] [--dry-run]` copies apps/<service>/schema.graphql to
// schemas/published/, which is what clients hold us to. `npm test` fails while a committed schema would break a
// published one; publishing a breaking change is a decision, made by running this and saying why in the commit.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SERVICES = ['organization', 'personnel', 'funds', 'assessment'];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'dry-run': { type: 'boolean' } } });
const unknown = positionals.filter((name) => !SERVICES.includes(name));
if (unknown.length > 0) {
  console.error(`publish: ${unknown.join(', ')}: none of ${SERVICES.join(', ')}`);
  process.exit(1);
}
mkdirSync(path.join(ROOT, 'schemas/published'), { recursive: true });
for (const name of positionals.length > 0 ? positionals : SERVICES) {
  const committed = path.join(ROOT, 'apps', name, 'schema.graphql');
  const published = path.join(ROOT, 'schemas/published', `${name}.graphql`);
  const same = existsSync(published) && readFileSync(published, 'utf8') === readFileSync(committed, 'utf8');
  if (!same && !values['dry-run']) copyFileSync(committed, published);
  console.log(`${name}: ${same ? 'published already' : values['dry-run'] ? 'would be published' : 'published'}`);
}
