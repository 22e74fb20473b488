// Libraries as `npm start` runs them: for development they check more, and take a third longer.
process.env.NODE_ENV = 'production';

export default {
  roots: ['<rootDir>/dist/test'],
  // These need a browser, npm run test:pages, or an hour, npm run test:long.
  testPathIgnorePatterns: ['/node_modules/', '/dist/test/dashboard/browser/', '/dist/test/long/'],
  transform: {},
  globalSetup: '<rootDir>/dist/test/support/setup.js',
  globalTeardown: '<rootDir>/dist/test/support/teardown.js',
  // Some tests start servers and commands, which take their time on a busy machine.
  testTimeout: 60_000,
};
