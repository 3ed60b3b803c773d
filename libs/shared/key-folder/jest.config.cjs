module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'key-folder', rootDir: __dirname };
