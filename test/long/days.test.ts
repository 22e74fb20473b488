import { randomDays } from '../days/random/random-days.ts';

// Other days each time, unless SEED asks for those of an earlier run.
randomDays({ days: Number(process.env.DAYS ?? 2_000), seed: Number(process.env.SEED ?? Date.now() % 1_000_000) });
