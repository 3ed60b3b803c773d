module.exports = { ...require('../../jest.preset.cjs'), displayName: 'organization', rootDir: __dirname };
