import { describe } from '@jest/globals';
import { readsAnything, takesAnything } from '../imports/fhir/support/fuzz.ts';

/** Other files each time, unless SEED asks for those of an earlier run. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

describe('files of FHIR', () => {
  readsAnything({ cases: Number(process.env.CASES ?? 50_000), seed });
  takesAnything({ cases: Number(process.env.FILES ?? 1_000), seed });
});
