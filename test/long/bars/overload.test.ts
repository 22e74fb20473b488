import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { poolSizes } from '../../../src/database/pools.ts';
import { untilSomebodyWaits } from '../../support/waiting.ts';
import { type Borough, boroughOfOwn } from './support/borough.ts';
import { inWords, measured, quantile } from './support/figures.ts';
import type { Answer, Flood } from './support/flood.ts';
import { flooded } from './support/flooding.ts';

/** As many as the hub has under way at once: docs/limits.md. */
const full = 200;
const seconds = 1_000;

/** A page of residents as a list of them shows it. */
const RESIDENTS = `{ residents(first: 20) { totalCount nodes {
  nhsNumber givenName familyName dateOfBirth currentPlacement { room from home { name } }
  incidents(first: 3) { totalCount nodes { kind harm occurredAt narrative } }
  hospitalStays(first: 3) { totalCount nodes { admittedAt dischargedAt primaryDiagnosis } }
} } }`;

let borough: Borough;
let flood: Pick<Flood, 'url' | 'questions'>;

beforeAll(async () => {
  borough = await boroughOfOwn();
  flood = {
    url: borough.hub.url,
    questions: [...borough.practices, ...borough.homes].map(({ token }) => ({
      token,
      body: JSON.stringify({ query: RESIDENTS }),
    })),
  };
  await flooded({ ...flood, connections: 20, milliseconds: 5 * seconds });
});
afterAll(() => borough?.close());

const answeredOf = (answers: Answer[]) => answers.filter(({ status }) => status === 200);
const took = (answer: Answer) => answer.took;
const p99 = (answers: Answer[]) => quantile(answers.map(took), 0.99);

const standing = new Agent({ keepAlive: true, maxSockets: 1 });
/** Milliseconds until the hub says that it lives, to one whose connection stands or to somebody new. */
const healthAnswered = (agent: Agent | false) =>
  new Promise<number>((resolve) => {
    const began = performance.now();
    get(`${borough.hub.url}/health/live`, { agent }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode === 200 ? performance.now() - began : Infinity));
    }).on('error', () => resolve(Infinity));
  });

it('a hub of which ten times as much is asked as it can answer refuses at once, answers those it lets in as quickly as a full one, and is well at once afterwards', async () => {
  const usual = await flooded({ ...flood, connections: full, milliseconds: 10 * seconds });
  expect(answeredOf(usual).length).toBe(usual.length);
  const capacity = usual.length / 10;

  const [health, ofNew] = [[] as number[], [] as number[]];
  let over = false;
  const looking = (async () => {
    for (; !over; await pause(25)) {
      health.push(await healthAnswered(standing));
      ofNew.push(await healthAnswered(false));
    }
  })();
  const lasted = 20 * seconds;
  const tenfold = flooded({ ...flood, connections: 10 * full, milliseconds: lasted, rate: 10 * capacity });
  const answers = await tenfold;
  over = true;
  await looking;
  const after = await flooded({ ...flood, connections: full / 2, milliseconds: 10 * seconds });

  const refused = answers.filter(({ status }) => status === 503);
  const admitted = answeredOf(answers);
  expect(
    answers.filter(({ status }) => ![200, 503].includes(status)).map(({ status, said }) => `${status} ${said}`),
  ).toEqual([]);
  expect(refused.every(({ retryAfter }) => retryAfter)).toBe(true);
  const [early, connecting] = [refused.filter(({ fresh }) => !fresh), refused.filter(({ fresh }) => fresh)];
  const rate = `${Math.round(capacity)} answers a second can be given; ${Math.round(answers.length / (lasted / seconds))} a second were asked, of which ${Math.round((100 * admitted.length) / answers.length)} % were answered`;
  const last = Math.max(0, ...after.filter(({ status }) => status !== 200).map(({ at }) => at));
  await measured({
    refusedEarly: {
      measured: `${rate}. Refused: half in ${inWords(quantile(early.map(took), 0.5))}, 99 of 100 in ${inWords(p99(early))}; of the ${connecting.length} who had to connect first, all at once, 99 of 100 in ${inWords(p99(connecting))}`,
      holds: p99(early) < 100,
    },
    admitted: {
      measured: `99 of 100 in ${inWords(p99(admitted))}; with a full hub ${inWords(p99(usual))}`,
      holds: p99(admitted) <= 2 * p99(usual),
    },
    recovered: { measured: `after ${inWords(last)}`, holds: last < 5 * seconds },
    healthAnswers: {
      measured: `half in ${inWords(quantile(health, 0.5))}, 99 of 100 in ${inWords(quantile(health, 0.99))}; to those who connect for it, half in ${inWords(quantile(ofNew, 0.5))}, 99 of 100 in ${inWords(quantile(ofNew, 0.99))}`,
      holds: quantile(health, 0.99) < 50,
    },
  });
});

it('a bad token is refused at once though every connection to the database is taken: it costs none', async () => {
  const { owner } = borough.database;
  const locking = await owner.connect();
  try {
    await locking.query('begin; lock table incident in access exclusive mode');
    const { url, questions } = flood;
    // More than there are connections.
    const waiting = flooded({ url, questions, connections: 60, milliseconds: 100 });
    await untilSomebodyWaits(owner, poolSizes.read);
    const nobody = [{ token: 'bad', body: questions[0]?.body ?? '' }];
    const bad = await flooded({ url, questions: nobody, connections: 10, milliseconds: 5 * seconds });
    await locking.query('rollback');
    expect((await waiting).every(({ status }) => [200, 503].includes(status))).toBe(true);
    await measured({
      badTokens: {
        measured: `${bad.length} in 5 s while every connection was taken: refused after ${inWords(p99(bad))}, 99 of 100`,
        holds: bad.every(({ status }) => status === 401),
      },
    });
  } finally {
    await locking.query('rollback');
    locking.release();
  }
});
