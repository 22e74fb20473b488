import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { SessionSettings } from '../../../src/access/reading/read-session.ts';
import { inTransaction } from '../../../src/access/writing/transaction.ts';
import { withClient } from '../../../src/database/client.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const RECORD = `mutation ($input: RecordObjectionInput!) { recordObjection(input: $input) { record { id } problems { code } } }`;

describe('a write whose commit is not confirmed', () => {
  let database: TestDatabase;
  let hub: HubUnderTest;
  let clinician: Asking;
  let resident: string;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const make = factoriesOn(database.owner);
    const practice = await make.practice();
    const known = await make.resident({ home: await make.home(), registeredWith: practice });
    hub = await startHub({ database });
    clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
    const { data } = await clinician.ask<{ resident: { id: string } }>(
      'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }',
      { nhsNumber: known.nhsNumber },
    );
    resident = data.resident.id;
  });
  afterAll(async () => {
    await hub?.close();
    await database?.drop();
  });

  it.each([
    ['because the database refuses it', 'ARTICLE_21', `raise exception 'not now' using errcode = '40000';`],
    [
      'because the connection is lost',
      'NATIONAL_DATA_OPT_OUT',
      'perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1);',
    ],
  ])('%s is answered with 503 and what to do, and is done once when it is sent again', async (_, kind, body) => {
    const admin = (text: string) => withClient(database.adminUrl, (client) => client.query(text));
    await admin(
      `create function hub.fault() returns trigger language plpgsql as $$ begin ${body} return new; end $$;
       create constraint trigger fault after insert on objection deferrable initially deferred
         for each row execute function hub.fault()`,
    );
    const input = { idempotencyKey: `commit-of-${kind}`, resident, kind, decidedBy: 'RESIDENT' };
    const ask = () =>
      clinician.ask<{ recordObjection: { record: object | null; problems: object[] } } | null>(RECORD, { input });
    const objections = async () =>
      (await database.owner.query('select from objection where kind = $1', [kind])).rowCount;
    const { status, errors, data } = await ask();
    expect([status, errors?.map(({ extensions }) => extensions.code), data ?? null]).toEqual([
      503,
      ['NOT_CONFIRMED'],
      null,
    ]);
    expect(errors?.[0]?.extensions.remedy).toMatch(/same idempotencyKey/);
    await admin('drop trigger fault on objection; drop function hub.fault()');
    expect(await objections()).toBe(0);
    const [first, second] = [await ask(), await ask()];
    expect(first.data?.recordObjection).toEqual({ record: { id: expect.any(String) }, problems: [] });
    expect(second.data).toEqual(first.data);
    expect(await objections()).toBe(1);
  });
});

it('a write that gets no connection in time is told that too much is asked, and has done nothing', async () => {
  const database = await databaseOfOwn('empty');
  const pool = new pg.Pool({ connectionString: database.hubUrl, max: 1, connectionTimeoutMillis: 50 });
  const held = await pool.connect();
  try {
    await expect(inTransaction(pool, {} as SessionSettings, async () => 'done')).rejects.toMatchObject({
      code: 'OVERLOADED',
    });
  } finally {
    held.release();
    await pool.end();
    await database.drop();
  }
});
