import usual from './jest.config.js';

// What takes an hour and more: npm run test:long.
export default {
  ...usual,
  roots: ['<rootDir>/dist/test/long'],
  testPathIgnorePatterns: ['/node_modules/'],
  // One after the other: what is measured must not wait for what is tested beside it.
  maxWorkers: 1,
  // Once all bars were measured, they are the report: docs/bars.md.
  reporters: ['default', '<rootDir>/dist/test/long/bars/support/reporter.js'],
};
