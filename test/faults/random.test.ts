import { expect, it } from '@jest/globals';
import { brokenBy } from './support/run.ts';

const many = Number(process.env.FAULTS ?? 5);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

it(`hub and PostgreSQL, killed and frozen at random under load (FAULTS=${many} SEED=${seed}), lose nothing, do nothing twice and tell nothing wrong`, async () => {
  const { wrong, report } = await brokenBy({ many, seed });
  console.log(report);
  expect(wrong).toEqual([]);
});
