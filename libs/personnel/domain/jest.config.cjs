module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'personnel-domain', rootDir: __dirname };
