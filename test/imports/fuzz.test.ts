import { describe } from '@jest/globals';
import { directory } from './fuzz/directory.ts';
import { fuzzImports } from './fuzz/fuzzing.ts';
import { list } from './fuzz/list.ts';
import { figures, monthsOfHome } from './fuzz/returns.ts';

describe('the CQC’s directory', () => fuzzImports(directory, { cases: 5_000, seed: 20_261_122 }));
describe('a practice’s list', () => fuzzImports(list, { cases: 2_500, seed: 20_261_123 }));
describe('a home’s returns, by figures', () => fuzzImports(figures, { cases: 2_500, seed: 20_261_124 }));
describe('a home’s returns, by months', () => fuzzImports(monthsOfHome, { cases: 2_500, seed: 20_261_125 }));
