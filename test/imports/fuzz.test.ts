import { fuzzImports } from './fuzz/fuzzing.ts';

fuzzImports({ cases: 5_000, seed: 20_261_122 });
