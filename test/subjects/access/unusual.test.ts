import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Asking } from '../../support/hub.ts';
import { nobody, type Setting, setting } from '../claim/setting.ts';

const UNUSUAL = `query ($from: DateTime!, $to: DateTime!) {
  unusualAccesses(from: $from, to: $to) {
    pattern user count since sample { at user kind outcome residentCount residents { id } }
  }
}`;
interface Unusual {
  pattern: string;
  user: string;
  count: number;
  since: string;
  sample: { at: string; user: string; kind: string; outcome: string; residents: { id: string }[] }[];
}
const day = 86_400_000;
/** Months are made three ahead: what happens there has the three months before it, too. */
const now = new Date();
const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 3, 5, 12);
const [from, to] = [new Date(begin).toISOString(), new Date(begin + 20 * day).toISOString()];

let s: Setting;
let admin: pg.Client;
let officer: Asking;
let residents: string[];

beforeAll(async () => {
  s = await setting();
  admin = new pg.Client({ connectionString: s.database.adminUrl });
  await admin.connect();
  officer = await s.officer(s.practice.organisation);
  residents = Array.from({ length: 60 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
});
afterAll(async () => {
  await admin?.end();
  await s?.end();
});

/** An entry as a hub would have written it, in days from the beginning of the period. */
const entry = (days: number, user: string, more: Record<string, unknown> = {}) => {
  const row = {
    at: new Date(begin + days * day),
    organisation_id: s.practice.organisation.id,
    agency: 'practice',
    user,
    role: 'clinician',
    purpose: 'DIRECT_CARE',
    agreement: 'a',
    kind: 'READ',
    outcome: 'ANSWERED',
    residents: [],
    ...more,
  };
  const names = Object.keys(row).map((name) => `"${name}"`);
  return admin.query(
    `insert into hub.access_entry (request_id, ${names}) values (gen_random_uuid(), ${names.map((_, n) => `$${n + 1}`)})`,
    Object.values(row),
  );
};
const found = async (pattern: string, viewer = officer, period: object = { from, to }) =>
  (await viewer.ask<{ unusualAccesses: Unusual[] }>(UNUSUAL, period)).data.unusualAccesses.filter(
    (one) => one.pattern === pattern,
  );
const users = (all: Unusual[]) => all.map(({ user, count }) => [user, count]);

describe('what is out of the ordinary', () => {
  it('is to look up many whom one never met: not those met before, not a list, not few', async () => {
    const one = (n: number) => ({ residents: [residents[n]] });
    for (let n = 0; n < 30; n += 1) {
      await entry(n / 10, 'curious', one(n));
      await entry(n / 10, 'familiar', one(n));
      await entry(n / 10, 'undisclosed', { ...one(n), undisclosed: [residents[n]] });
      if (n < 29) await entry(n / 10, 'few', one(n));
    }
    await entry(-40, 'familiar', { residents: residents.slice(0, 10) });
    await entry(1, 'list', { residents });
    const all = await found('NEVER_MET');
    expect(users(all)).toEqual([['curious', 30]]);
    expect(all[0]?.since).toBe(from);
    expect(all[0]?.sample).toHaveLength(5);
    expect(all[0]?.sample.map(({ at }) => at)).toEqual(
      all[0]?.sample
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect(all[0]?.sample[0]?.residents).toEqual([{ id: expect.any(String) }]);
    // Those were met in the meantime.
    expect(await found('NEVER_MET', officer, { from: new Date(begin + 4 * day), to })).toEqual([]);
  });

  it('is to work at night who does not, by the clock of England; and not who always does', async () => {
    const midnight = 0.5;
    for (let n = 0; n < 5; n += 1) {
      await entry(n + midnight, 'late');
      await entry(n + midnight, 'nightly');
      if (n < 4) await entry(n + midnight, 'once');
      await entry(n, 'daily');
    }
    for (let n = 0; n < 21; n += 1) {
      await entry(-n - 1, 'late');
      await entry(-n - 1, 'once');
      await entry(-n - 1, n < 5 ? 'nightly' : 'daily');
    }
    expect(users(await found('OUT_OF_HOURS'))).toEqual([['late', 5]]);
  });

  it('is to be refused many times within an hour, and not over days, nor for mistakes of form', async () => {
    const refusal = { kind: 'REFUSAL', outcome: 'FORBIDDEN' };
    for (let n = 0; n < 10; n += 1) {
      await entry(n / 1_000, 'knocking', refusal);
      await entry(n, 'slow', refusal);
      await entry(n / 1_000, 'clumsy', { kind: 'REFUSAL', outcome: 'SYNTAX_ERROR' });
    }
    const all = await found('REFUSED');
    expect(users(all)).toEqual([['knocking', 10]]);
    expect(all[0]?.sample).toHaveLength(5);
    expect(all[0]?.sample[0]).toMatchObject({ user: 'knocking', kind: 'REFUSAL', outcome: 'FORBIDDEN' });
  });

  const recently = { from: new Date(now.getTime() - 20 * day), to: new Date(now.getTime() + day) };

  it('is to break the glass without a review for three days, and to claim what nothing bears out', async () => {
    const lead = await s.officer(s.trust);
    const doctor = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE', 'dr-t');
    const CLAIM = 'mutation ($input: ClaimStayInput!) { claimStay(input: $input) { outcome } }';
    const BREAK = 'mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { outcome } }';
    const admittedAt = new Date(now.getTime() - 3_600_000).toISOString();
    await doctor.ask(CLAIM, { input: s.typed(nobody, { admittedAt, admissionMethod: '21' }) });
    expect(await found('NOT_REVIEWED', lead, recently)).toEqual([]);
    await admin.query(`update hub.claim set opens_until = made_at + interval '1 ms' where made_by = 'dr-t'`);
    const [claimed] = await found('NOT_REVIEWED', lead, recently);
    expect(claimed).toMatchObject({ user: 'dr-t', count: 1, sample: [{ kind: 'CLAIM', user: 'dr-t', residents: [] }] });

    await doctor.ask(BREAK, { input: s.typed(await s.someone(), { reason: 'Found unconscious' }) });
    expect(users(await found('NOT_REVIEWED', lead, recently))).toEqual([['dr-t', 1]]);
    await admin.query(
      `update hub.claim set made_at = made_at - interval '73 hours', opens_until = opens_until - interval '73 hours'
       where made_by = 'dr-t' and kind = 'EMERGENCY'`,
    );
    expect(users(await found('NOT_REVIEWED', lead, recently))).toEqual([['dr-t', 2]]);
    await admin.query(
      `update hub.privacy_alert set outcome = 'JUSTIFIED', reviewed_at = now() where kind = 'BREAK_GLASS'`,
    );
    expect(users(await found('NOT_REVIEWED', lead, recently))).toEqual([['dr-t', 1]]);
  });

  it('is to see somebody of one’s own name, as far as a name was shown', async () => {
    const person = await s.someone();
    const ask = async (user: string, fields: string) => {
      const viewer = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE', user);
      await viewer.ask(`query ($n: NhsNumber!) { resident(nhsNumber: $n) { ${fields} } }`, { n: person.nhsNumber });
    };
    await ask('j.smith@practice.example', 'id familyName');
    await ask('k_brien', 'familyName');
    await ask('smith@no-name-asked.example', 'id sex');
    await ask('jones@smith.example', 'familyName');
    const all = await found('SAME_NAME', officer, recently);
    expect(users(all)).toEqual([
      ['k_brien', 1],
      ['j.smith@practice.example', 1],
    ]);
    expect(all[1]?.sample[0]?.residents).toHaveLength(1);
  });

  it('tells nobody of another organisation’s users', async () => {
    for (const other of [s.home.organisation, s.otherPractice.organisation])
      expect((await (await s.officer(other)).ask(UNUSUAL, { from, to })).data).toEqual({ unusualAccesses: [] });
  });

  it('is looked for in a month at most', async () => {
    const { errors } = await officer.ask(UNUSUAL, { from, to: new Date(begin + 31 * day + 1) });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', limit: 31 });
  });
});
