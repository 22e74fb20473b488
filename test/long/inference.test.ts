import { twoWorlds } from '../walls/support/two-worlds-suite.ts';

// Other questions each time, unless SEED asks for those of an earlier run.
twoWorlds({
  questions: Number(process.env.QUESTIONS ?? 50_000),
  seed: Number(process.env.SEED ?? Date.now() % 1_000_000),
});
