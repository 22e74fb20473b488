export default {
  roots: ['<rootDir>/dist/test'],
  // These need a browser: npm run test:pages.
  testPathIgnorePatterns: ['/node_modules/', '/dist/test/dashboard/browser/'],
  transform: {},
  globalSetup: '<rootDir>/dist/test/support/setup.js',
  globalTeardown: '<rootDir>/dist/test/support/teardown.js',
  // Some tests start servers and commands, which take their time on a busy machine.
  testTimeout: 60_000,
};
