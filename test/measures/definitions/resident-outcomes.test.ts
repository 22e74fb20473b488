import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { residentOutcomes } from '../../../src/measures/definitions/resident-outcomes.ts';
import { CareOutcome } from '../../../src/subjects/feedback/feedback.values.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { insert, type Value } from '../../support/insert.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally, within } from '../support/counting.ts';
import { daysOfMonth, met } from '../support/lives.ts';

let database: TestDatabase;
const [before, month, next] = [monthsAgo(7), monthsAgo(6), monthsAgo(5)];
const asked: Asked = [`${month}-01`, `${next}-01`];
const outcomes = Object.keys(CareOutcome);
const levels = ['IDEAL', 'NO_NEEDS', 'SOME_NEEDS', 'HIGH_NEEDS'];

beforeAll(async () => {
  database = await databaseOfOwn();
  const make = factoriesOn(database.owner);
  const home = await make.home();
  const resident = await make.resident({ home });
  const given = (shown_as: string, given_on: string | undefined, said: Record<string, string>) =>
    insert(database.owner, 'feedback', {
      ...{
        author_id: home.organisation.id,
        resident_id: resident.id,
        home_id: home.id,
        given_by: 'RESIDENT',
        shown_as,
      },
      asked_id: shown_as === 'NAMED' ? home.organisation.id : undefined,
      ...{ given_on, ...said },
    });
  const all = Object.fromEntries(outcomes.map((name, place) => [name.toLowerCase(), levels[place % 4] as string]));
  // On the first and the last day of the month, and on those beside it; of all outcomes, of one, of none.
  for (const on of [`${month}-01`, daysOfMonth(month).at(-1), daysOfMonth(before).at(-1), `${next}-01`]) {
    await given('NAMED', on, all);
    await given('COUNCIL_ONLY', on, all);
  }
  await given('NAMED', `${month}-12`, { dignity: 'HIGH_NEEDS' });
  await given('NAMED', `${month}-12`, {});
  await make.withdraw('feedback', { id: await given('NAMED', `${month}-12`, all) });
  const piece = (columns: Record<string, Value>) =>
    insert(database.owner, 'unnamed_feedback', { home_id: home.id, giver: randomUUID(), given_in: before, ...columns });
  const of = { outcome: 'FOOD_AND_DRINK', how_it_is: 'SOME_NEEDS' };
  // Said a month before it is read; not read yet; words; taken back, and to be taken back.
  await piece({ ...of, released_in: month });
  await piece({ ...of, released_in: next });
  await piece({ ...of, given_in: month });
  await piece({ words: 'The soup was cold.', released_in: month });
  await piece({ ...of, released_in: month, withdrawn_at: new Date(0) });
  await piece({ ...of, released_in: month, withdrawn_at: new Date(Date.now() + 86_400_000) });
  await piece({ ...of, council_only: true });
});
afterAll(() => database?.drop());

async function recounted(): Promise<(Counted & { MONTH: string })[]> {
  const all = async <One>(text: string) => (await database.owner.query(text)).rows as One[];
  const named = await all<Record<string, string | null> & { on: string }>(
    `select given_on::text as on, ${outcomes.map((name) => name.toLowerCase()).join(', ')} from feedback
     where valid_until is null and shown_as = 'NAMED'`,
  );
  const pieces = await all<{
    outcome: string | null;
    level: string;
    read: string | null;
    council: boolean;
    gone: Date | null;
  }>(
    `select outcome, how_it_is as level, released_in as read, council_only as council, withdrawn_at as gone from unnamed_feedback`,
  );
  const answer = (on: string, outcome: string, level: string) => ({
    ...{ MONTH: on.slice(0, 7), OUTCOME: outcome },
    ...met(level === 'IDEAL' || level === 'NO_NEEDS'),
  });
  const standing = pieces.filter(({ council, gone }) => !council && (gone === null || gone.getTime() > Date.now()));
  return [
    ...named.flatMap(({ on, ...said }) =>
      outcomes.flatMap((name) => {
        const level = said[name.toLowerCase()];
        return level ? [answer(on, name, level)] : [];
      }),
    ),
    ...standing.flatMap(({ outcome, level, read }) => (outcome && read ? [answer(read, outcome, level)] : [])),
  ];
}

it('counts each answer that homes may read, from when they may, as a plain recount does', async () => {
  const expected = within(await recounted(), asked);
  expect(tally(await countedBy(database.owner, residentOutcomes.events, asked))).toEqual(tally(expected));
  expect(expected).toHaveLength(2 * outcomes.length + 1 + 2);
});

it('tells the days of which there are data', async () => {
  const [days] = await countedBy(database.owner, residentOutcomes.coverage);
  expect(days).toEqual({ first: daysOfMonth(before).at(-1), last: `${next}-01` });
});
