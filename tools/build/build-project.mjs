#!/usr/bin/env node
// Builds one project: `node tools/build/build-project.mjs libs/shared/kernel`.
// Every .ts file under the project's src/ (specs left out) is compiled by swc into dist/<project>/src; every other
// file outside src/ that a running service reads (facts, register, schema.graphql, public) is copied beside it, so
// that a path relative to the source file is the same in the repository and in dist.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformFileSync } from '@swc/core';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ASSETS = ['facts', 'register', 'public', 'schema.graphql'];

const project = process.argv[2];
if (!project || !existsSync(path.join(ROOT, project, 'project.json'))) {
  console.error(`build-project: '${project ?? ''}' is not a project folder (one that holds a project.json)`);
  process.exit(1);
}

const swcrc = JSON.parse(readFileSync(path.join(ROOT, '.swcrc'), 'utf8'));
delete swcrc.$schema;
const { paths } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.base.json'), 'utf8')).compilerOptions;
const out = path.join(ROOT, 'dist', project);
rmSync(out, { recursive: true, force: true });

const sources = readdirSync(path.join(ROOT, project, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(spec|e2e|d)\.ts$/.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name));
for (const source of sources) {
  const { code, map } = transformFileSync(source, {
    ...swcrc,
    swcrc: false,
    jsc: { ...swcrc.jsc, baseUrl: ROOT, paths },
  });
  const target = path.join(ROOT, 'dist', path.relative(ROOT, source)).replace(/\.ts$/, '.js');
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
  writeFileSync(`${target}.map`, map);
}
for (const asset of ASSETS) {
  const source = path.join(ROOT, project, asset);
  if (existsSync(source)) cpSync(source, path.join(out, asset), { recursive: true });
}
console.log(`built ${project}: ${sources.length} files`);
