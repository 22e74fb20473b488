import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { concernsAnswered } from '../../../src/measures/definitions/concerns-answered.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { insert } from '../../support/insert.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally, within } from '../support/counting.ts';
import { dayOf, livesIn, met, residentOn } from '../support/lives.ts';

let database: TestDatabase;
/** Into a month of which the seeded borough tells: it has concerns of the last weeks. */
const asked: Asked = [`${monthsAgo(8)}-01`, `${monthsAgo(-1)}-01`];
const month = monthsAgo(6);

beforeAll(async () => {
  database = await databaseOfOwn();
  const make = factoriesOn(database.owner);
  const [home, other] = [await make.home(), await make.home()];
  const resident = await make.resident({ home, since: '2020-01-01' });
  const moved = await make.resident();
  await make.placement({ resident: moved, home, from: '2020-01-01', to: `${month}-10` });
  await make.placement({ resident: moved, home: other, from: `${month}-10` });
  const concern = (about: { id: string }, raised: string, due: string, answered?: string) =>
    insert(database.owner, 'concern', {
      ...{ author_id: home.organisation.id, resident_id: about.id, addressed_to: 'PRACTICE', urgency: 'URGENT' },
      ...{ text: 'Sleepy.', raised_at: raised, answer_due_at: due },
      ...(answered && {
        ...{ answer: 'Seen.', outcome: 'NO_ACTION', answered_at: answered, answered_by_id: home.organisation.id },
      }),
    });
  await concern(resident, `${month}-04T08:00:00Z`, `${month}-04T12:00:00Z`, `${month}-04T12:00:00Z`);
  await concern(resident, `${month}-05T08:00:00Z`, `${month}-05T12:00:00Z`, `${month}-05T12:01:00Z`);
  await concern(resident, `${month}-06T08:00:00Z`, `${month}-06T12:00:00Z`);
  const withdrawn = await concern(resident, `${month}-07T08:00:00Z`, `${month}-07T12:00:00Z`);
  await make.withdraw('concern', { id: withdrawn });
  // Raised before midnight of the last day of a month, and due after it; in winter and in summer.
  for (const raised of [`${month}-01T00:00:00Z`, `${monthsAgo(1)}-01T00:00:00Z`, `${monthsAgo(7)}-01T00:00:00Z`]) {
    const late = (hours: number) => new Date(Date.parse(raised) + hours * 3_600_000).toISOString();
    await concern(resident, late(-2.5), late(1.5), late(1));
  }
  // Due when the person lives elsewhere already; and one raised before anybody had moved in.
  await concern(moved, `${month}-09T22:00:00Z`, `${month}-16T22:00:00Z`, `${month}-11T10:00:00Z`);
  await concern(moved, '2019-12-31T23:00:00Z', `${month}-02T10:00:00Z`);
});
afterAll(() => database?.drop());

/** Each concern, one by one. */
async function recounted(): Promise<(Counted & { MONTH: string })[]> {
  const lives = await livesIn(database.owner);
  const { rows } = await database.owner.query<
    Record<'raised' | 'due', Date> & { resident: string; urgency: string; answered: Date | null }
  >(
    `select resident_id as resident, urgency, raised_at as raised, answer_due_at as due, answered_at as answered
     from concern where valid_until is null`,
  );
  return rows.flatMap(({ resident, urgency, raised, due, answered }) =>
    residentOn(lives, resident, dayOf(raised), dayOf(due)).map((where) => ({
      ...where,
      URGENCY: urgency,
      ...met(answered !== null && answered.getTime() <= due.getTime()),
    })),
  );
}

it('counts a concern by the day on which its answer was due, where the resident lived when it was raised', async () => {
  const expected = within(await recounted(), asked);
  expect(tally(await countedBy(database.owner, concernsAnswered.events, asked))).toEqual(tally(expected));
  expect(expected.filter(({ MET }) => MET === 'YES').length).toBeGreaterThan(3);
  expect(expected.filter(({ MET }) => MET === 'NO').length).toBeGreaterThan(1);
});

it('counts an answer at the last moment as in time, one a minute later as late, and none as none', async () => {
  const of = await countedBy(database.owner, concernsAnswered.events, [`${month}-01`, `${monthsAgo(5)}-01`]);
  const home = of.filter(({ CARE_HOME, URGENCY }) => String(CARE_HOME).startsWith('1-90000') && URGENCY === 'URGENT');
  expect(home.filter(({ MET }) => MET === 'NO')).toHaveLength(2);
});

it('tells the days of which there are data', async () => {
  const [days] = await countedBy(database.owner, concernsAnswered.coverage);
  expect(days).toEqual({ first: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), last: expect.any(String) });
});
