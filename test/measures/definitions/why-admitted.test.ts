import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seedDemonstration } from '../../../seeds/demonstration.ts';
import { avoidableFactors } from '../../../src/measures/definitions/hospital/avoidable-factors.ts';
import { fallsAdmissions } from '../../../src/measures/definitions/hospital/falls-admissions.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally, within } from '../support/counting.ts';
import { dayOf, type Lives, livesIn, residentOn } from '../support/lives.ts';
import { inLondon, later } from '../support/recount.ts';

interface Stay {
  resident: string;
  at: Date;
  until: Date | null;
  emergency: boolean;
  diagnosis: string | null;
  factors: string[] | null;
}
interface Fall {
  resident: string;
  home: string;
  at: Date;
  conveyed: boolean | null;
}

let database: TestDatabase;
let lives: Lives;
let stays: Stay[];
let falls: Fall[];
const asked: Asked = [`${monthsAgo(16)}-01`, `${monthsAgo(2)}-01`];
const hour = 3_600_000;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const client = await database.owner.connect();
  await seedDemonstration(client, { now: new Date() }).finally(() => client.release());
  await addBorders((await factoriesOn(database.owner).organisation('trust')).id);
  lives = await livesIn(database.owner);
  const all = async <One>(text: string) => (await database.owner.query(text)).rows as One[];
  stays = await all<Stay>(`select resident_id as resident, admitted_at as at, discharged_at as until, emergency,
    primary_diagnosis as diagnosis, avoidable_factors as factors from hospital_stay where valid_until is null`);
  falls = await all<Fall>(`select i.resident_id as resident, h.cqc_location_id as home, i.occurred_at as at, i.conveyed
    from incident i join care_home h on h.id = i.home_id where i.valid_until is null and i.kind = 'FALL'`);
});
afterAll(() => database?.drop());

/** Stays of two days on the border of being counted, each of somebody who was never in hospital otherwise. */
async function addBorders(trust: string): Promise<void> {
  const { rowCount } = await database.owner.query(
    `with who as (
       select p.resident_id as id, p.home_id as home, p.author_id as author, row_number() over (order by p.resident_id) as n
       from placement p where p.valid_until is null and p.from_on < $2::date - 240 and p.to_on is null
         and not exists (select from hospital_stay s where s.resident_id = p.resident_id)
         and not exists (select from incident i where i.resident_id = p.resident_id and i.kind = 'FALL'
           and i.occurred_at between $2::date + interval '95 days' and $2::date + interval '105 days') limit 12
     ), made (n, method, diagnosis, fell, conveyed, note, factors) as (values
       (1, '21', 'I64 Stroke', interval '47 hours 59 minutes', true, '', '{}'::text[]),
       (2, '21', 'S72.0 Fracture', interval '48 hours', true, 'too long ago', '{Mrs Brown was alone}'),
       (3, '21', 'T14.9 Injury', interval '1 hour', null, '', '{" gp NOT reached out of hours. "}'),
       (4, '21', 'T15.0 Something in the eye', interval '1 hour', null, 'no injury of a fall', '{One thing, Another}'),
       (5, '2A', 'S09.9 Head injury', interval '20 hours', false, 'not taken there at first', null),
       (6, '21', 'S09.9 Head injury', interval '-5 minutes', true, 'fell in hospital', null),
       (7, '21', 'S09.9 Head injury', interval '1 hour', true, 'another home', '{Medication not reviewed,Fluid intake not recorded}'),
       (8, '21', 'S09.9 Head injury', interval '1 hour', true, 'withdrawn', null),
       (9, '21', null, interval '0', true, 'twice', null),
       (10, '11', 'S09.9 Head injury', interval '1 hour', true, 'planned', '{Medication not reviewed}'),
       (11, '21', null, interval '1 hour', null, 'why is not told', null),
       (12, '21', 'J18.9 Pneumonia', interval '1 hour', false, 'of something else', null)
     ), stayed as (
       insert into hospital_stay (author_id, resident_id, trust_id, admitted_at, discharged_at, admission_method, destination,
         primary_diagnosis, avoidable_factors)
       select $1, who.id, $1, $2::date + interval '100 days 12 hours', $2::date + interval '102 days 12 hours', made.method, '54',
         made.diagnosis, made.factors
       from who join made on made.n = who.n
     )
     insert into incident (author_id, resident_id, home_id, kind, harm, psychological_harm, occurred_at, conveyed, valid_until)
     select who.author, who.id,
       case made.note when 'another home' then (select h.id from care_home h where h.id <> who.home limit 1) else who.home end,
       'FALL', 'LOW', 'NONE', $2::date + interval '100 days 12 hours' - made.fell - interval '1 minute' * again.n, made.conveyed,
       case made.note when 'withdrawn' then now() end
     from who join made on made.n = who.n
     join generate_series(0, 1) again (n) on again.n = 0 or made.note = 'twice'`,
    [trust, asked[0]],
  );
  expect(rowCount).toBe(13);
}

