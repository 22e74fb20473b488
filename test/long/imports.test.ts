import { jest } from '@jest/globals';
import { fuzzImports } from '../imports/fuzz/fuzzing.ts';

jest.setTimeout(3_600_000);

// Other files each time, unless SEED asks for those of an earlier run.
fuzzImports({ cases: Number(process.env.CASES ?? 100_000), seed: Number(process.env.SEED ?? Date.now() % 1_000_000) });
