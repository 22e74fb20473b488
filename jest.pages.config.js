// The pages in a real browser: npm run test:pages. Needs chromium, which `npm test` does not.
export default {
  roots: ['<rootDir>/dist/test/dashboard/browser'],
  transform: {},
  testTimeout: 60_000,
};
