import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureDemonstration, refreshCapacityTimes, seedDemonstration } from '../../seeds/demonstration.ts';
import type { Progress } from '../../seeds/load.ts';
import { inTransaction, withClient } from '../../src/database/client.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-11-21T12:00:00Z');
const progress: Progress[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  await withClient(database.ownerUrl, (client) =>
    seedDemonstration(client, { now, onProgress: (step) => progress.push({ ...step }) }),
  );
});
afterAll(() => database.drop());

async function rows<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await database.owner.query<T>(text, values)).rows;
}

describe('the demonstration', () => {
  it('says how far it is while it loads, and comes to the end', () => {
    expect(progress.length).toBeGreaterThan(20);
    expect(progress.at(-1)).toMatchObject({ rows: progress[0]?.of });
  });

  it('leaves a register that differs nowhere from the facts', async () => {
    expect(await rows('select * from hub.relationship_drift()')).toEqual([]);
  });

  it('shows each way in which an organisation may know a resident, but for those that begin with what somebody says', async () => {
    const kinds = await rows<{ name: string }>(
      `select name from hub.relationship_kind where name not in (
         select kind from hub.relationship where since <= $1 and (until is null or until > $1)
       ) order by name`,
      [now],
    );
    expect(kinds.map(({ name }) => name)).toEqual([...['home.admitting', 'practice.emergency', 'trust.emergency']]);
  });

  it('gives an aligned practice residents in clear and residents outside its network, with incidents and stays', async () => {
    const [found] = await rows<Record<string, number>>(
      `with mine as (
         select relationship.resident_id, relationship.kind from hub.relationship
         join organisation on organisation.id = relationship.organisation_id and organisation.code = 'Y90001'
         where since <= $1 and (until is null or until > $1)
       )
       select count(*) filter (where kind = 'practice.registered')::int as clear,
         count(*) filter (where kind = 'practice.network')::int as network,
         count(*) filter (where kind = 'practice.aligned')::int as outside,
         count(*) filter (where exists (
           select from incident where incident.resident_id = mine.resident_id
           and incident.occurred_at > $1::timestamptz - interval '28 days'))::int as incidents,
         count(*) filter (where exists (
           select from hospital_stay where hospital_stay.resident_id = mine.resident_id
           and hospital_stay.admitted_at > $1::timestamptz - interval '28 days'))::int as stays
       from mine`,
      [now],
    );
    for (const count of Object.values(found ?? {})) expect(count).toBeGreaterThan(0);
    expect(Object.keys(found ?? {})).toHaveLength(5);
  });

  it('gives each home a continence nurse and a community matron of its network to ask', async () => {
    const served = await rows<{ role: string; homes: number }>(
      `select c.role, count(distinct a.home_id)::int as homes from named_contact c
       join alignment a on (a.network_id = c.network_id or c.covers = 'ALL_HOMES') and a.to_on is null
       where c.valid_until is null and c.role in ('CONTINENCE_NURSE', 'COMMUNITY_MATRON') group by c.role`,
    );
    const [homes] = await rows<{ count: number }>(
      'select count(distinct home_id)::int as count from alignment where to_on is null',
    );
    expect(served.map(({ homes }) => homes)).toEqual([homes?.count, homes?.count]);
  });

  it('has four networks of twenty practices, two trusts, two councils, an ICB and a dashboard operator', async () => {
    const counts = await rows<{ agency: string; count: number }>(
      'select agency, count(*)::int as count from organisation group by agency',
    );
    const count = Object.fromEntries(counts.map(({ agency, count }) => [agency, count]));
    expect(count).toMatchObject({ practice: 21, trust: 2, council: 2, icb: 1, dashboard: 1 });
    const networks = 'select network_id from network_membership group by network_id having count(*) = 5';
    expect(await rows(networks)).toHaveLength(4);
  });
});

describe('the reward scheme in the demonstration', () => {
  beforeAll(async () => {
    await rows(`insert into hub.reward_terms (return_days, working, initiatives, council_weekly, nhs_weekly)
      values (10, false, 1, 10, 10)`);
  });

  it('has returns with the figures that the hub counts', async () => {
    const wrong = await rows(
      `select sent.month, counted.figure from hub.return_submission sent
       cross join lateral hub.return_counted(sent.home_id, sent.month) counted
       join lateral jsonb_array_elements(sent.figures) told on told ->> 'figure' = counted.figure
       where sent.month > $1::date - 200 and (told ->> 'counted')::int <> counted.counted`,
      [now],
    );
    expect(wrong).toEqual([]);
  });

  it('pays by the rules and for the days that the hub finds', async () => {
    const unmet = await rows(
      `select told.month, told.home_id from public.reward_statement told
       where (select array_agg(rule order by rule) from unnest(told.unmet) rule) is distinct from
           (select array_agg(found.rule order by found.rule) from hub.reward_rules(told.home_id, told.month) found where not found.met)`,
    );
    expect(unmet).toEqual([]);
    const paid = await rows(
      `with last as (select id, payer_id, month from reward_run where month = (select max(month) from reward_run)),
       due as (select last.id, days.* from last cross join lateral hub.reward_days(last.payer_id, last.month) days)
       select line.placement_id from reward_line line join last on last.id = line.run_id
       left join due on due.id = last.id and due.placement_id = line.placement_id
       where line.kind = 'PAYMENT' and due.days is distinct from line.days`,
    );
    expect(paid).toEqual([]);
  });
});

