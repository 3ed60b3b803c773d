import { builtinModules } from 'node:module';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { moduleBoundaries } from './tools/boundaries/module-boundaries.mjs';

// The boundary rule reads Nx's cached graph of projects, and lets everything pass that the graph does not hold: outside
// Nx, which keeps the graph fresh for its own tasks, it is made anew.
if (!process.env.NX_TASK_TARGET_PROJECT) {
  process.env.NX_DAEMON ??= 'false';
  await createProjectGraphAsync({ exitOnError: true, resetDaemonClient: true });
}

const TESTING = ['@bangfu/testing', '@bangfu/test-database'].map((name) => ({
  name,
  message: 'Only specs and end-to-end tests import the testing libraries.',
}));
const ENVIRONMENT = { name: 'node:process', importNames: ['env'], message: 'Only environment.ts reads process.env.' };

/** What every file may not import, and what its role forbids besides; of several entries for a file the last one counts. */
const restrictedImports = ({ paths = [], patterns = [] } = {}) => ({
  'no-restricted-imports': ['error', { paths: [...TESTING, ENVIRONMENT, ...paths], patterns }],
});

const DOMAIN_IO = {
  regex: `^(node:.*|${builtinModules.join('|')})$`,
  message: 'A domain file has no I/O: take the fact as an argument.',
};
const STORAGE_IN_GRAPH = {
  paths: ['mongoose', 'mongodb'].map((name) => ({
    name,
    message: 'A resolver asks a store; only *.mongo.ts knows the database.',
  })),
  patterns: [{ group: ['**/*.mongo'], message: 'A resolver asks a store; only *.mongo.ts knows the database.' }],
};
const GRAPH_IN_STORAGE = {
  paths: ['type-graphql', 'graphql'].map((name) => ({
    name,
    message: 'A store speaks the domain; the graph is its caller.',
  })),
};

/** Tests, which may import the testing library, and the library itself. */
const TESTS = [
  '**/*.spec.ts',
  '**/*.e2e.ts',
  'apps/platform-e2e/**',
  'libs/shared/testing/**',
  'libs/shared/test-database/**',
];

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'dist/**', '.nx/**', '.data/**', 'tools/boundaries/fixtures/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { '@nx': nx, 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      ...importX.flatConfigs.typescript.settings, // without them the cycle rule reads no .ts file and finds nothing
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.base.json' })],
    },
    rules: {
      '@nx/enforce-module-boundaries': ['error', moduleBoundaries],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only environment.ts reads process.env.' },
      ],
    },
  },
  {
    // Decorator metadata reads parameter types at run time: a class named in a decorated signature must be a value import.
    files: ['**/*.resolver.ts', '**/*.graphql.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['**/environment.ts', 'tools/**', ...TESTS],
    rules: { 'no-restricted-properties': 'off', 'max-lines': 'off' },
  },
  { files: ['apps/**/*.ts', 'libs/**/*.ts', 'tools/**/*.ts'], ignores: TESTS, rules: restrictedImports() },
  {
    files: ['kernel', 'policy', 'submission']
      .map((lib) => `libs/shared/${lib}/src/**/*.ts`)
      .concat('libs/*/domain/src/**/*.ts'),
    ignores: TESTS,
    rules: restrictedImports({ patterns: [DOMAIN_IO] }),
  },
  {
    files: ['apps/**/*.resolver.ts', 'apps/**/*.reference.ts', 'apps/**/*.presenter.ts', 'apps/**/*.graphql.ts'],
    rules: restrictedImports(STORAGE_IN_GRAPH),
  },
  {
    files: ['apps/**/*.store.ts', 'apps/**/*.mongo.ts', 'apps/**/*.loader.ts'],
    rules: restrictedImports(GRAPH_IN_STORAGE),
  },
);
