import { expect, it } from '@jest/globals';
import { rolling } from '../../faults/support/rolling.ts';
import { inWords, measured } from './support/figures.ts';

const rounds = Number(process.env.ROLLS ?? 10);
const startedAnew = rolling();

it(`two hubs that are started anew ${rounds} times each fail no request`, async () => {
  const { failed, asked, ended } = await startedAnew(rounds);
  const slowest = Math.max(...ended);
  await measured({
    rolling: {
      measured: `${ended.length} times: ${failed.length} of ${asked} requests failed; each ended within ${inWords(slowest)}`,
      holds: !failed.length && slowest < 10_000,
    },
  });
  expect(failed).toEqual([]);
}, 3_600_000);