/** The homes that a trust's discharge team may ring: what the question BedSearch asks, in SQL. */
const bedSearch = `
  select care_home.name from care_home
  join capacity on capacity.home_id = care_home.id and capacity.valid_until is null and capacity.care_type = $1
  join rating on rating.home_id = care_home.id and rating.domain = 'OVERALL' and rating.rating in ('GOOD', 'OUTSTANDING')
  join postcode_location near on near.postcode = 'ZZ1 1AA'
  join discharge_hours hours on hours.home_id = care_home.id
    and hours.weekday = trim(to_char($2::timestamp, 'DAY'))
    and hours.from_at <= $2::timestamp::time and $2::timestamp::time < hours.until_at
  where capacity.available >= 1 and capacity.as_of >= $3::timestamptz - interval '72 hours'
    and care_home.admission_status in ('OPEN', 'OPEN_WITH_RESTRICTIONS') and care_home.deregistered_on is null
    and 111.2 * sqrt((care_home.latitude - near.latitude) ^ 2
      + (0.59 * (care_home.longitude - near.longitude)) ^ 2) <= 15`;

describe('a search for a bed in the demonstration', () => {
  it.each(['NURSING', 'RESIDENTIAL'])('finds a %s home at every hour of the week', async (careType) => {
    const found = await rows<{ at: string }>(
      `select at from generate_series('2026-11-23 00:15'::timestamp, '2026-11-29 23:15', '1 hour') as at
       where exists (${bedSearch.replaceAll('$2::timestamp', 'at')})`.replaceAll('$3', '$2'),
      [careType, now],
    );
    expect(found).toHaveLength(7 * 24);
  });

  it('finds fewer homes at the weekend than on a weekday', async () => {
    const friday = await rows(bedSearch, ['RESIDENTIAL', '2026-11-27T15:00:00', now]);
    const saturday = await rows(bedSearch, ['RESIDENTIAL', '2026-11-28T15:00:00', now]);
    expect(saturday.length).toBeLessThan(friday.length);
  });

  it('meets closed homes, and figures of all ages, also when the hub starts again months later', async () => {
    const later = new Date('2027-02-03T04:05:00Z');
    await withClient(database.ownerUrl, (client) => refreshCapacityTimes(client, later));
    const [ages] = await rows<Record<string, number>>(
      `select count(*) filter (where age <= interval '24 hours')::int as fresh,
         count(*) filter (where age > interval '24 hours' and age <= interval '7 days')::int as ageing,
         count(*) filter (where age > interval '7 days')::int as stale,
         count(*) filter (where age < interval '0')::int as future
       from (select $1 - as_of as age from capacity where valid_until is null) aged`,
      [later],
    );
    expect(ages).toMatchObject({ fresh: expect.any(Number), future: 0 });
    expect(ages?.fresh).toBeGreaterThan(2 * ((ages?.ageing ?? 0) + (ages?.stale ?? 0)));
    expect(ages?.ageing).toBeGreaterThan(5);
    expect(ages?.stale).toBeGreaterThan(3);
    expect(await rows(bedSearch, ['NURSING', '2027-02-07T23:30:00', later])).not.toEqual([]);
    const closed = await rows(
      `select from care_home where admission_status like 'CLOSED%' and deregistered_on is null`,
    );
    expect(closed).toHaveLength(3);
  });

  it('keeps what a home stated after the start', async () => {
    const stated = new Date('2027-02-04T10:00:00Z');
    const home = `select home_id from capacity where valid_until is null order by as_of limit 1`;
    await rows(`update capacity set as_of = $1 where home_id = (${home}) and valid_until is null`, [stated]);
    await withClient(database.ownerUrl, (client) =>
      inTransaction(client, () => refreshCapacityTimes(client, new Date('2027-02-04T11:00:00Z'))),
    );
    const kept = await rows('select from capacity where valid_until is null and as_of = $1', [stated]);
    expect(kept.length).toBeGreaterThan(0);
  });

  it('is not loaded twice', async () => {
    const before = await rows('select count(*) from resident');
    await withClient(database.ownerUrl, (client) => ensureDemonstration(client, now));
    expect(await rows('select count(*) from resident')).toEqual(before);
  });
});
