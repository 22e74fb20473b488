import { describe } from '@jest/globals';
import { readsAnything, takesAnything } from '../imports/adt/support/fuzz.ts';
import { shuffledHistories } from '../imports/adt/support/shuffling.ts';

/** Other files each time, unless SEED asks for those of an earlier run. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

describe('messages of a trust', () => {
  readsAnything({ cases: 100_000, seed });
  takesAnything({ cases: 2_000, seed });
  shuffledHistories({ histories: 200, orders: 4, seed });
});
