const preset = require('../../../jest.preset.cjs');

const [swc] = Object.values(preset.transform);

/** jose comes as ES modules only, which Jest does not load: it is compiled like our own files. */
module.exports = {
  ...preset,
  displayName: 'access',
  rootDir: __dirname,
  transform: { ...preset.transform, '/node_modules/jose/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
};
