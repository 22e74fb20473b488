import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contentsOf } from '../../support/contents.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const RESIDENT = 'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }';
const RECORD = `mutation ($input: RecordObjectionInput!) {
  recordObjection(input: $input) { record { id kind decidedBy madeOn against { code } } problems { path code message } }
}`;

interface Recorded {
  recordObjection: {
    record: { id: string; kind: string; against: { code: string } | null } | null;
    problems: { path: string[]; code: string }[];
  };
}

describe('a write', () => {
  let database: TestDatabase;
  let hub: HubUnderTest;
  let make: Factories;
  let practice: MadePlace;
  let otherPractice: MadePlace;
  let trust: MadeOrganisation;
  let home: MadePlace;
  let clinician: Asking;
  let resident: string;
  let stranger: string;
  let keys = 0;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    practice = await make.practice();
    otherPractice = await make.practice();
    trust = await make.organisation('trust');
    home = await make.home();
    hub = await startHub({ database });
    clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
    const known = await make.resident({ home, registeredWith: practice });
    resident = await idFor(clinician, known.nhsNumber);
    const unknown = await make.resident({ home, registeredWith: otherPractice });
    const other = await hub.as(otherPractice.organisation.code, 'clinician', 'DIRECT_CARE');
    stranger = await idFor(other, unknown.nhsNumber);
  });
  afterAll(async () => {
    await hub.close();
    await database.drop();
  });

  async function idFor(viewer: Asking, nhsNumber: string): Promise<string> {
    const { data } = await viewer.ask<{ resident: { id: string } }>(RESIDENT, { nhsNumber });
    return data.resident.id;
  }
  const input = (more: object = {}) => ({
    idempotencyKey: `key-of-test-${++keys}`,
    resident,
    kind: 'ARTICLE_21',
    decidedBy: 'RESIDENT',
    ...more,
  });
  const stored = async (sql: string) => (await database.owner.query(sql)).rows;

  it('answers with the record as its writer may now see it', async () => {
    const { data } = await clinician.ask<Recorded>(RECORD, {
      input: input({ against: trust.code, madeOn: '2026-01-05' }),
    });
    expect(data.recordObjection).toEqual({
      record: {
        id: expect.any(String),
        kind: 'ARTICLE_21',
        decidedBy: 'RESIDENT',
        madeOn: '2026-01-05',
        against: { code: trust.code },
      },
      problems: [],
    });
    expect(await stored('select author_id, version, valid_until from objection')).toEqual([
      { author_id: practice.organisation.id, version: 1, valid_until: null },
    ]);
  });

  it('sent again with the same key has one effect and the same answer, also when sent at once', async () => {
    const asked = { input: input({ kind: 'NATIONAL_DATA_OPT_OUT' }) };
    const answers = await Promise.all(Array.from({ length: 6 }, () => clinician.ask<Recorded>(RECORD, asked)));
    answers.push(await clinician.ask<Recorded>(RECORD, asked));
    expect(answers[0]?.data.recordObjection.record?.kind).toBe('NATIONAL_DATA_OPT_OUT');
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await stored(`select id from objection where kind = 'NATIONAL_DATA_OPT_OUT'`)).toHaveLength(1);
  });

  it('with a key that was used for another request is refused, and changes nothing', async () => {
    const first = input({ against: home.organisation.code });
    await clinician.ask(RECORD, { input: first });
    const before = await contentsOf(database.owner);
    const { errors, data } = await clinician.ask(RECORD, { input: { ...first, decidedBy: 'ATTORNEY' } });
    expect(errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(data).toBeNull();
    expect(await contentsOf(database.owner)).toEqual(before);
  });

  it('with a key that another organisation has used is a request of its own', async () => {
    const asked = input({ against: otherPractice.organisation.code });
    const other = await hub.as(otherPractice.organisation.code, 'clinician', 'DIRECT_CARE');
    const first = await clinician.ask<Recorded>(RECORD, { input: asked });
    const second = await other.ask<Recorded>(RECORD, { input: { ...asked, resident: stranger } });
    expect(first.data.recordObjection.problems).toEqual([]);
    expect(second.data.recordObjection.problems).toEqual([]);
    expect(second.data.recordObjection.record?.id).not.toBe(first.data.recordObjection.record?.id);
  });

  it('with a key that a colleague has used is not the colleague’s deed, nor the same user’s in another role or for another purpose', async () => {
    const person = await make.resident({ home, registeredWith: practice });
    const asked = input({ resident: await idFor(clinician, person.nhsNumber) });
    const first = await clinician.ask<Recorded>(RECORD, { input: asked });
    expect(first.data.recordObjection.problems).toEqual([]);
    for (const [role, purpose, user] of [
      ['clinician', 'DIRECT_CARE', 'colleague'],
      ['care-coordinator', 'DIRECT_CARE', 'somebody'],
      ['clinician', 'DISCHARGE', 'somebody'],
    ] as const) {
      const viewer = await hub.as(practice.organisation.code, role, purpose, user);
      const { data, errors } = await viewer.ask<Recorded>(RECORD, { input: asked });
      expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'IDEMPOTENCY_KEY_REUSED']);
    }
    expect((await clinician.ask(RECORD, { input: asked })).text).toBe(first.text);
  });

  it('keeps of a request a keyed digest, and of its answer nothing about a person', async () => {
    const asked = input({ kind: 'ARTICLE_21', decidedBy: 'BEST_INTERESTS', against: trust.code });
    await clinician.ask(RECORD, { input: asked });
    for (const row of await stored('select * from hub.idempotency')) {
      expect(JSON.stringify(row)).not.toMatch(/ARTICLE_21|NATIONAL_DATA|RESIDENT|BEST_INTERESTS|2026-01-05/);
      expect(Object.keys(row.answer).sort()).toEqual(['problems', 'record']);
    }
  });

  it('about a resident whom the writer does not know is the same problem as about one who does not exist', async () => {
    const answers = await Promise.all(
      [stranger, 'AQEAAAAAAAAAAAAAAAAAAAAA', 'nonsense', `${resident.slice(0, -2)}AA`].map((id) =>
        clinician.ask<Recorded>(RECORD, { input: input({ resident: id }) }),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.data.recordObjection).toEqual({
      record: null,
      problems: [
        { path: ['input', 'resident'], code: 'UNKNOWN', message: 'There is no such record that you may write about.' },
      ],
    });
  });

  it('in which problems are found leaves no trace, and its key is free', async () => {
    const before = await contentsOf(database.owner);
    const asked = input({ against: 'NOBODY', kind: 'DIRECT_CARE_SHARING' });
    const { data } = await clinician.ask<Recorded>(RECORD, { input: asked });
    expect(data.recordObjection.problems).toMatchObject([{ path: ['input', 'against'], code: 'UNKNOWN' }]);
    expect(await contentsOf(database.owner)).toEqual(before);
    const again = await clinician.ask<Recorded>(RECORD, { input: { ...asked, against: trust.code } });
    expect(again.data.recordObjection.problems).toEqual([]);
  });

  it.each(['unique_violation', 'foreign_key_violation', 'check_violation', 'exclusion_violation'])(
    'that breaks a constraint, whichever it is, comes to one problem, and nothing is told of the row: %s',
    async (state) => {
      const { nhsNumber } = await make.resident({ home, registeredWith: practice });
      const about = await idFor(clinician, nhsNumber);
      await database.owner.query(`
        create function public.broken() returns trigger language plpgsql as $$ begin
          raise ${state} using message = 'of 9990000018', detail = 'Key (nhs_number)=(9990000018) is there'; end $$;
        create trigger broken before insert on objection for each row execute function public.broken()`);
      try {
        const { text, data } = await clinician.ask<Recorded>(RECORD, { input: input({ resident: about }) });
        expect(data.recordObjection).toMatchObject({
          record: null,
          problems: [{ path: ['input'], code: 'NOT_POSSIBLE' }],
        });
        expect(text).not.toMatch(/999000|nhs_number/);
      } finally {
        await database.owner.query('drop trigger broken on objection; drop function public.broken()');
      }
    },
  );

  it('that the agreement denies to role or purpose leaves every table as it was, byte for byte', async () => {
    const before = await contentsOf(database.owner);
    for (const [role, purpose] of [
      ['analyst', 'PLANNING'],
      ['analyst', 'QUALITY_MONITORING'],
    ] as const) {
      const viewer = await hub.as(practice.organisation.code, role, purpose);
      const { status, errors } = await viewer.ask(RECORD, { input: input() });
      expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 403, code: 'FORBIDDEN' });
    }
    expect(await contentsOf(database.owner)).toEqual(before);
  });

  it('is not in the schema of an agency that may never make it', async () => {
    const dashboard = await make.organisation('dashboard');
    const viewer = await hub.as(dashboard.code, 'service', 'PLANNING');
    const { errors } = await viewer.ask(RECORD, { input: input() });
    expect(errors?.map(({ extensions }) => extensions.code)).toContain('NOT_SHARED');
    expect(hub.contract.schemas.dashboard.getMutationType()).toBeUndefined();
  });

  it('is refused a key that is none', async () => {
    for (const idempotencyKey of ['', 'short', 'x'.repeat(101), 'with blanks in it']) {
      const { errors } = await clinician.ask(RECORD, { input: input({ idempotencyKey }) });
      expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    }
  });

  it('is seen by the next write of the same operation, and read by the fields after it', async () => {
    const person = await make.resident({ home, registeredWith: practice });
    const id = await idFor(clinician, person.nhsNumber);
    const { data } = await clinician.ask<Record<'one' | 'two' | 'three', Recorded['recordObjection']>>(
      `mutation ($one: RecordObjectionInput!, $two: RecordObjectionInput!) {
        one: recordObjection(input: $one) { record { id } problems { code } }
        two: recordObjection(input: $two) { record { id } problems { code } }
        three: recordObjection(input: $one) { record { id } problems { code } }
      }`,
      { one: input({ resident: id }), two: input({ resident: id }) },
    );
    expect(data.one.record?.id).toEqual(expect.any(String));
    expect(data.two.problems.map(({ code }) => code)).toEqual(['ALREADY_RECORDED']);
    expect(data.three).toEqual(data.one);
  });

  it('needs POST', async () => {
    const query = `mutation { recordObjection(input: { idempotencyKey: "by-get-000", resident: "${resident}", kind: ARTICLE_21, decidedBy: RESIDENT }) { problems { code } } }`;
    const before = await contentsOf(database.owner);
    const response = await fetch(`${hub.url}?query=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${clinician.token}` },
    });
    expect(response.status).toBe(405);
    expect(await contentsOf(database.owner)).toEqual(before);
  });
});
