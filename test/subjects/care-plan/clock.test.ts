import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyAgreement } from '../../../src/agreement/apply.ts';
import { examineAgreement, parseAgreement } from '../../../src/agreement/read.ts';
import { withClient } from '../../../src/database/client.ts';
import { bankHolidays, holidaysKnownUntil } from '../../../src/shared/bank-holidays.ts';
import { londonTime } from '../../../src/shared/dates.ts';
import { day } from '../../support/days.ts';
import { untilSomebodyWaits } from '../../support/waiting.ts';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const text = (within: string) => s.hub.contract.agreement.text.replace('within: 7 calendar days', `within: ${within}`);
/** Puts the shipped agreement in force with another clock. */
const count = (within: string) =>
  withClient(s.database.ownerUrl, (owner) =>
    applyAgreement(owner, parseAgreement(text(within), 'clock.yml'), s.hub.contract.tables),
  );
async function dueAfter(day: string): Promise<string> {
  const { rows } = await s.database.owner.query(`select hub.plan_due('care-plan', $1, null, null)::text as due`, [day]);
  return rows[0]?.due;
}
interface Plan {
  version: number;
  from: string;
  due: string;
  medicines: string;
}
async function planOf({ id }: { id: string }): Promise<Plan | undefined> {
  const { rows } = await s.database.owner.query<Plan>(
    `select version, counted_from::text as from, due_on::text as due, medication_review_due_on::text as medicines
     from care_plan where resident_id = $1 and valid_until is null`,
    [id],
  );
  return rows[0];
}
const londonToday = () => londonTime(new Date()).date;
const daysFromToday = (days: number) =>
  new Date(Date.parse(londonToday()) + days * 86_400_000).toISOString().slice(0, 10);

describe('the clock of the agreement', () => {
  it('counts calendar days over weekends and holidays, and not the day of arrival', async () => {
    await count('7 calendar days');
    expect(await dueAfter('2026-11-20')).toBe('2026-11-27');
    expect(await dueAfter('2026-12-24')).toBe('2026-12-31');
  });

  it('counts working days without weekends and bank holidays, also those moved from a weekend', async () => {
    await count('7 working days');
    const due = {
      // Friday, Saturday and Sunday before an ordinary week
      ...{ '2026-11-20': '2026-12-01', '2026-11-21': '2026-12-01', '2026-11-22': '2026-12-01' },
      // Christmas Day on a Friday, Boxing Day on the Monday after, New Year's Day
      ...{ '2026-12-17': '2026-12-30', '2026-12-24': '2027-01-07' },
      // Good Friday and Easter Monday; both holidays of Christmas moved
      ...{ '2026-03-31': '2026-04-13', '2027-12-23': '2028-01-06' },
      // The leap day is a day like any other.
      '2028-02-28': '2028-03-08',
    };
    for (const [arrived, expected] of Object.entries(due))
      expect([arrived, await dueAfter(arrived)]).toEqual([arrived, expected]);
    await count('1 working day');
    expect(await dueAfter('2026-05-01')).toBe('2026-05-05');
  });

  it('knows every bank holiday of England by its rule, and those proclaimed besides', () => {
    const proclaimed = ['2022-06-03', '2022-09-19', '2023-05-08'];
    const years = Array.from({ length: 7 }, (_, place) => 2022 + place);
    // In 2022 the spring holiday was moved to the Thursday of the jubilee.
    const byRule = years.flatMap(holidaysByRule).map((day) => (day === '2022-05-30' ? '2022-06-02' : day));
    expect(Object.keys(bankHolidays)).toEqual([...byRule, ...proclaimed].sort());
    expect(holidaysKnownUntil).toBe('2028-12-31');
  });

  it('is warned of when the list of holidays is about to end, and only where working days are counted', () => {
    const warnings = (within: string, today: string) =>
      examineAgreement(text(within), 'clock.yml', { today }).findings.filter(({ what }) => /bank holiday/.test(what));
    expect(warnings('7 working days', '2028-09-01')).toHaveLength(1);
    expect(warnings('7 working days', '2028-05-01')).toHaveLength(0);
    expect(warnings('7 calendar days', '2028-09-01')).toHaveLength(0);
  });

  it.each(['7', '0 calendar days', '400 calendar days', '7 week days'])('is no "%s"', (within) => {
    const { agreement, findings } = examineAgreement(text(within), 'clock.yml', { today: '2026-11-22' });
    expect(agreement).toBeUndefined();
    expect(findings).toMatchObject([{ severity: 'error', instead: 'write "7 calendar days"' }]);
  });
});

