export default {
  roots: ['<rootDir>/dist/test'],
  transform: {},
  testTimeout: 60_000,
  globalSetup: '<rootDir>/dist/test/support/setup.js',
  globalTeardown: '<rootDir>/dist/test/support/teardown.js',
  // Some tests start servers and commands, which take their time on a busy machine.
  testTimeout: 30_000,
};
