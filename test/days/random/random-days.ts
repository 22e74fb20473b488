import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { agreementFile } from '../../support/hub.ts';
import { Oracle } from '../../support/oracle.ts';
import { sealedAndVerified } from '../support/sealed.ts';
import { Actors } from './acting.ts';
import { brokenBy } from './invariants.ts';
import { booksClosed } from './months/closing.ts';
import { type PlannedDay, plannedDays } from './threads.ts';
import { type Setting, type World, worldBegins } from './world.ts';

/** So many days pass beside one another in one borough, whose payers reckon for the homes of all of them. */
const beside = 5;

/** Plays days at random, each with people and homes of its own, and looks afterwards for what must never be. */
export function randomDays({ days, seed }: { days: number; seed: number }): void {
  let world: World;
  let actors: Actors;
  let admin: pg.Client;
  beforeAll(async () => {
    world = await worldBegins();
    actors = new Actors(world, Oracle.of(agreementFile));
    admin = new pg.Client({ connectionString: world.database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin?.end();
    await world?.end();
  });

  /** Acts that are beside one another go out together. What went wrong is given. */
  async function passes(acts: PlannedDay['acts'], setting: Setting, log: string[]): Promise<string[]> {
    const wrong: string[] = [];
    for (let place = 0; place < acts.length; ) {
      const besides = acts.slice(place + 1).findIndex(({ beside }) => !beside);
      const many = besides === -1 ? acts.length - place : besides + 1;
      const does = acts.slice(place, place + many).map((act, n) => actors.does(act, setting, place + n, log));
      await Promise.all(does.map((one) => one.catch((error: Error) => void wrong.push(error.message))));
      place += many;
    }
    return wrong;
  }

  async function play(planned: readonly PlannedDay[]): Promise<void> {
    const borough = await world.borough();
    const settings = await Promise.all(planned.map(({ beginning }) => world.another(borough, beginning)));
    const logs = planned.map((): string[] => []);
    const found = await Promise.all(
      planned.map(({ acts }, n) => passes(acts, settings[n] as Setting, logs[n] as string[])),
    );
    const wrong = [...found.flat(), ...(await brokenBy(admin, settings))];
    wrong.push(...(await booksClosed(world, borough)));
    if (wrong.length > 0)
      throw new Error([...wrong, ...logs.flatMap((log) => ['On a day this was done:', ...log])].join('\n'));
  }

  describe(`${days} days at random (seed ${seed})`, () => {
    it(
      'leave nothing behind that must never be, no day unpaid or paid twice, and are answered without a fault',
      async () => {
        const batches = fc.array(plannedDays(actors.mutations), {
          ...{ minLength: beside, maxLength: beside, size: 'max' as const },
        });
        await fc.assert(fc.asyncProperty(batches, play), {
          ...{ numRuns: Math.ceil(days / beside), seed, endOnFailure: Boolean(process.env.UNSHRUNK) },
        });
      },
      600_000 + days * 2_000,
    );

    it('do more than three quarters of what can be done at all with success, and not only in vain', () => {
      if (process.env.TALLY) console.log(lines(actors));
      const done = actors.mutations.filter((mutation) => actors.tally.get(mutation)?.has('DONE'));
      expect(done.length).toBeGreaterThan(actors.mutations.length * Math.min(0.75, days / 200));
    });

    it('leave a register that equals its recomputation, and an access record that verifies', async () => {
      expect((await admin.query('select * from hub.relationship_drift()')).rows).toEqual([]);
      expect(await sealedAndVerified(world.database)).toMatchObject({ inOrder: true, findings: [] });
    });
  });
}

const lines = ({ tally }: Actors) =>
  [...tally]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([mutation, counts]) => `${mutation}: ${[...counts].map(([what, count]) => `${what} ${count}`).join(', ')}`)
    .join('\n');
