export default {
  roots: ['<rootDir>/dist/test'],
  transform: {},
  testTimeout: 60_000,
  globalSetup: '<rootDir>/dist/test/support/setup.js',
  globalTeardown: '<rootDir>/dist/test/support/teardown.js',
};
