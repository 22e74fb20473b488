import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { applyAgreement } from '../../../../src/agreement/apply.ts';
import { type Contract, contractOf } from '../../../../src/server/contract/contract.ts';
import { type Agency, agencies } from '../../../../src/shared/agencies.ts';
import { databaseOfOwn, type TestDatabase } from '../../../support/database.ts';
import { agreementFile } from '../../../support/hub.ts';
import { scansIn } from '../support/scans.ts';
import { fillMonths, personNumbered } from '../support/years-of-entries.ts';

const amount = { months: 10, entriesEach: 10_000, residentsEach: 10, people: 5_000 };
/** Of a hundred organisations each has its part. */
const ownEntries = (amount.months * amount.entriesEach) / 100;

let database: TestDatabase;
let contract: Contract;
let admin: pg.Client;
let organisation: string;
let stranger: string;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  contract = await contractOf(agreementFile);
  await apply(contract);
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await fillMonths(admin, amount);
  const { rows } = await admin.query(
    `insert into organisation (id, code, name, agency)
     select md5('organisation ' || n)::uuid, 'T0' || n, 'The organisation ' || n, 'practice' from generate_series(7, 8) n
     returning id`,
  );
  [organisation, stranger] = rows.map(({ id }) => id);
  await admin.query(
    `insert into resident (id, author_id, nhs_number, nhs_number_status, given_name, family_name, date_of_birth, sex)
     select ${personNumbered(77)}, $1, '9990000018', 'VERIFIED', 'A', 'B', '1930-01-01', 'FEMALE'`,
    [organisation],
  );
}, 300_000);
afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

async function apply({ agreement, tables }: Contract): Promise<void> {
  const owner = await database.owner.connect();
  await applyAgreement(owner, agreement, tables).finally(() => owner.release());
}

interface Session {
  agency?: Agency;
  of?: string;
  purpose?: string;
}

