import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { serviceRequests } from '../../../src/measures/definitions/service-requests.ts';
import { londonMidnight } from '../../../src/shared/dates.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { insert } from '../../support/insert.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally, within } from '../support/counting.ts';
import { dayOf, livesIn, residentOn } from '../support/lives.ts';
import { later } from '../support/recount.ts';

let database: TestDatabase;
/** A whole year, so that the clocks change twice in it. */
const months = Array.from({ length: 12 }, (_, place) => monthsAgo(14 - place));
const asked: Asked = [`${months[0]}-01`, `${monthsAgo(2)}-01`];
const midnight = (month: string) => londonMidnight(`${month}-01`).getTime();
const day = 86_400_000;

beforeAll(async () => {
  database = await databaseOfOwn();
  const make = factoriesOn(database.owner);
  const [home, trust] = [await make.home(), await make.organisation('trust')];
  const resident = await make.resident({ home, since: '2020-01-01' });
  const gone = await make.resident();
  await make.placement({ resident: gone, home, from: '2020-01-01', to: later(`${months[5]}-01`, -1) });
  const request = (requested: number, ended?: number, state = 'DELIVERED', about = resident) =>
    insert(database.owner, 'service_request', {
      ...{ author_id: home.organisation.id, resident_id: about.id, asked_id: trust.id, kind: 'WHEELCHAIR' },
      ...{ details: 'For the garden.', requested_at: new Date(requested).toISOString() },
      state: ended === undefined ? 'REQUESTED' : state,
      ended_at: ended === undefined ? undefined : new Date(ended).toISOString(),
      reason: state === 'DELIVERED' ? undefined : 'Not needed any more.',
    });
  for (const month of months.slice(1)) {
    const end = midnight(month);
    // Ended at the last moment of a month, and at the first of the next: there it waited at the end.
    await request(end - 7 * day, end - 1);
    await request(end - 7 * day, end, 'DECLINED');
    // A week old less a minute, a week, and three others of the edges.
    await request(end - 3 * day, end + 4 * day - 60_000, 'WITHDRAWN');
    for (const age of [7, 28, 84]) await request(end + 5 * day - age * day, end + 5 * day);
  }
  await request(midnight(months[2] as string));
  await request(midnight(months[3] as string), midnight(months[6] as string), 'DELIVERED', gone);
  const withdrawn = await request(midnight(months[2] as string));
  await make.withdraw('service_request', { id: withdrawn });
});
afterAll(() => database?.drop());

const bands = [
  [84, 'DAYS_84_UP'],
  [28, 'DAYS_28_83'],
  [7, 'DAYS_7_27'],
  [0, 'UNDER_7_DAYS'],
] as const;

async function recounted(): Promise<(Counted & { MONTH: string })[]> {
  const lives = await livesIn(database.owner);
  const { rows } = await database.owner.query<{
    resident: string;
    kind: string;
    state: string;
    requested: Date;
    ended: Date | null;
  }>(
    `select resident_id as resident, kind, state, requested_at as requested, ended_at as ended
     from service_request where valid_until is null`,
  );
  return rows.flatMap(({ resident, kind, state, requested, ended }) => {
    const counted = (standing: string, at: number, on: string) => {
      const age = Math.floor((at - requested.getTime()) / day);
      const band = bands.find(([least]) => age >= least)?.[1] ?? '';
      const of = { REQUEST_STANDING: standing, REQUEST_AGE: band, SERVICE_KIND: kind };
      return residentOn(lives, resident, on).map((where) => ({ ...where, ...of }));
    };
    const ends = months.map((month, place) => ({ at: midnight(months[place + 1] ?? monthsAgo(2)), month }));
    const waited = ends.filter(({ at }) => requested.getTime() < at && (!ended || ended.getTime() >= at));
    return [
      ...waited.flatMap(({ at }) => counted('WAITING', at, dayOf(new Date(at - 1)))),
      ...(ended ? counted(state, ended.getTime(), dayOf(ended)) : []),
    ];
  });
}

it('counts a request where it ended and at the end of each month in which it waited, by its age', async () => {
  const expected = within(await recounted(), asked);
  expect(tally(await countedBy(database.owner, serviceRequests.events, asked))).toEqual(tally(expected));
  for (const [, band] of bands)
    expect(expected.filter(({ REQUEST_AGE }) => REQUEST_AGE === band).length).toBeGreaterThan(8);
});

it('tells the days of which there are data', async () => {
  const [days] = await countedBy(database.owner, serviceRequests.coverage);
  expect(days).toEqual({ first: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), last: expect.any(String) });
});
