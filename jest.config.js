/** Tests run as ES modules on Node 24; swc strips the types. Browser tests are slow, so they get the time. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { jsc: { experimental: { keepImportAttributes: true }, target: 'es2024', parser: { syntax: 'typescript', tsx: true } }, module: { type: 'es6' } }],
  },
  testTimeout: 30_000,
};
