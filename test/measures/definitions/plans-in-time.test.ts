import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carePlansInTime, medicationReviewsInTime } from '../../../src/measures/definitions/plans-in-time.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import type { Columns } from '../../support/insert.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally, within } from '../support/counting.ts';
import { dayOf, type Lives, livesIn, met, residentOn } from '../support/lives.ts';
import { covers, later } from '../support/recount.ts';

let database: TestDatabase;
const asked: Asked = [`${monthsAgo(14)}-01`, `${monthsAgo(1)}-01`];
const first = `${monthsAgo(6)}-01`;

/** As the shipped agreement has it, in calendar days. */
const clocks = {
  CARE_PLANS_IN_TIME: { days: 7, done: 'reviewed', declined: 'declined' },
  MEDICATION_REVIEWS_IN_TIME: { days: 28, done: 'medicines', declined: 'unwanted' },
} as const;
interface Plan {
  resident: string;
  reviewed: string | null;
  declined: string | null;
  medicines: string | null;
  unwanted: string | null;
}

beforeAll(async () => {
  database = await databaseOfOwn();
  const make = factoriesOn(database.owner);
  await database.owner.query(
    `insert into hub.clock (name, days, working, review_months)
     values ('care-plan', 7, false, 12), ('medication-review', 28, false, 12)`,
  );
  const [home, other, trust] = [await make.home(), await make.home(), await make.organisation('trust')];
  const plan = async (of: { id: string }, columns: Columns) => {
    const set = Object.keys(columns).map((name, place) => `${name} = $${place + 2}`);
    await database.owner.query(
      `update care_plan set ${set.join(', ')} where resident_id = $1 and valid_until is null`,
      [of.id, ...Object.values(columns)],
    );
  };
  const arrived = async (from: string, columns: Columns, to?: string) => {
    const resident = await make.resident();
    await make.placement({ resident, home, from, to });
    if (Object.keys(columns).length) await plan(resident, columns);
    return resident;
  };
  const due = later(first, 7);
  const both = (day: string) => ({ reviewed_on: day, medication_reviewed_on: day });
  // On the day of arrival, on the last day, on the day after, never; and before the arrival, which is of another stay.
  for (const day of [first, due, later(due, 1), later(first, -1)]) await arrived(first, both(day));
  await arrived(first, {});
  // Due on the first day of a month, and on the last.
  await arrived(later(first, -7), both(later(first, -3)));
  await arrived(later(first, -8), both(later(first, -3)));
  // Wanted none; wanted none and then did; wanted none too late.
  await arrived(first, { declined_on: due, medication_review_declined_on: due });
  await arrived(first, { ...both(due), declined_on: first, medication_review_declined_on: first });
  await arrived(first, { declined_on: later(due, 1), medication_review_declined_on: later(first, 29) });
  // Left on the day on which it was due, and on the day after; a placement taken back; one of no day.
  await arrived(first, {}, due);
  await arrived(first, {}, later(due, 1));
  const nowhere = await make.resident();
  await make.withdraw('placement', await make.placement({ resident: nowhere, home, from: first }));
  await make.placement({ resident: nowhere, home: other, from: first, to: first });
  // Another kind of care in the same home is no arrival; another home is.
  const moved = await arrived(first, both(later(first, 2)), later(first, 40));
  await make.placement({
    resident: moved,
    home,
    from: later(first, 40),
    columns: { care_type: 'NURSING' },
    to: later(first, 60),
  });
  await make.placement({ resident: moved, home: other, from: later(first, 60) });
  // Back from hospital, by the word of the trust shortly after midnight, and of the home; again before it was due; a stay taken back.
  const away = await arrived(later(first, -90), both(later(first, 12)));
  const stay = (from: number, dischargedAt: string) =>
    make.stay({ resident: away, trust, admittedAt: `${later(first, from)}T10:00:00Z`, dischargedAt });
  await stay(-1, `${later(first, 9)}T23:30:00Z`);
  await make.withdraw('hospital_stay', await stay(12, `${later(first, 20)}T12:00:00Z`));
  const twice = await arrived(later(first, -90), both(later(first, 3)));
  const { rows } = await database.owner.query<{ id: string }>('select id from placement where resident_id = $1', [
    twice.id,
  ]);
  const placement = { id: (rows[0] as { id: string }).id };
  for (const from of [0, 4, 11]) {
    await make.absence({ resident: twice, home, placement, from: later(first, from), to: later(first, from + 2) });
  }
  await make.absence({
    ...{ resident: twice, home, placement, from: later(first, 30), to: later(first, 33) },
    columns: { reason: 'FAMILY' },
  });
  // Gone through once more a year later: the earlier version tells of the first time.
  const again = await arrived(later(first, -60), both(later(first, -55)));
  await database.owner.query(
    `insert into care_plan (author_id, resident_id, valid_from, valid_until, former_of, reviewed_on, medication_reviewed_on)
     select author_id, resident_id, valid_from, now(), id, reviewed_on, medication_reviewed_on from care_plan where resident_id = $1`,
    [again.id],
  );
  await plan(again, both(later(first, 5)));
  // A plan that was taken back tells nothing.
  const struck = await arrived(first, both(first));
  await database.owner.query('update care_plan set valid_until = now() where resident_id = $1', [struck.id]);
});
afterAll(() => database?.drop());