describe('the time for a plan', () => {
  beforeAll(() => count('7 calendar days'));

  it('runs from the admission, for the plan and for the medicines', async () => {
    const person = await s.someone('2026-10-23');
    expect(await planOf(person)).toEqual({
      version: 1,
      from: '2026-10-23',
      due: '2026-10-30',
      medicines: '2026-11-20',
    });
  });

  it('runs anew from each return from hospital, by the day in London, and says what it was before', async () => {
    const person = await s.someone('2026-03-02');
    // Half past eleven at night of the 30th in universal time is the 31st in London, in summer.
    const stay = await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-08-20T10:00:00Z' });
    expect(await planOf(person)).toMatchObject({ from: '2026-03-02' });
    await s.make.change('hospital_stay', stay, { discharged_at: '2026-08-30T23:30:00Z' });
    expect(await planOf(person)).toMatchObject({ from: '2026-08-31', due: '2026-09-07' });
  });

  it('begins when a home says that somebody is back, before the trust has said so', async () => {
    const person = await s.someone('2026-03-02');
    const { rows } = await s.database.owner.query<{ id: string }>('select id from placement where resident_id = $1', [
      person.id,
    ]);
    const placement = rows[0] as { id: string };
    const away = { resident: person, home: s.home, placement, from: '2026-10-01' };
    const absence = await s.make.absence(away);
    expect(await planOf(person)).toMatchObject({ from: '2026-03-02' });
    await s.make.change('absence', absence, { to_on: '2026-10-09' });
    expect(await planOf(person)).toMatchObject({ from: '2026-10-09', due: '2026-10-16' });
  });

  it('runs from the later return where hospital and home say at the same moment when somebody came back', async () => {
    const person = await s.someone(day(-90));
    const { rows } = await s.database.owner.query('select id from placement where resident_id = $1', [person.id]);
    const stay = await s.make.stay({ resident: person, trust: s.trust, admittedAt: `${day(-20)}T10:00:00Z` });
    const away = { resident: person, home: s.home, placement: rows[0], from: day(-20) };
    const absence = await s.make.absence(away);
    const trust = await s.database.owner.connect();
    await trust.query('begin');
    await trust.query('update hospital_stay set discharged_at = $2 where id = $1', [
      ...[stay.id, `${day(-3)}T10:00:00Z`],
    ]);
    const home = withClient(s.database.ownerUrl, (client) =>
      client.query('update absence set to_on = $2 where id = $1', [absence.id, day(-5)]),
    );
    await untilSomebodyWaits(s.database.owner);
    await trust.query('commit');
    trust.release();
    await home;
    expect(await planOf(person)).toMatchObject({ from: day(-3) });
  });

  it('is kept as it was counted then in what the plan said before, though the clock is another by now', async () => {
    const person = await s.someone(day(-30));
    const set = (days: number) =>
      s.database.owner.query(`update hub.clock set days = $1 where name = 'care-plan'`, [days]);
    await set(14);
    const agreed = { version: 1, agreedOn: day(-1), agreedWith: ['RESIDENT'], goals: 'To rest.' };
    expect((await s.write(s.clinician, 'agreeCarePlan', person, agreed)).problems).toEqual([]);
    await set(7);
    const { rows } = await s.database.owner.query(
      'select due_on::text as due from care_plan where resident_id = $1 and former_of is not null',
      [person.id],
    );
    expect(rows).toEqual([{ due: day(-23) }]);
  });

  it('does not begin with a stay before the admission, nor go on when the resident has left', async () => {
    const person = await s.make.resident({ registeredWith: s.practice });
    expect(await planOf(person)).toBeUndefined();
    await s.make.stay({
      resident: person,
      trust: s.trust,
      admittedAt: '2026-02-01T10:00:00Z',
      dischargedAt: '2026-03-01T10:00:00Z',
    });
    const placement = await s.make.placement({ resident: person, home: s.home, from: '2026-03-02' });
    expect(await planOf(person)).toMatchObject({ from: '2026-03-02' });
    const status = async () => (await s.read(s.clinician, person, 'carePlan'))?.status;
    expect(await status()).toBe('OVERDUE');
    await s.make.change('placement', placement, { to_on: '2026-03-06' });
    expect(await status()).toBe('DUE');
  });

  it('says how the plan stands on the day it is asked', async () => {
    const stood = async (arrived: number) => {
      const person = await s.someone(daysFromToday(arrived));
      return (await s.read(s.worker, person, 'carePlan'))?.status;
    };
    expect([await stood(0), await stood(-7), await stood(-8)]).toEqual(['DUE', 'DUE', 'OVERDUE']);
    const person = await s.someone('2025-06-02');
    const agreed = async (day: string) => {
      await s.database.owner.query(
        `update care_plan set reviewed_on = $2, due_on = hub.plan_due('care-plan', counted_from, $2, null)
         where resident_id = $1 and valid_until is null`,
        [person.id, day],
      );
      return (await s.read(s.worker, person, 'carePlan'))?.status;
    };
    const daysOfYear = (Date.parse(londonToday()) - Date.parse(yearsBefore(londonToday()))) / 86_400_000;
    expect([await agreed(daysFromToday(-daysOfYear - 1)), await agreed(yearsBefore(londonToday()))]).toEqual([
      'OVERDUE',
      'REVIEW_DUE',
    ]);
    expect([await agreed(daysFromToday(-300)), await agreed(daysFromToday(0))]).toEqual(['IN_PLACE', 'IN_PLACE']);
  });
});

const yearsBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

/** The Banking and Financial Dealings Act 1971, the proclamations of 1974 and 1978, Good Friday and Christmas Day. */
function holidaysByRule(year: number): string[] {
  const date = (month: number, day: number) => new Date(Date.UTC(year, month - 1, day));
  const plus = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000);
  const monday = (from: Date) => plus(from, (8 - from.getUTCDay()) % 7);
  const weekday = (from: Date): Date => ([0, 6].includes(from.getUTCDay()) ? weekday(plus(from, 1)) : from);
  const easter = easterOf(year);
  const christmas = date(12, 25);
  // Each holiday of Christmas that falls on a weekend moves to the next free weekday.
  const [first, second] = [weekday(christmas), weekday(plus(christmas, 1))];
  const moved = first.getTime() === second.getTime() ? weekday(plus(second, 1)) : second;
  return [
    ...[weekday(date(1, 1)), plus(easter, -2), plus(easter, 1), monday(date(5, 1)), monday(date(5, 25))],
    ...[monday(date(8, 25)), first, moved],
  ]
    .map((day) => day.toISOString().slice(0, 10))
    .sort();
}

/** Easter Sunday of the Gregorian calendar (Oudin). */
function easterOf(year: number): Date {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const epact = (century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const moon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const sunday = moon - ((year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7);
  const month = 3 + Math.floor((sunday + 40) / 44);
  return new Date(Date.UTC(year, month - 1, sunday + 28 - 31 * Math.floor(month / 4)));
}
