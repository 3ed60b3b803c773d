module.exports = { ...require('../../jest.preset.cjs'), displayName: 'assessment', rootDir: __dirname };
