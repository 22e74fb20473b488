// The pages in a real browser: npm run test:browser. Needs chromium, which `npm test` does not.
import usual from './jest.config.js';

const { transform, testRunner, testEnvironment, injectGlobals, testTimeout } = usual;

export default {
  transform,
  testRunner,
  testEnvironment,
  injectGlobals,
  testTimeout,
  globalSetup: '<rootDir>/dist/test/dashboard/browser/prepared.js',
  globalTeardown: '<rootDir>/dist/test/dashboard/browser/prepared-removed.js',
  roots: ['<rootDir>/dist/test/dashboard/browser'],
};
