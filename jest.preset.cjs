const path = require('node:path');
const { readFileSync } = require('node:fs');

const root = __dirname;
const swc = JSON.parse(readFileSync(path.join(root, '.swcrc'), 'utf8'));
const { paths } = JSON.parse(readFileSync(path.join(root, 'tsconfig.base.json'), 'utf8')).compilerOptions;

/** What every project's Jest configuration spreads: swc for decorators, and the import names of tsconfig.base.json. */
module.exports = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, $schema: undefined, swcrc: false }] },
  moduleNameMapper: Object.fromEntries(
    Object.entries(paths).map(([name, [target]]) => [`^${name}$`, path.join(root, target)]),
  ),
  setupFiles: [path.join(root, 'jest.setup.cjs')],
  testMatch: ['**/*.spec.ts', '**/*.e2e.ts'],
  // A compiled copy or a data folder must never be picked up as a second source.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};
