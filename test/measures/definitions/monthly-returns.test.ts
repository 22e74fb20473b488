import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { returnsInTime } from '../../../src/measures/definitions/monthly-returns.ts';
import { staffTrained, staffTurnover, staffVacancies } from '../../../src/measures/definitions/workforce.ts';
import { londonMidnight } from '../../../src/shared/dates.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type MadePlace } from '../../support/factories.ts';
import { insert } from '../../support/insert.ts';
import { type Asked, countedBy, monthsAgo, tally } from '../support/counting.ts';
import { homeOn, homesIn } from '../support/homes.ts';
import { daysOfMonth, livedIn, livesIn, met } from '../support/lives.ts';

let database: TestDatabase;
/** A whole year, so that the clocks change twice in it. */
const months = Array.from({ length: 12 }, (_, place) => monthsAgo(14 - place));
const asked: Asked = [`${months[0]}-01`, `${monthsAgo(2)}-01`];
const after = (month: string) => months[months.indexOf(month) + 1] ?? monthsAgo(2);
/** The return is due on the tenth of the month after it. */
const tooLate = (month: string) => londonMidnight(`${after(month)}-11`).getTime();

interface Sent {
  home: string;
  month: string;
  at: Date;
  reopened: Date | null;
  figures: { figure: string; value: number }[];
}

beforeAll(async () => {
  database = await databaseOfOwn();
  const { owner } = database;
  const make = factoriesOn(owner);
  await owner.query(
    `insert into hub.reward_terms (return_days, working, initiatives, council_weekly, nhs_weekly) values (10, false, 1, 10, 10)`,
  );
  const takesPart = { reward_scheme_signed_up_on: '2015-01-01' };
  const homes = await Promise.all([0, 1, 2, 3].map(() => make.home({ columns: takesPart })));
  const [home, empty, left, small] = homes as [MadePlace, MadePlace, MadePlace, MadePlace];
  const outside = await make.home();
  for (const place of [home, left, small, outside]) await make.resident({ home: place, since: '2015-01-01' });
  // Somebody lives there from the last day of one month until the first of another, on which nobody does any more.
  const visitor = await make.resident();
  await make.placement({
    resident: visitor,
    home: empty,
    from: daysOfMonth(months[2] as string).at(-1),
    to: `${months[5]}-01`,
  });
  await insert(owner, 'reward_sign_up', {
    ...{ home_id: left.id, commitments: [], signed_up_on: `${months[1]}-02`, left_on: `${months[6]}-01` },
    valid_until: new Date(Date.now() + 60_000),
  });
  const send = (
    place: MadePlace,
    month: string,
    at: number,
    figures: Record<string, number>,
    reopened?: number,
    version = 1,
  ) =>
    owner.query(
      `insert into hub.return_submission (home_id, month, version, figures, submitted_at, submitted_by, reopened_at, reopening_reason)
       values ($1, $2, $3, $4, $5, 'manager', $6, $7)`,
      [
        ...[
          place.id,
          `${month}-01`,
          version,
          JSON.stringify(Object.entries(figures).map(([figure, value]) => ({ figure, value }))),
        ],
        ...[
          new Date(at),
          reopened === undefined ? null : new Date(reopened),
          reopened === undefined ? null : 'Falls are missing.',
        ],
      ],
    );
  const staff = (inPost: number, vacant: number, leavers: number, trained: number) => ({
    ...{ STAFF_IN_POST: inPost, VACANCIES: vacant, LEAVERS: leavers, STAFF_TRAINED: trained, FALLS: 2 },
  });
  const minute = 60_000;
  const at = (place: number) => tooLate(months[place] as string);
  await send(home, months[0] as string, at(0) - minute, staff(30, 3, 1, 28));
  await send(home, months[1] as string, at(1), staff(30, 3, 1, 28));
  // Sent back before it was due, and again in time; too late; and only after it was due.
  await send(home, months[3] as string, at(3) - 9 * minute, staff(1, 0, 0, 0), at(3) - 8 * minute);
  await send(home, months[3] as string, at(3) - minute, staff(29, 0, 2, 29), undefined, 2);
  await send(home, months[4] as string, at(4) - 9 * minute, staff(1, 0, 0, 0), at(4) - 8 * minute);
  await send(home, months[4] as string, at(4) + minute, staff(31, 9, 0, 7), undefined, 2);
  await send(home, months[5] as string, at(5) - 9 * minute, staff(30, 1, 0, 7), at(5) + minute);
  // On both sides of the change of the clocks, month by month.
  for (const month of months.slice(6)) await send(home, month, tooLate(month) - minute, staff(30, 0, 0, 30));
  for (const month of months) await send(left, month, tooLate(month) - minute, staff(20, 5, 1, 10));
  // Nine in post, and with one vacancy ten posts.
  for (const month of months) await send(small, month, tooLate(month) - minute, staff(9, 1, 1, 9));
  await send(empty, months[3] as string, at(3) - minute, staff(12, 0, 12, 0));
  await send(outside, months[0] as string, at(0) - minute, staff(50, 0, 0, 50));
});
afterAll(() => database?.drop());

