module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'funds-domain', rootDir: __dirname };
