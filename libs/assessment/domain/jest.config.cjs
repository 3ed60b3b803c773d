module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'assessment-domain', rootDir: __dirname };
