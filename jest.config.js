import { availableParallelism } from 'node:os';

// Libraries as `npm start` runs them: for development they check more, and take a third longer.
process.env.NODE_ENV = 'production';

export default {
  roots: ['<rootDir>/dist/test'],
  // These need a browser, npm run test:pages, or an hour, npm run test:long.
  testPathIgnorePatterns: ['/node_modules/', '/dist/test/dashboard/browser/', '/dist/test/long/'],
  transform: {},
  globalSetup: '<rootDir>/dist/test/support/setup.js',
  globalTeardown: '<rootDir>/dist/test/support/teardown.js',
  // Each file loads the whole hub anew, of which Node keeps much: a process that ran them all would need over 4 GB. Only
  // workers can be replaced once they have grown.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1GB',
  // Some tests start servers and commands, which take their time on a busy machine.
  testTimeout: 60_000,
};
