import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedDemonstration } from '../../seeds/demonstration.ts';
import { measures as measuresRole } from '../../src/database/roles.ts';
import { type Exposure, MeasureKind } from '../../src/measures/definitions/definition.ts';
import { measures } from '../../src/measures/definitions/index.ts';
import { MeasureName } from '../../src/measures/measure.values.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { day } from '../support/days.ts';
import { factoriesOn } from '../support/factories.ts';
import { bedDays, eventsOf, type Facts, factsIn, residentDays, tellers } from './support/recount.ts';

let database: TestDatabase;
let facts: Facts;
let lived: Record<Exposure, ReturnType<typeof residentDays>>;
/** In the middle of what the seeded borough tells of. */
const [from, to] = [`${day(-500).slice(0, 7)}-01`, `${day(-80).slice(0, 7)}-01`];
const during = (month: number, rest: string) => `${day(-450 + 31 * month).slice(0, 7)}-${rest}`;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const client = await database.owner.connect();
  await seedDemonstration(client, { now: new Date() }).finally(() => client.release());
  const make = factoriesOn(database.owner);
  const trust = await make.organisation('trust');
  const { rows: placed } = await database.owner.query<{ id: string }>(
    `select distinct resident_id as id from placement where valid_until is null and from_on < $1 and to_on is null order by 1 limit 12`,
    [from],
  );
  // By ambulance or not, before five in summer, on the last evening of a month, and one that the trust took back.
  for (const [n, { id }] of placed.entries()) {
    const arrived = [during(0, '05T02:59:00Z'), during(3, '28T23:30:00Z'), during(6, '01T00:00:00Z')][n % 3];
    await database.owner.query(
      `insert into emergency_attendance (author_id, resident_id, trust_id, arrived_at, departed_at, outcome, arrival_mode, valid_until, withdrawal_reason)
       select $1, $2, $1, $3::timestamptz, $3::timestamptz + interval '3 hours', 'DISCHARGED_BACK', $4, case when $5 then now() end, case when $5 then 'Wrong patient' end`,
      [trust.id, id, arrived, n % 2 ? 'AMBULANCE' : 'OWN_WAY', n === 7],
    );
  }
  // Away by the word of the home while the trust tells of a stay as well, over the end of a month.
  const { rows: stays } = await database.owner.query<{ id: string }>(
    `select p.id from placement p join hospital_stay s on s.resident_id = p.resident_id and s.valid_until is null
     where p.valid_until is null and p.from_on < $1 and p.to_on is null and s.admitted_at > $1 and s.admitted_at < $2::date - 60
       and not exists (select from absence a where a.resident_id = p.resident_id)
     group by p.id order by 1 limit 5`,
    [from, to],
  );
  expect(stays).toHaveLength(5);
  await database.owner.query(
    `insert into absence (author_id, resident_id, placement_id, reason, from_on, to_on)
     select p.author_id, p.resident_id, p.id, 'HOSPITAL', s.admitted_at::date - 1, s.admitted_at::date + 40
     from placement p join lateral (select min(admitted_at) as admitted_at from hospital_stay s
       where s.resident_id = p.resident_id and s.valid_until is null and s.admitted_at > $2 and s.admitted_at < $3::date - 60) s on true
     where p.id = any ($1)`,
    [stays.map(({ id }) => id), from, to],
  );
  facts = await factsIn(database.owner);
  lived = {
    RESIDENT_YEARS: residentDays(facts, from, to),
    BED_DAYS: bedDays(facts, from, to),
  };
});
afterAll(() => database?.drop());

/** In the role that counts, which reads no more than it needs. */
async function counted(text: string): Promise<Record<string, string>[]> {
  const client = await database.owner.connect();
  try {
    await client.query(`begin; set local role ${measuresRole}`);
    return (await client.query<Record<string, string>>(text, [from, to])).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
/** How often each combination occurs, or how much it sums up to. */
function tally(rows: readonly Readonly<Record<string, string | number>>[], weight?: string): [string, number][] {
  const sums = new Map<string, number>();
  for (const { [weight ?? '']: weighs = 1, ...of } of rows) {
    const key = JSON.stringify(Object.entries(of).sort());
    sums.set(key, (sums.get(key) ?? 0) + Number(weighs));
  }
  return [...sums].sort();
}

/** The others are recounted in files of their own, beside this one in `definitions/`. */
const recounted = measures.filter(({ name }) => eventsOf[name]);

describe('a measure', () => {
  it.each(recounted.map((measure) => [measure.name, measure] as const))(
    'counts of %s what a plain recount of every record finds',
    async (name, { events }) => {
      const all = eventsOf[name]?.(facts) ?? [];
      const expected = all.filter(({ MONTH }) => MONTH >= from.slice(0, 7) && MONTH < to.slice(0, 7));
      expect(tally(await counted(events))).toEqual(tally(expected));
      expect(expected.length).toBeGreaterThan(2);
    },
  );

  const rates = measures.filter((measure) => measure.kind === MeasureKind.RATE);
  it.each(rates.map((measure) => [measure.name, measure] as const))(
    'has for %s the residents or nights that a plain recount of every day finds',
    async (_name, { population, exposure, reporting }) => {
      // Where homes have to tell, of the others nothing is known.
      const telling = reporting ? tellers(facts) : undefined;
      const told = ({ CARE_HOME, MONTH }: Record<string, string>) => telling?.has(`${CARE_HOME} ${MONTH}`) ?? true;
      const expected = lived[exposure].filter(told);
      expect(tally(await counted(population), 'days')).toEqual(tally(expected, 'days'));
      expect(expected.length < lived[exposure].length).toBe(Boolean(reporting));
    },
  );

  it('says how many homes told of the incidents of each month', async () => {
    const { reporting } = measures.find(({ name }) => name === MeasureName.FALLS) ?? {};
    const telling = tellers(facts);
    const homes = Map.groupBy(lived.RESIDENT_YEARS, ({ MONTH }) => MONTH);
    const expected = [...homes].map(([MONTH = '', rows]) => {
      const lived = [...new Set(rows.map(({ CARE_HOME }) => CARE_HOME))];
      return {
        MONTH,
        expected: lived.length,
        reporting: lived.filter((home) => telling.has(`${home} ${MONTH}`)).length,
      };
    });
    const found = await counted(reporting as string);
    expect(tally(found)).toEqual(tally(expected));
    expect(found.some((row) => row.reporting !== row.expected)).toBe(true);
  });

  it('tells the days of which there are data', async () => {
    for (const { coverage } of recounted) {
      const client = await database.owner.connect();
      const { rows } = await client.query(coverage).finally(() => client.release());
      expect(rows).toEqual([{ first: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), last: expect.any(String) }]);
    }
  });
});
