import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { availableBeds, capacityFresh, occupancy } from '../../../src/measures/definitions/beds.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import type { Columns } from '../../support/insert.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally } from '../support/counting.ts';
import { homeOn } from '../support/homes.ts';
import { daysOfMonth, type Lives, livedIn, livesIn, met } from '../support/lives.ts';
import { later } from '../support/recount.ts';

let database: TestDatabase;
let lives: Lives;
let figures: Figure[];
const months = Array.from({ length: 10 }, (_, place) => monthsAgo(12 - place));
const asked: Asked = [`${months[0]}-01`, `${monthsAgo(2)}-01`];
const days = months.flatMap(daysOfMonth);
const mondays = days.filter((day) => new Date(day).getUTCDay() === 1);
const hour = 3_600_000;

interface Figure {
  home: string;
  care: string;
  maximum: number;
  occupied: number;
  available: number;
  asOf: Date;
  from: Date;
  until: Date | null;
}

beforeAll(async () => {
  database = await databaseOfOwn();
  const make = factoriesOn(database.owner);
  const [home, silent] = [await make.home(), await make.home()];
  const monday = (week: number) => mondays[week] as string;
  // Lived in from a Tuesday until a Monday, on which nobody lives there any more; and one that never tells.
  await make.placement({ resident: await make.resident(), home, from: later(monday(1), 1), to: monday(12) });
  await make.resident({ home: silent, since: '2020-01-01' });
  const state = (from: number, until: number | null, columns: Columns = {}) =>
    make.capacity({
      home,
      columns: {
        ...{ valid_from: new Date(from), as_of: new Date(from) },
        ...{ valid_until: until === null ? undefined : new Date(until), ...columns },
      },
    });
  const noon = noonOf(monday(2));
  const week = 168 * hour;
  // Seven days old at noon, to the minute and a minute more; and on the other side of noon.
  await state(noon - week, noon + 1, { available: 3 });
  await state(noon + 1, noon + 2 * week - 1, { available: 4 });
  await state(noon + 2 * week - 1, noon + 2 * week + 60_000, { available: 5 });
  // Beds were reserved since, by which the figure is no newer; stated for an earlier moment; and for one of which the clock was ahead.
  await state(noon + 2 * week + 60_000, noon + 3 * week, { available: 6, as_of: new Date(noon + 2 * week - 60_000) });
  await state(noon + 3 * week, noon + 4 * week, { available: 7, as_of: new Date(noon + week) });
  await state(noon + 4 * week, null, { available: 8, as_of: new Date(noon + 4 * week + 60_000) });
  // Of one kind of care the figures are new, of the other not; a kind that the home gave up is none.
  await state(noon + 2 * week, null, { care_type: 'NURSING', maximum: 10, occupied: 10, reserved: 0, available: 0 });
  await state(noon, null, { care_type: 'RESPITE', maximum: 0, occupied: 0, reserved: 0, available: 0 });
  lives = await livesIn(database.owner);
  const { rows } = await database.owner.query<Figure>(
    `select home_id as home, care_type as care, maximum, occupied, available, as_of as "asOf", valid_from as from,
       valid_until as until from capacity`,
  );
  figures = rows;
});
afterAll(() => database?.drop());

/** Twelve by the clock of London. */
function noonOf(day: string): number {
  const utc = Date.parse(`${day}T12:00:00Z`);
  const hours = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' }).format(utc),
  );
  return utc - (hours - 12) * hour;
}
function stood(home: string, at: number) {
  const of = figures.filter((one) => one.home === home && one.maximum > 0);
  return of.filter(({ from, until }) => from.getTime() <= at && (until === null || until.getTime() > at));
}
const isFresh = ({ asOf, from }: Figure, at: number) => at - Math.min(asOf.getTime(), from.getTime()) <= 168 * hour;
const fresh = (home: string, day: string) => stood(home, noonOf(day)).filter((one) => isFresh(one, noonOf(day)));
const told = (on: readonly string[], each: (figure: Figure) => Counted[]) =>
  on.flatMap((day) =>
    lives.homes.flatMap(({ id, code }) =>
      fresh(id, day).flatMap((figure) =>
        each(figure).map((of) => ({
          MONTH: day.slice(0, 7),
          ...homeOn(lives.known, code, day),
          CARE_TYPE: figure.care,
          ...of,
        })),
      ),
    ),
  );
const fifteenths = days.filter((day) => day.endsWith('-15'));

it('counts the beds of each home at noon on the 15th as a plain recount does', async () => {
  const expected = told(fifteenths, ({ maximum, occupied }) =>
    Array.from({ length: maximum }, (_, bed) => met(bed < occupied)),
  );
  expect(tally(await countedBy(database.owner, occupancy.events, asked))).toEqual(tally(expected));
  for (const is of ['YES', 'NO'])
    expect(expected.filter((of) => 'MET' in of && of.MET === is).length).toBeGreaterThan(10);
});

it('takes the free beds of each Monday at noon as a plain recount does', async () => {
  const expected = told(mondays, ({ available }) => [{ amount: available }]);
  expect(tally(await countedBy(database.owner, availableBeds.events, asked))).toEqual(tally(expected));
  expect(expected.length).toBeGreaterThan(10);
});

it('counts the Mondays on which the figures of a home with residents were not out of date', async () => {
  const expected = mondays.flatMap((day) =>
    lives.homes
      .filter(({ id }) => livedIn(lives, id, [day]))
      .map(({ id, code }) => {
        const all = stood(id, noonOf(day));
        const upToDate = all.length > 0 && all.every((one) => isFresh(one, noonOf(day)));
        return { MONTH: day.slice(0, 7), ...homeOn(lives.known, code, day), ...met(upToDate) };
      }),
  );
  expect(tally(await countedBy(database.owner, capacityFresh.events, asked))).toEqual(tally(expected));
  for (const is of ['YES', 'NO']) expect(expected.filter(({ MET }) => MET === is).length).toBeGreaterThan(3);
});

it.each([
  ['OCCUPANCY', occupancy.reporting, fifteenths],
  ['AVAILABLE_BEDS', availableBeds.reporting, mondays],
] as const)('says of %s how many homes with residents told', async (_name, reporting, on) => {
  const expected = months.map((month) => {
    const homes = lives.homes.filter(({ id }) => livedIn(lives, id, daysOfMonth(month)));
    const telling = homes.filter(({ id }) => on.some((day) => day.startsWith(month) && fresh(id, day).length > 0));
    return { MONTH: month, expected: homes.length, reporting: telling.length };
  });
  expect(tally(await countedBy(database.owner, reporting ?? '', asked))).toEqual(tally(expected));
});

it('tells days until yesterday, whoever ceased to tell', async () => {
  const [days] = await countedBy(database.owner, capacityFresh.coverage);
  const yesterday = later(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now()), -1);
  expect(days?.last === yesterday || days?.last === later(yesterday, -1)).toBe(true);
});
