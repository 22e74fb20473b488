// The pages in a real browser: npm run test:browser. Needs chromium, which `npm test` does not.
import usual from './jest.config.js';

const { transform, testRunner, testEnvironment, injectGlobals, testTimeout } = usual;

export default {
  transform,
  testRunner,
  testEnvironment,
  injectGlobals,
  testTimeout,
  roots: ['<rootDir>/dist/test/dashboard/browser'],
};