const compared = async (definition: { events: string }, expected: readonly (Counted & { MONTH: string })[]) => {
  const those = within(expected, asked);
  expect(tally(await countedBy(database.owner, definition.events, asked))).toEqual(tally(those));
  return those;
};

const isInjury = (diagnosis: string | null) => {
  const [, chapter, number] = /^([ST])(\d\d)/.exec(diagnosis ?? '') ?? [];
  return chapter === 'S' || (chapter === 'T' && Number(number) <= 14);
};

it('counts emergency admissions after a fall in the home, if it led to hospital or the trust found an injury', async () => {
  const two = (number: number) => String(number).padStart(2, '0');
  const expected = stays.flatMap(({ resident, at, emergency, diagnosis }) => {
    const { day, weekday, hour: of } = inLondon(at);
    const band = Math.floor(of / 4) * 4;
    const when = { WEEKDAY: weekday.toUpperCase(), TIME_BAND: `T${two(band)}_${two(band + 4)}` };
    return residentOn(lives, resident, day)
      .filter(({ CARE_HOME }) =>
        falls.some((fall) => {
          const before = at.getTime() - fall.at.getTime();
          const there = fall.resident === resident && fall.home === CARE_HOME;
          return there && before >= 0 && before < 48 * hour && (fall.conveyed || isInjury(diagnosis));
        }),
      )
      .flatMap((lived) => (emergency ? [{ ...lived, ...when }] : []));
  });
  const those = await compared(fallsAdmissions, expected);
  const all = within(
    stays.flatMap(({ resident, at, emergency }) => (emergency ? residentOn(lives, resident, dayOf(at)) : [])),
    asked,
  );
  // Something between one in ten and one in three, as in the literature.
  expect(those.length / all.length).toBeGreaterThan(0.1);
  expect(those.length / all.length).toBeLessThan(0.33);
});

const names: Readonly<Record<string, string>> = {
  'no escalation plan to hand': 'NO_ESCALATION_PLAN',
  'gp not reached out of hours': 'GP_NOT_REACHED',
  'fluid intake not recorded': 'FLUIDS_NOT_RECORDED',
  'medication not reviewed': 'MEDICATION_NOT_REVIEWED',
  'equipment missing in the home': 'EQUIPMENT_MISSING',
  'community team not available at the weekend': 'NO_COMMUNITY_TEAM',
  'early signs not acted on': 'SIGNS_NOT_ACTED_ON',
};
const nameOf = (factor: string) => names[factor.trim().toLowerCase().replace(/\.$/, '')] ?? 'OTHER';

it('counts each factor once of an admission when no more can be named, and lets no words of a clinician through', async () => {
  const expected = stays.flatMap(({ resident, at, until, emergency, factors }) => {
    const lived = emergency && until ? residentOn(lives, resident, dayOf(at), later(dayOf(until), 30)) : [];
    return [...new Set((factors ?? []).map(nameOf))].flatMap((AVOIDABLE_FACTOR) =>
      lived.map((of) => ({ ...of, AVOIDABLE_FACTOR })),
    );
  });
  const times = Map.groupBy(await compared(avoidableFactors, expected), (one) => one.AVOIDABLE_FACTOR);
  expect(new Set(times.keys())).toEqual(new Set([...Object.values(names), 'OTHER']));
  // What the demonstration tells is all in the words of the list.
  expect(times.get('OTHER')).toHaveLength(2);
});

it('tells only of days of which both homes and trusts told', async () => {
  const [told] = await countedBy(database.owner, fallsAdmissions.coverage);
  expect(told).toEqual({ first: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), last: expect.any(String) });
  await database.owner.query("delete from incident where kind = 'FALL'");
  expect(await countedBy(database.owner, fallsAdmissions.coverage)).toEqual([{ first: null, last: null }]);
});
