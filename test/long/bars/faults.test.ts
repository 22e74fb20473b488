import { expect, it } from '@jest/globals';
import { brokenBy } from '../../faults/support/run.ts';
import { measured } from './support/figures.ts';

/** Half of the kinds of faults kill something. */
const many = Number(process.env.FAULTS ?? 100);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

it(`hub and PostgreSQL, killed and frozen ${many} times at random under load (SEED=${seed}), lose nothing, do nothing twice and tell nothing wrong`, async () => {
  const { wrong, report } = await brokenBy({ many, seed });
  await measured({
    faults: { measured: `${report.replaceAll('\n', ' ')} Wrong: ${wrong.length || 'nothing'}.`, holds: !wrong.length },
  });
  expect(wrong).toEqual([]);
}, 3_600_000);
