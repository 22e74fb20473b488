import { twoWorlds } from './support/two-worlds-suite.ts';

// `npm run test:long` asks 25 times as many.
twoWorlds({ questions: 2_000, seed: Number(process.env.SEED ?? 7) });
