import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { outbreaks } from '../../../src/measures/definitions/outbreaks.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import type { MadeResident } from '../../support/factories.ts';
import { factoriesOn } from '../../support/factories.ts';
import type { MadePlace } from '../../support/factory-places.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally, within } from '../support/counting.ts';
import { dayOf, livesIn } from '../support/lives.ts';
import { covers, later } from '../support/recount.ts';

let database: TestDatabase;
const asked: Asked = [`${monthsAgo(14)}-01`, `${monthsAgo(1)}-01`];
const first = `${monthsAgo(8)}-01`;

beforeAll(async () => {
  database = await databaseOfOwn();
  const make = factoriesOn(database.owner);
  const home = await make.home();
  const other = await make.home();
  const [ann, ben, cas] = [0, 1, 2].map(() => make.resident({ home, since: '2020-01-01' }));
  const [one, two, three] = (await Promise.all([ann, ben, cas])) as [MadeResident, MadeResident, MadeResident];
  const elsewhere = await make.resident({ home: other, since: '2020-01-01' });
  const ill = (
    resident: MadeResident,
    days: number,
    subtype: string | null,
    at: MadePlace = home,
    clock = 'T12:00:00Z',
  ) =>
    make.incident({
      ...{ resident, home: at, occurredAt: `${later(first, days)}${clock}` },
      columns: { kind: 'INFECTION', subtype, harm: 'LOW' },
    });
  // Two residents fourteen days after one another, and fifteen; another kind between; one resident twice and then another.
  await ill(one, 0, 'NOROVIRUS');
  await ill(two, 14, 'NOROVIRUS');
  await ill(one, 0, 'SCABIES');
  await ill(two, 15, 'SCABIES');
  await ill(two, 3, 'MRSA');
  await ill(one, 3, 'COVID19');
  await ill(one, 13, 'COVID19');
  await ill(two, 27, 'COVID19');
  // The same outbreak goes on, and a new one begins after it is over.
  await ill(three, 28, 'NOROVIRUS');
  await ill(one, 60, 'NOROVIRUS');
  await ill(three, 61, 'NOROVIRUS');
  // Over the end of a month, by the clock of London in summer and winter.
  for (const month of [monthsAgo(5), monthsAgo(11)]) {
    const days = Math.round((Date.parse(`${month}-01`) - Date.parse(first)) / 86_400_000);
    await ill(one, days - 1, 'INFLUENZA', home, 'T12:00:00Z');
    await ill(two, days - 1, 'INFLUENZA', home, 'T23:30:00Z');
  }
  // One of them was taken back; of unknown kind; in another home; and recorded by a home where the resident does not live.
  await ill(one, 90, 'RESPIRATORY');
  await make.withdraw('incident', await ill(two, 91, 'RESPIRATORY'));
  for (const resident of [one, two]) await ill(resident, 90, null);
  await ill(one, 100, 'MRSA');
  await ill(elsewhere, 101, 'MRSA', other);
  await ill(two, 101, 'MRSA', other);
});
afterAll(() => database?.drop());

async function recounted(): Promise<(Counted & { MONTH: string })[]> {
  const { placements, born } = await livesIn(database.owner);
  const { rows } = await database.owner.query<{ resident: string; home: string; subtype: string; at: Date }>(
    `select resident_id as resident, home_id as home, subtype, occurred_at as at from incident
     where valid_until is null and kind = 'INFECTION' and subtype is not null order by occurred_at, resident_id`,
  );
  const cases = rows
    .map((row) => ({ ...row, day: dayOf(row.at) }))
    .filter(({ resident, home, day }) =>
      placements.some(
        (one) => one.resident === resident && born.has(resident) && one.home === home && covers(one, day),
      ),
    );
  const found: (Counted & { MONTH: string })[] = [];
  for (const of of Map.groupBy(cases, ({ home, subtype }) => `${home} ${subtype}`).values()) {
    let known = { residents: new Set<string>(), last: '', told: false };
    for (const { resident, day, subtype } of of) {
      if (known.last && later(known.last, 14) < day) known = { residents: new Set(), last: '', told: false };
      known.residents.add(resident);
      known.last = day;
      if (known.residents.size > 1 && !known.told) found.push({ MONTH: day.slice(0, 7), INFECTION: subtype });
      known.told ||= known.residents.size > 1;
    }
  }
  return found;
}

it('counts an outbreak once, in the month in which the second resident fell ill, as a plain recount does', async () => {
  const expected = within(await recounted(), asked);
  expect(tally(await countedBy(database.owner, outbreaks.events, asked))).toEqual(tally(expected));
  const of = (kind: string) => expected.filter(({ INFECTION }) => INFECTION === kind).length;
  expect(['NOROVIRUS', 'COVID19'].map(of).every((times) => times > 0)).toBe(true);
});

it('finds the same outbreaks month by month as in all months at once', async () => {
  const months = Array.from(
    { length: 13 },
    (_, place): Asked => [`${monthsAgo(14 - place)}-01`, `${monthsAgo(13 - place)}-01`],
  );
  const single: Counted[] = [];
  for (const month of months) single.push(...(await countedBy(database.owner, outbreaks.events, month)));
  expect(tally(single)).toEqual(tally(await countedBy(database.owner, outbreaks.events, asked)));
});
