import { randomDays } from './random/random-days.ts';

randomDays({ days: Number(process.env.DAYS ?? 200), seed: Number(process.env.SEED ?? 20_261_122) });
