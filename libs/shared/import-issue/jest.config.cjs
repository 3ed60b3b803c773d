module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'import-issue', rootDir: __dirname };
