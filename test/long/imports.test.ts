import { describe, jest } from '@jest/globals';
import { directory } from '../imports/fuzz/directory.ts';
import { fuzzImports } from '../imports/fuzz/fuzzing.ts';
import { list } from '../imports/fuzz/list.ts';
import { figures, monthsOfHome } from '../imports/fuzz/returns.ts';

jest.setTimeout(3_600_000);

// Other files each time, unless SEED asks for those of an earlier run.
const how = { cases: Number(process.env.CASES ?? 100_000), seed: Number(process.env.SEED ?? Date.now() % 1_000_000) };
describe('the CQC’s directory', () => fuzzImports(directory, how));
describe('a practice’s list', () => fuzzImports(list, how));
describe('a home’s returns, by figures', () => fuzzImports(figures, how));
describe('a home’s returns, by months', () => fuzzImports(monthsOfHome, how));
