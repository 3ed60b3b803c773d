module.exports = { ...require('../../jest.preset.cjs'), displayName: 'funds', rootDir: __dirname };
