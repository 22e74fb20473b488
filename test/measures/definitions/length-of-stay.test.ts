import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seedDemonstration } from '../../../seeds/demonstration.ts';
import { measures as measuresRole } from '../../../src/database/roles.ts';
import { lengthOfStay, longStays } from '../../../src/measures/definitions/length-of-stay.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { day } from '../../support/days.ts';
import { factoriesOn } from '../../support/factories.ts';
import { bandOf, covers, factsIn, inLondon } from '../support/recount.ts';

let database: TestDatabase;
const [from, to] = [`${day(-500).slice(0, 7)}-01`, `${day(-80).slice(0, 7)}-01`];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const client = await database.owner.connect();
  await seedDemonstration(client, { now: new Date() }).finally(() => client.release());
  const trust = await factoriesOn(database.owner).organisation('trust');
  // 21 and 22 nights, over a change of the clocks; more than 180; over the last midnight; open; and one taken back.
  const { rowCount } = await database.owner.query(
    `insert into hospital_stay (author_id, resident_id, trust_id, admitted_at, discharged_at, admission_method, valid_until, withdrawal_reason)
     select $1, who.id, $1, made.ended - made.lasted, case when who.n <> 5 then made.ended end, '21',
       case when who.n = 6 then now() end, case when who.n = 6 then 'Wrong patient' end
     from (select resident_id as id, row_number() over (order by resident_id) as n from placement
       where valid_until is null and from_on < $2::date - 200 and to_on is null limit 6) who
     join (values (1, $2::date + interval '40 days 12 hours', interval '21 days'), (2, $2::date + interval '240 days 12 hours', interval '22 days'),
       (3, $2::date + interval '90 days 12 hours', interval '200 days'), (4, $3::date - interval '1 hour', interval '2 hours'),
       (5, $3::date - interval '9 days', interval '1 day'), (6, $3::date - interval '9 days', interval '30 days')) made (n, ended, lasted) on made.n = who.n`,
    [trust.id, from, to],
  );
  expect(rowCount).toBe(6);
}, 60_000);
afterAll(() => database?.drop());

it('counts nights and long stays as a plain recount of every stay does', async () => {
  const facts = await factsIn(database.owner);
  const expected = facts.stays.flatMap(({ resident, at, until, emergency }) => {
    const born = facts.born.get(resident);
    if (!born || !until || !emergency) return [];
    const [first, last] = [inLondon(at).day, inLondon(until).day];
    if (last < from || last >= to) return [];
    const nights = (Date.parse(last) - Date.parse(first)) / 86_400_000;
    return facts.placements
      .filter((placement) => placement.resident === resident && covers(placement, first))
      .map(({ home, care }) => ({
        of: { MONTH: last.slice(0, 7), CARE_HOME: home, CARE_TYPE: care, AGE_BAND: bandOf(born, first) },
        nights,
      }));
  });
  const lines = (rows: object[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  const client = await database.owner.connect();
  try {
    await client.query(`begin; set local role ${measuresRole}`);
    const nights = (await client.query(lengthOfStay.events, [from, to])).rows;
    const long = (await client.query(longStays.events, [from, to])).rows;
    expect(lines(nights)).toEqual(lines(expected.map((one) => ({ ...one.of, amount: Math.min(one.nights, 180) }))));
    expect(lines(long)).toEqual(lines(expected.map((one) => ({ ...one.of, MET: one.nights > 21 ? 'YES' : 'NO' }))));
    expect(expected.map((one) => one.nights)).toEqual(expect.arrayContaining([0, 21, 22, 200]));
  } finally {
    await client.query('rollback');
    client.release();
  }
});
