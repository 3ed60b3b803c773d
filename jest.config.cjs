const { execFileSync } = require('node:child_process');

// Every project that has a Jest configuration; `npm test` runs them all in one process tree.
const configurations = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*jest.config.cjs'],
  {
    cwd: __dirname,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file.includes('/'));
module.exports = { projects: configurations.map((file) => `<rootDir>/${file}`), testTimeout: 30_000 };
