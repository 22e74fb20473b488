import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agencies } from '../../../src/shared/agencies.ts';
import { agreementFile } from '../../support/hub.ts';
import { Oracle } from '../../support/oracle.ts';
import { askBoth, type Told } from './asking-worlds.ts';
import { everyoneLooking } from './matrix.ts';
import { Worlds } from './worlds.ts';

const text = readFileSync(agreementFile, 'utf8');
const oracle = new Oracle(text);
const viewers = everyoneLooking(oracle);

/** The suite of two worlds: at least so many questions, spread over every agency, role and purpose. */
export function twoWorlds({ questions, seed }: { questions: number; seed: number }): void {
  const told: Told[] = [];
  let askedBySeers = 0;
  let worlds: Worlds;
  beforeAll(async () => {
    worlds = await Worlds.open(oracle, text);
  });
  afterAll(async () => {
    await worlds?.close();
    // With the seed a failure can be made again.
    console.log(`Two worlds: ${sum(({ asked }) => asked)} questions with SEED=${seed}; by root: ${byRoot(told)}`);
  });

  /** Whoever sees somebody is asked about most: so many shares of the whole. */
  const share = (seesAnybody: boolean) => (seesAnybody ? 4 : 1);
  const seesAnybody = ({ comparison }: Awaited<ReturnType<Worlds['meet']>>) =>
    worlds.first.some((of) => comparison.sees(of, of.resident));
  const sum = (of: (one: Told) => number) => told.reduce((all, one) => all + of(one), 0);

  describe('two worlds that differ only in what a viewer may not see', () => {
    for (const agency of agencies) {
      const these = viewers.filter(({ organisation }) => organisation.agency === agency);
      it(
        `are one to every role of ${agency}, for every purpose: each question has the same answer, byte for byte`,
        async () => {
          for (const [place, viewer] of these.entries()) {
            const met = await worlds.meet(viewer);
            expect(met.different).toBeGreaterThan(1_000);
            const sees = seesAnybody(met);
            const each = Math.ceil((questions * share(sees)) / (2.8 * viewers.length));
            const one = await askBoth(worlds, oracle, viewer, met, { questions: each, seed: seed + place });
            told.push(one);
            if (sees) askedBySeers += one.asked;
          }
        },
        Math.max(60_000, questions * 100),
      );
    }

    it('were asked about enough: many an answer showed records, many were refused', () => {
      expect(sum(({ asked }) => asked)).toBeGreaterThanOrEqual(questions);
      expect(askedBySeers).toBeGreaterThan(questions / 2);
      expect(sum(({ showed }) => showed)).toBeGreaterThan(0.28 * questions);
      expect(sum(({ refused }) => refused)).toBeGreaterThan(questions / 10);
    });
  });
}

function byRoot(told: readonly Told[]): string {
  const roots = Map.groupBy(
    told.flatMap((one) => [...one.roots]),
    ([root]) => root,
  );
  return [...roots].map(([root, many]) => `${root} ${many.reduce((sum, [, count]) => sum + count, 0)}`).join(', ');
}