/** Every month with the homes of which a return is expected. */
async function expected() {
  const lives = await livesIn(database.owner);
  const all = async <One>(text: string) => (await database.owner.query(text)).rows as One[];
  const since = await all<{ home: string; since: string | null }>(
    'select id as home, reward_scheme_signed_up_on::text as since from care_home',
  );
  const stated = await all<{ home: string; since: string; left: string | null }>(
    'select home_id as home, signed_up_on::text as since, left_on::text as left from reward_sign_up',
  );
  const takesPart = (home: string, day: string) => {
    const own = stated.filter((one) => one.home === home);
    if (own.length) return own.some((one) => one.since <= day && (one.left === null || one.left > day));
    return since.some((one) => one.home === home && one.since !== null && one.since <= day);
  };
  const sent = await all<Sent>(`select home_id as home, to_char(month, 'YYYY-MM') as month, submitted_at as at,
    reopened_at as reopened, figures from hub.return_submission`);
  return months.map((month) => ({
    month,
    homes: lives.homes
      .filter(({ id }) => takesPart(id, `${month}-01`) && livedIn(lives, id, daysOfMonth(month)))
      .map((home) => ({ ...home, sent: sent.filter((one) => one.home === home.id && one.month === month) })),
  }));
}

it('counts a return in time until the end of the day on which it is due, and none as late, as a plain recount does', async () => {
  const known = await homesIn(database.owner);
  const all = (await expected()).flatMap(({ month, homes }) =>
    homes.map(({ code, sent }) => {
      const before = (at: Date | null) => at !== null && at.getTime() < tooLate(month);
      return {
        MONTH: month,
        ...homeOn(known, code, `${month}-01`),
        ...met(sent.some(({ at, reopened }) => before(at) && !before(reopened))),
      };
    }),
  );
  expect(tally(await countedBy(database.owner, returnsInTime.events, asked))).toEqual(tally(all));
  for (const is of ['YES', 'NO']) expect(all.filter(({ MET }) => MET === is).length).toBeGreaterThan(3);
});

it('tells no month of which returns may still come in time, and none without a reward scheme', async () => {
  const [days] = await countedBy(database.owner, returnsInTime.coverage);
  expect(days?.first).toBe(asked[0]);
  expect([1, 2].map((ago) => daysOfMonth(monthsAgo(ago)).at(-1))).toContain(days?.last);
  const client = await database.owner.connect();
  await client.query('begin; delete from hub.reward_terms');
  const { rows } = await client.query(returnsInTime.coverage);
  await client.query('rollback');
  client.release();
  expect(rows).toEqual([{ first: null, last: null }]);
});

describe.each([
  [staffVacancies, (of: Figures) => [of.VACANCIES, of.STAFF_IN_POST + of.VACANCIES] as const],
  [staffTurnover, (of: Figures) => [of.LEAVERS, of.STAFF_IN_POST] as const],
  [staffTrained, (of: Figures) => [of.STAFF_TRAINED, of.STAFF_IN_POST] as const],
])('a figure of staff', ({ name, events, reporting }, part) => {
  it(`takes ${name} from the return that stands, of homes with ten and more`, async () => {
    const all = (await expected()).flatMap(({ month, homes }) =>
      homes.flatMap(({ sent }) =>
        sent
          .filter(({ reopened }) => reopened === null)
          .map(({ figures }) => part(Object.fromEntries(figures.map((one) => [one.figure, one.value])) as Figures))
          .filter(([, whole]) => whole >= 10)
          .map(([some, whole]) => ({ MONTH: month, amount: Math.round((10_000 * some) / whole) / 100 })),
      ),
    );
    expect(tally(await countedBy(database.owner, events, asked))).toEqual(tally(all));
    expect(all.length).toBeGreaterThan(10);
  });

  it(`says of ${name} how many homes submitted a return`, async () => {
    const all = (await expected()).map(({ month, homes }) => {
      const reported = homes.filter(({ sent }) => sent.some(({ reopened }) => reopened === null));
      return { MONTH: month, expected: homes.length, reporting: reported.length };
    });
    expect(tally(await countedBy(database.owner, reporting ?? '', asked))).toEqual(tally(all));
  });
});
type Figures = Record<'STAFF_IN_POST' | 'VACANCIES' | 'LEAVERS' | 'STAFF_TRAINED', number>;
