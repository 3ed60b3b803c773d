const { readdirSync } = require('node:fs');
const path = require('node:path');

/** Every project that has a Jest configuration; `npm test` runs them all in one process tree. */
const projects = ['apps', 'libs', 'tools'].flatMap((folder) =>
  readdirSync(path.join(__dirname, folder), { recursive: true })
    .filter((file) => path.basename(file) === 'jest.config.cjs' && !file.includes('node_modules'))
    .map((file) => `<rootDir>/${folder}/${path.dirname(file)}`),
);
module.exports = { projects, testTimeout: 30_000 };
