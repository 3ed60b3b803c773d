import nx from '@nx/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { moduleBoundaries } from './tools/boundaries/module-boundaries.mjs';

const NODE_BUILTINS = {
  group: ['node:*', 'fs', 'path', 'crypto', 'http', 'net', 'os', 'child_process'],
  message: 'A domain file has no I/O: take the fact as an argument.',
};

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'dist/**', '.nx/**', '.data/**', 'tools/boundaries/fixtures/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { '@nx': nx, 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.base.json' })] },
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
    files: ['**/environment.ts', 'tools/**', '**/*.spec.ts', '**/*.e2e.ts', 'libs/shared/testing/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['libs/shared/kernel/src/**/*.ts', 'libs/shared/policy/src/**/*.ts', 'libs/*/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [NODE_BUILTINS] }] },
  },
  {
    files: ['apps/**/*.resolver.ts', 'apps/**/*.reference.ts', 'apps/**/*.presenter.ts', 'apps/**/*.graphql.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: ['mongoose', 'mongodb'], patterns: ['**/*.mongo'] }] },
  },
  {
    files: ['apps/**/*.store.ts', 'apps/**/*.mongo.ts', 'apps/**/*.loader.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: ['type-graphql', 'graphql'] }] },
  },
);
