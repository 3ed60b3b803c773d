module.exports = { ...require('../../jest.preset.cjs'), displayName: 'boundaries', rootDir: __dirname };
