import { expect, it } from '@jest/globals';
import { rolling } from '../faults/support/rolling.ts';

const rounds = Number(process.env.ROLLS ?? 10);
const startedAnew = rolling();

it(`two hubs that are started anew ${rounds} times each fail no request`, async () => {
  expect(await startedAnew(rounds)).toEqual([]);
}, 3_600_000);
