module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'submission', rootDir: __dirname };
