import usual from './jest.config.js';

// What takes an hour and more: npm run test:long.
export default { ...usual, roots: ['<rootDir>/dist/test/long'], testPathIgnorePatterns: ['/node_modules/'] };
