import { describe } from '@jest/globals';
import { readsAnything, takesAnything } from './support/fuzz.ts';

describe('a damaged file of FHIR', () => {
  readsAnything({ cases: 600, seed: 7 });
  takesAnything({ cases: 25, seed: 11 });
});
