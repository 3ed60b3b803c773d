#!/usr/bin/env node
// Writes docs/errors.md from the closed catalogue of errors: `node tools/error-catalogue/write-errors.mjs [--check]`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILE = path.join(ROOT, 'docs/errors.md');
const require = createRequire(import.meta.url);
const { ERROR_CATALOGUE } = require(path.join(ROOT, 'dist/libs/shared/graphql/src/errors/catalogue.js'));

const rows = Object.entries(ERROR_CATALOGUE)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([code, { status, retryable, en, zh }]) =>
      `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${en} | ${zh} |`,
  );
const page = `# Errors

Generated from \`libs/shared/graphql/src/errors/catalogue.ts\` by \`node tools/error-catalogue/write-errors.mjs\`; do not edit.

Every error of the graph carries one of these codes in \`errors[].extensions.code\`, and \`retryable\`. An error that comes
with data (a part of the answer is missing) leaves the HTTP status at 200; the status below is for an answer without data.
\`SUBGRAPH_UNAVAILABLE\` and \`SUBGRAPH_TIMEOUT\` name the part that is missing in \`service\`. A refusal by policy is not an
error: it is a member of the mutation's union.

| code | status | retry helps | meaning | 中文 |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;

if (!process.argv.includes('--check')) writeFileSync(FILE, page);
else if (readFileSync(FILE, 'utf8') !== page) {
  console.error("docs/errors.md is not what the catalogue makes: run 'node tools/error-catalogue/write-errors.mjs'");
  process.exit(1);
}
