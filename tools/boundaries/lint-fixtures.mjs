#!/usr/bin/env node
// Lints every fixture with the repository's own configuration, as if it stood where its first line says, and prints
// what each breaks as JSON. A process of its own: ESLint loads its configuration as a module, which Jest cannot.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FIXTURES = path.join(import.meta.dirname, 'fixtures');

const fixtures = ['fails', 'passes'].flatMap((folder) =>
  readdirSync(path.join(FIXTURES, folder)).map((file) => {
    const text = readFileSync(path.join(FIXTURES, folder, file), 'utf8');
    const [, stands] = /^\/\/ stands: (\S+)$/m.exec(text) ?? [];
    if (!stands) throw new Error(`${folder}/${file} does not say where it stands`);
    const [, rule, message] = /^\/\/ breaks: ([^\s:]+): (.+)$/m.exec(text) ?? [];
    return { name: `${folder}/${file.replace(/\.ts$/, '')}`, stands, expected: rule ? { rule, message } : null, text };
  }),
);

// The files do not exist where they stand, so the type checker is told to take them in; nothing else of the
// configuration is touched.
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: [
    { ignores: ['!tools/boundaries/fixtures/**'] },
    {
      files: ['**/*.ts'],
      languageOptions: {
        parserOptions: {
          projectService: {
            allowDefaultProject: [...new Set(fixtures.map(({ stands }) => stands))],
            defaultProject: 'tsconfig.json',
            maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: fixtures.length,
          },
        },
      },
    },
  ],
});

const results = [];
for (const { text, ...fixture } of fixtures) {
  const [result] = await eslint.lintText(text, { filePath: path.join(ROOT, fixture.stands) });
  if (!result) throw new Error(`${fixture.name} was not linted`);
  results.push({ ...fixture, found: result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })) });
}
process.stdout.write(JSON.stringify(results));
