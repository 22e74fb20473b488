import { given } from './modules.ts';

/** `@jest/globals` as the test file knows it for which this module is loaded. */
export const {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  fdescribe,
  fit,
  it,
  jest,
  test,
  xdescribe,
  xit,
  xtest,
} = given as NonNullable<typeof given>;