/** One statement as the hub sends it, in the session of somebody. */
async function as<Row extends object>(
  { agency = 'practice', of = organisation, purpose = 'INFORMATION_GOVERNANCE' }: Session,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = await database.pools.write.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('role', $1, true), set_config('hub.organisation', $2, true), set_config('hub.purpose', $3, true),
         set_config('plan_cache_mode', 'force_generic_plan', true)`,
      [`caregraph_${agency}`, of, purpose],
    );
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.query('rollback');
    // Otherwise what it read is told some seconds later.
    await client.query('select pg_stat_force_next_flush()');
    client.release();
  }
}
const page = (session: Session, most: number, filter = {}) =>
  as<{ number: string; user: string; plan: Buffer | null; residents: (string | null)[]; shown: Buffer | null }>(
    session,
    `select * from hub.own_accesses($1, 'infinity', 0, $2)`,
    [JSON.stringify(filter), most],
  );

describe('the access record, to an agency', () => {
  it('is no table that it may read, whoever asks', async () => {
    for (const agency of agencies) {
      for (const table of ['access_entry', 'access_plan', 'access_seal', 'question'])
        await expect(as({ agency }, `select from hub.${table}`)).rejects.toThrow('permission denied');
    }
    await expect(database.pools.write.query('set role caregraph_auditor')).rejects.toThrow('permission denied');
  });

  it('is read by a function, as far as it is of the organisation that asks', async () => {
    const { rows } = await admin.query(
      'select number from hub.access_entry where organisation_id = $1 order by number',
      [organisation],
    );
    const found = await page({}, 10_000);
    expect(found).toHaveLength(ownEntries);
    expect(new Set(found.map(({ number }) => number))).toEqual(new Set(rows.map(({ number }) => number)));
    const others = await page({ of: stranger }, 10_000);
    expect(others).toHaveLength(ownEntries);
    expect(others.filter(({ number }) => found.some((one) => one.number === number))).toEqual([]);
  });

  it('is closed to whoever asks for another purpose, as another agency, or for nobody', async () => {
    for (const session of [
      { purpose: 'DIRECT_CARE' },
      { purpose: '' },
      { agency: 'home' },
      { agency: 'dashboard' },
      { of: '' },
    ])
      await expect(page(session as Session, 1)).rejects.toThrow('the agreement lets this agency ask no such thing');
    for (const text of [
      `select hub.own_accesses_counted('{}')`,
      `select hub.own_access_plans('{}')`,
      `select hub.agreements_of_accesses('{}')`,
    ])
      await expect(as({ purpose: 'DIRECT_CARE' }, text)).rejects.toThrow('the agreement lets this agency ask no such');
  });

  it('is closed by the agreement, in the database too', async () => {
    const { agreement } = contract;
    const about = { nhsNumber: '9990000018' };
    for (const [closed, refused, open] of [
      ['ownAccesses', {}, about],
      ['accessesTo', about, {}],
    ] as const) {
      const queries = new Map([...agreement.queries].filter(([name]) => name !== closed));
      await apply({ ...contract, agreement: { ...agreement, queries } });
      try {
        await expect(page({}, 1, refused)).rejects.toThrow('the agreement lets this agency ask no such thing');
        await page({}, 1, open);
      } finally {
        await apply(contract);
      }
    }
  });

  it('is not opened by another question that its agency may ask for another purpose', async () => {
    for (const session of [{ purpose: 'DIRECT_CARE' }, { purpose: 'PLANNING' }]) {
      for (const call of [
        `own_accesses('residents', '{}', 'infinity', 0, 9)`,
        `own_accesses_counted('residents', '{}')`,
      ])
        await expect(as(session, `select hub.${call}`)).rejects.toThrow('does not exist');
      for (const filter of [{}, { nhsNumber: '9990000018' }, { resident: organisation }])
        await expect(page(session, 1, filter)).rejects.toThrow('the agreement lets this agency ask no such thing');
    }
  });

  it('leaves out whom the organisation was not told of, and of looks for safeguarding all but that there was one', async () => {
    const [one, other] = [organisation, stranger];
    const add = (user: string, purpose: string, undisclosed: string[] | null) =>
      admin.query(
        `insert into hub.access_entry (request_id, organisation_id, agency, "user", purpose, agreement, kind, outcome,
           operation, plan, residents, undisclosed, shown)
         values (gen_random_uuid(), $1, 'practice', $2, $3, 'a', 'READ', 'ANSWERED', 'resident', '\\x00', $4, $5, '\\x01')`,
        [stranger, user, purpose, [one, other], undisclosed],
      );
    await add('of one', 'DIRECT_CARE', [one]);
    await add('of both', 'DIRECT_CARE', null);
    await add('of an enquiry', 'SAFEGUARDING', null);
    const told = async (user: string) => (await page({ of: stranger }, 9, { user }))[0];
    expect(await told('of one')).toMatchObject({ residents: [null, other], plan: Buffer.from([0]) });
    expect(await told('of both')).toMatchObject({ residents: [one, other] });
    expect(await told('of an enquiry')).toMatchObject({ residents: [], plan: null, shown: null });
    const { rows } = await admin.query('select number, at from hub.access_entry where agreement = $1', ['a']);
    const sampled = await as<{ user: string; residents: string[]; plan: Buffer | null }>(
      { of: stranger },
      'select * from hub.own_accesses_numbered($1, $2) order by number',
      [rows.map(({ number }) => number), rows.map(({ at }) => at)],
    );
    expect(sampled.map(({ residents }) => residents)).toEqual([[null, other], [one, other], []]);
  });

  it('finds by number as the agreement lets numbers be read, whatever the caller says', async () => {
    const numbered = { nhsNumber: '9990000018' };
    const { rows } = await admin.query(`select ${personNumbered(77)} as id`);
    const found = (filter: object) => page({}, 9, { ...numbered, ...filter });
    const relate = (kind: string) =>
      admin.query(
        `insert into hub.relationship (organisation_id, resident_id, kind, bit, since, evidence)
         select $1, $2, name, bit, now() - interval '1 day', 'a test' from hub.relationship_kind where name = $3`,
        [organisation, rows[0].id, kind],
      );
    await relate('practice.aligned');
    expect(await found({ identifying: -1 })).toEqual([]);
    await relate('practice.registered');
    expect(await found({ identifying: 0 })).not.toEqual([]);
    await admin.query(`delete from hub.relationship where evidence = 'a test'`);
  });
});

describe('among a million looks', () => {
  const thisMonth = `access_entry_${new Date().toISOString().slice(0, 7).replace('-', '_')}`;
  /** Partitions with entries, and how they were read. */
  const read = async (work: () => Promise<unknown>) =>
    (await scansIn(admin, work)).filter(({ table }) => table < thisMonth);

  it('the newest of an organisation are found by its index, in the newest month alone', async () => {
    const found = await read(() => page({}, 50));
    expect(found).toEqual([{ table: expect.any(String), whole: 0, looked: { organisation_id: 1 } }]);
  });

  it('those in a period are found in its months alone', async () => {
    const month = new Date();
    month.setUTCMonth(month.getUTCMonth() - 4, 10);
    const from = month.toISOString();
    const to = new Date(month.getTime() + 3_600_000).toISOString();
    const found = await read(() => page({}, 50, { from, to }));
    expect(found).toMatchObject([{ whole: 0, looked: { organisation_id: 1 } }]);
  });

  it('those at a resident are found without reading a month as a whole', async () => {
    const { rows } = await admin.query(`select ${personNumbered(77)} as id`);
    const found = await read(async () => {
      const filter = { resident: rows[0].id };
      const looks = await page({}, 1_000, filter);
      const expected = await admin.query(
        'select count(*)::int as n from hub.access_entry where organisation_id = $1 and residents @> array[$2::uuid]',
        [organisation, rows[0].id],
      );
      expect(looks).toHaveLength(expected.rows[0].n);
    });
    // One scan of each month is of the count beside it.
    expect(found.filter(({ whole }) => whole > 0)).toEqual([]);
  });
});
