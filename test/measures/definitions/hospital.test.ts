import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seedDemonstration } from '../../../seeds/demonstration.ts';
import { costOfStay } from '../../../src/measures/definitions/hospital/cost-of-stay.ts';
import { delayDays, discharges, weekendDischarges } from '../../../src/measures/definitions/hospital/discharges.ts';
import { patientsAdmitted } from '../../../src/measures/definitions/hospital/emergency-admissions.ts';
import { lengthOfStay, longStays } from '../../../src/measures/definitions/hospital/length-of-stay.ts';
import { readmissions } from '../../../src/measures/definitions/hospital/readmissions.ts';
import { answeredWithin, timeToAnswer } from '../../../src/measures/definitions/hospital/referral-answers.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally, within } from '../support/counting.ts';
import { homeOn } from '../support/homes.ts';
import { dayOf, type Lives, livesIn, met, residentOn } from '../support/lives.ts';
import { inLondon, later } from '../support/recount.ts';

interface Stay {
  resident: string;
  at: Date;
  until: Date | null;
  emergency: boolean;
  destination: string | null;
  ready: string | null;
  reason: string | null;
  agency: string | null;
  cost: string | null;
}
interface Request {
  home: string;
  care: string;
  due: Date;
  asked: Date;
  answered: Date | null;
  closed: Date | null;
}

let database: TestDatabase;
let lives: Lives;
let stays: Stay[];
let requests: Request[];
const asked: Asked = [`${monthsAgo(16)}-01`, `${monthsAgo(2)}-01`];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const client = await database.owner.connect();
  await seedDemonstration(client, { now: new Date() }).finally(() => client.release());
  await addStays((await factoriesOn(database.owner).organisation('trust')).id);
  lives = await livesIn(database.owner);
  const all = async <One>(text: string) => (await database.owner.query(text)).rows as One[];
  stays =
    await all<Stay>(`select resident_id as resident, admitted_at as at, discharged_at as until, emergency, destination,
    discharge_ready_on::text as ready, delay_reason as reason, delay_agency as agency, cost from hospital_stay where valid_until is null`);
  requests =
    await all<Request>(`select h.cqc_location_id as home, d.care_type as care, d.answer_by as due, r.asked_at as asked,
    r.answered_at as answered, r.closed_at as closed
    from referral_request r join discharge_referral d on d.id = r.discharge_referral_id and d.valid_until is null
    join care_home h on h.id = r.home_id where r.valid_until is null`);
});
afterAll(() => database?.drop());

/** What lies on a border: [days after the first asked about at which it ended, its length, what else is so of it]. */
async function addStays(trust: string): Promise<void> {
  const { rowCount } = await database.owner.query(
    `insert into hospital_stay (author_id, resident_id, trust_id, admitted_at, discharged_at, admission_method, destination,
       discharge_ready_on, valid_until, withdrawal_reason)
     select $1, who.id, $1, made.ended - made.lasted, case when made.note <> 'open' then made.ended end, made.method,
       case made.note when 'died' then '79' else '54' end, (made.ended - made.ready)::date,
       case made.note when 'withdrawn' then now() end, case made.note when 'withdrawn' then 'Wrong patient' end
     from (select p.resident_id as id, row_number() over (order by p.resident_id) as n
       from placement p where p.valid_until is null and p.from_on < $2::date - 240 and p.to_on is null
         and not exists (select from hospital_stay s where s.resident_id = p.resident_id) limit 9) who
     join (values (1, $2::date + interval '40 days 12 hours', interval '21 days', '21', 'nights', interval '0'),
       (2, $2::date + interval '240 days 12 hours', interval '22 days', '21', 'nights', interval '9 days'),
       (3, $2::date + interval '90 days 12 hours', interval '200 days', '21', 'nights', interval '1 day'),
       (4, $3::date - interval '1 hour', interval '2 hours', '21', 'last', null),
       (5, $3::date - interval '9 days', interval '1 day', '21', 'open', null),
       (6, $3::date - interval '9 days', interval '30 days', '21', 'withdrawn', interval '3 days'),
       (7, $2::date + interval '100 days 12 hours', interval '5 days', '21', 'died', interval '2 days'),
       -- Planned; after 30 days once more, after 31 days once more, and a planned one the day after.
       (8, $2::date + interval '100 days 23 hours', interval '5 days', '11', 'first', null),
       (8, $2::date + interval '132 days 1 hour', interval '36 hours', '21', 'after 30', null),
       (8, $2::date + interval '165 days 1 hour', interval '36 hours', '21', 'after 31', null),
       (9, $2::date + interval '150 days 12 hours', interval '2 days', '2A', 'first', null),
       (9, $2::date + interval '152 days 12 hours', interval '1 day', '11', 'planned', null)
     ) made (n, ended, lasted, method, note, ready) on made.n = who.n`,
    [trust, ...asked],
  );
  expect(rowCount).toBe(12);
}

const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const ended = () => stays.flatMap(({ until, ...stay }) => (until ? [{ ...stay, until, on: dayOf(until) }] : []));
const compared = async (definition: { events: string }, expected: readonly (Counted & { MONTH: string })[]) => {
  const those = within(expected, asked);
  expect(tally(await countedBy(database.owner, definition.events, asked))).toEqual(tally(those));
  return those;
};

