module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'organization-domain', rootDir: __dirname };
