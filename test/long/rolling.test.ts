import { rolling } from '../faults/support/rolling.ts';

rolling(Number(process.env.ROLLS ?? 10));