it('counts the nights of emergency stays and the part of them that is long', async () => {
  const expected = ended().flatMap(({ resident, at, emergency, on }) => {
    const nights = days(dayOf(at), on);
    return emergency ? residentOn(lives, resident, dayOf(at), on).map((of) => ({ of, nights })) : [];
  });
  await compared(
    lengthOfStay,
    expected.map(({ of, nights }) => ({ ...of, amount: Math.min(nights, 180) })),
  );
  const long = await compared(
    longStays,
    expected.map(({ of, nights }) => ({ ...of, ...met(nights > 21) })),
  );
  expect(long.filter(({ MET }) => MET === 'YES').length).toBeGreaterThan(2);
  expect(expected.map(({ nights }) => nights)).toEqual(expect.arrayContaining([0, 21, 22, 200]));
});

it('counts people once in each month, where they lived when they were first admitted in it', async () => {
  const first = new Map<string, Counted & { MONTH: string }>();
  const inOrder = [...stays].sort((one, other) => one.at.getTime() - other.at.getTime());
  for (const { resident, at } of inOrder.filter(({ emergency }) => emergency)) {
    const key = `${resident} ${dayOf(at).slice(0, 7)}`;
    const [of] = residentOn(lives, resident, dayOf(at));
    if (of && !first.has(key)) first.set(key, of);
  }
  const those = await compared(patientsAdmitted, [...first.values()]);
  expect(those.length).toBeGreaterThan(200);
});

it('adds up what emergency stays cost of which the trust told it', async () => {
  const expected = ended().flatMap(({ resident, at, emergency, cost, on }) =>
    emergency && cost !== null
      ? residentOn(lives, resident, dayOf(at), on).map((of) => ({ ...of, amount: Number(cost) }))
      : [],
  );
  expect((await compared(costOfStay, expected)).length).toBeGreaterThan(100);
});

/** Stays from which somebody went to a home, and where that is. */
const toHomes = (counted: (on: string) => string = (on) => on) =>
  ended()
    .filter(({ destination }) => destination !== '79')
    .flatMap((stay) => residentOn(lives, stay.resident, stay.on, counted(stay.on)).map((of) => ({ of, stay })));

it('counts who is admitted again within 30 days of going to a home', async () => {
  const expected = toHomes((on) => later(on, 30)).map(({ of, stay }) => {
    const again = stays.some(
      ({ resident, at, emergency }) =>
        resident === stay.resident && emergency && at >= stay.until && dayOf(at) <= later(stay.on, 30),
    );
    return { ...of, ...met(again) };
  });
  const those = await compared(readmissions, expected);
  for (const is of ['YES', 'NO']) expect(those.filter(({ MET }) => MET === is).length).toBeGreaterThan(20);
});

it('counts discharges by day of the week and hour, and those at weekends', async () => {
  const two = (hour: number) => `T${String(hour).padStart(2, '0')}_${String(hour + 4).padStart(2, '0')}`;
  const moments = toHomes().map(({ of, stay }) => ({ of, ...inLondon(stay.until) }));
  const all = moments.map(({ of, weekday, hour }) => ({
    ...of,
    ...{ WEEKDAY: weekday.toUpperCase(), TIME_BAND: two(Math.floor(hour / 4) * 4) },
  }));
  expect(new Set((await compared(discharges, all)).map(({ WEEKDAY }) => WEEKDAY)).size).toBe(7);
  const weekend = moments.map(({ of, weekday }) => ({ ...of, ...met(['Saturday', 'Sunday'].includes(weekday)) }));
  expect((await compared(weekendDischarges, weekend)).length).toBeGreaterThan(200);
});

it('counts the days between being ready and leaving, by what was waited for', async () => {
  const expected = toHomes().flatMap(({ of, stay: { ready, on, reason, agency } }) =>
    ready && ready < on
      ? [{ ...of, amount: days(ready, on), DELAY_REASON: reason ?? 'NOT_TOLD', DELAY_AGENCY: agency ?? 'NOT_TOLD' }]
      : [],
  );
  const those = await compared(delayDays, expected);
  expect(new Set(those.map(({ DELAY_REASON }) => DELAY_REASON)).size).toBeGreaterThan(3);
});

it('counts which requests homes answered in time, and after how many hours', async () => {
  const of = ({ home, care, due }: Request) => ({
    ...{ MONTH: dayOf(due).slice(0, 7), ...homeOn(lives.known, home, dayOf(due)), CARE_TYPE: care },
  });
  const inTime = requests
    .filter(({ answered, closed, due }) => answered || !closed || closed >= due)
    .map((request) => ({ ...of(request), ...met(request.answered !== null && request.answered <= request.due) }));
  const those = await compared(answeredWithin, inTime);
  for (const is of ['YES', 'NO']) expect(those.filter(({ MET }) => MET === is).length).toBeGreaterThan(5);
  const hours = requests.flatMap((request) => {
    const taken = ((request.answered?.getTime() ?? 0) - request.asked.getTime()) / 3_600_000;
    return request.answered ? [{ ...of(request), amount: Math.min(Math.round(taken * 10) / 10, 168) }] : [];
  });
  expect((await compared(timeToAnswer, hours)).length).toBeGreaterThan(50);
});
