import { describe } from '@jest/globals';
import { readsAnything, takesAnything } from '../imports/adt/support/fuzz.ts';
import { shuffledHistories } from '../imports/adt/support/shuffling.ts';

/** Other files each time, unless SEED asks for those of an earlier run. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** For a shorter attempt. */
const number = (name: string, usual: number) => Number(process.env[name] ?? usual);

describe('messages of a trust', () => {
  readsAnything({ cases: number('CASES', 100_000), seed });
  takesAnything({ cases: number('FILES', 2_000), seed });
  shuffledHistories({ histories: number('HISTORIES', 200), orders: 4, seed });
});
