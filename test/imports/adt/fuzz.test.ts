import { describe } from '@jest/globals';
import { readsAnything, takesAnything } from './support/fuzz.ts';

describe('a damaged file of messages', () => {
  readsAnything({ cases: 5_000, seed: 7 });
  takesAnything({ cases: 40, seed: 11 });
});