/** Days on which somebody lives in one home, without a gap, in whatever care. */
function residences({ placements }: Lives) {
  const found: { resident: string; home: string; from: string; to: string | null }[] = [];
  const real = placements.filter(({ from, to }) => to === null || to > from);
  for (const one of real.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const before = found.find(
      ({ resident, home, to }) => resident === one.resident && home === one.home && to === one.from,
    );
    if (before) before.to = one.to;
    else found.push({ resident: one.resident, home: one.home, from: one.from, to: one.to });
  }
  return found;
}

async function recounted({ days, done, declined }: (typeof clocks)[keyof typeof clocks]) {
  const { owner } = database;
  const lives = await livesIn(owner);
  const all = async <One>(text: string) => (await owner.query(text)).rows as One[];
  const stays = await all<{ resident: string; at: Date }>(
    'select resident_id as resident, discharged_at as at from hospital_stay where valid_until is null and discharged_at is not null',
  );
  const absences = await all<{ resident: string; to: string }>(
    `select resident_id as resident, to_on::text as to from absence where valid_until is null and reason = 'HOSPITAL' and to_on is not null`,
  );
  const plans =
    await all<Plan>(`select resident_id as resident, reviewed_on::text as reviewed, declined_on::text as declined,
    medication_reviewed_on::text as medicines, medication_review_declined_on::text as unwanted
    from care_plan where valid_until is null or former_of is not null`);
  const backs = [
    ...stays.map(({ resident, at }) => ({ resident, day: dayOf(at) })),
    ...absences.map(({ resident, to }) => ({ resident, day: to })),
  ];
  return residences(lives).flatMap((stay): (Counted & { MONTH: string })[] => {
    const back = backs.filter(({ resident, day }) => resident === stay.resident && covers(stay, day));
    const arrivals = [...new Set([stay.from, ...back.map(({ day }) => day)])].sort();
    return arrivals.flatMap((arrival, place) => {
      const due = later(arrival, days);
      const next = arrivals[place + 1];
      if (!covers(stay, due) || (next !== undefined && next <= due)) return [];
      const own = plans.filter(({ resident }) => resident === stay.resident);
      const inTime = (day: string | null) => day !== null && day >= arrival && day <= due;
      const made = own.some((plan) => inTime(plan[done]));
      if (!made && own.some((plan) => inTime(plan[declined]))) return [];
      return residentOn(lives, stay.resident, due).map((where) => ({ ...where, ...met(made) }));
    });
  });
}

describe.each([carePlansInTime, medicationReviewsInTime])('$name', ({ name, events, coverage }) => {
  it('counts what a plain recount of every arrival finds', async () => {
    const expected = within(await recounted(clocks[name as keyof typeof clocks]), asked);
    expect(tally(await countedBy(database.owner, events, asked))).toEqual(tally(expected));
    for (const is of ['YES', 'NO']) expect(expected.filter(({ MET }) => MET === is).length).toBeGreaterThan(5);
  });

  it('tells the days of which there are data', async () => {
    const [days] = await countedBy(database.owner, coverage);
    expect(days).toEqual({ first: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), last: expect.any(String) });
  });
});

it('counts by working days where the agreement does', async () => {
  await database.owner.query(`update hub.clock set working = true where name = 'care-plan'`);
  const found = await countedBy(database.owner, carePlansInTime.events, asked);
  await database.owner.query(`update hub.clock set working = false where name = 'care-plan'`);
  expect(tally(found)).not.toEqual(tally(await countedBy(database.owner, carePlansInTime.events, asked)));
});
