import { availableParallelism } from 'node:os';

// Libraries as `npm start` runs them: for development they check more, and take a third longer.
process.env.NODE_ENV = 'production';

export default {
  roots: ['<rootDir>/dist/test'],
  // These need a browser, npm run test:browser, or an hour, npm run test:long.
  testPathIgnorePatterns: ['/node_modules/', '/dist/test/dashboard/browser/', '/dist/test/long/'],
  transform: {},
  // Hub and libraries are loaded once for all files of a worker: docs/decisions/tests-share-one-hub.md.
  testRunner: '<rootDir>/dist/test/support/jest/runner.js',
  testEnvironment: '<rootDir>/dist/test/support/jest/environment.js',
  injectGlobals: false,
  globalSetup: '<rootDir>/dist/test/support/setup.js',
  globalTeardown: '<rootDir>/dist/test/support/teardown.js',
  // Two at least: only workers can be replaced once they have grown.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1GB',
  // Some tests start servers and commands: a first start takes 20 seconds alone, and many times that on a busy machine.
  testTimeout: 180_000,
};
