import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherInForce, type Applying, applyAgreement } from '../../src/agreement/apply.ts';
import { openings } from '../../src/agreement/compile.ts';
import { databaseRoleOf, type TableColumns } from '../../src/agreement/grants.ts';
import { agreementChannel } from '../../src/agreement/in-force.ts';
import { parseAgreement, readAgreement } from '../../src/agreement/read.ts';
import { withClient } from '../../src/database/client.ts';
import { groundOf } from '../../src/server/contract/contract.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { Oracle } from '../support/oracle.ts';

const shipped = readAgreement('schema/agreement.yml');
const without = (passage: string, instead = '') => {
  expect(shipped.text).toContain(passage);
  return parseAgreement(shipped.text.replace(passage, instead), 'changed.yml');
};
let database: TestDatabase;
let tables: TableColumns;

const apply = (agreement = shipped, of = tables, applying: Applying = {}) =>
  withClient(database.ownerUrl, (owner) => applyAgreement(owner, agreement, of, applying));
const rows = async (text: string) => (await database.owner.query(text)).rows;
const inForce = async () => (await rows('select hash from hub.agreement_in_force'))[0]?.hash;

/** `caregraph_home resident.family_name`, for every column of a listed table that an agency's role may read. */
async function readable(): Promise<string[]> {
  const listed = [...new Set([...tables.values()].map(({ table }) => table))];
  const { rows } = await database.owner.query(
    `select role || ' ' || class.relname || '.' || attribute.attname as found
     from unnest($1::text[]) role, unnest($2::text[]) listed
     join pg_class class on class.oid = listed::regclass
     join pg_attribute attribute on attribute.attrelid = class.oid and attnum > 0 and not attisdropped
     where has_column_privilege(role, class.oid, attnum, 'select')`,
    [agencies.map(databaseRoleOf), listed],
  );
  return rows.map(({ found }) => found).sort();
}

beforeAll(async () => {
  database = await databaseOfOwn();
  ({ tables } = await groundOf());
});
afterAll(() => database.drop());

describe('an agreement that is applied', () => {
  beforeAll(() => apply());

  it('lets the role of each agency read the columns behind the fields that it may see, and no other', async () => {
    const oracle = Oracle.of(shipped.file);
    const expected = new Set<string>();
    for (const agency of agencies) {
      for (const [subject, { table, structural, fields }] of tables) {
        const seen = oracle.fieldsOf(subject).filter((field) => oracle.everSees(agency, subject, field));
        const columns = [...structural, ...seen.flatMap((field) => fields.get(field) ?? [])];
        const name = table.split('.').at(-1);
        if (seen.length) for (const column of columns) expected.add(`${databaseRoleOf(agency)} ${name}.${column}`);
      }
    }
    const found = await readable();
    expect(found).toEqual([...expected].sort());
    expect(found).toContain('caregraph_council incident.narrative');
    expect(found).not.toContain('caregraph_icb incident.narrative');
    expect(found.filter((line) => line.endsWith('incident.internal_note'))).toEqual([]);
  });

  it('lets no agency delete, and write no column but those that the agreement names', async () => {
    const roles = agencies.map((agency) => `'${databaseRoleOf(agency)}'`).join(', ');
    const others = await rows(`
      select grantee, table_name, privilege_type from information_schema.role_table_grants
      where grantee in (${roles}) and table_schema = 'public' and privilege_type <> 'SELECT'`);
    expect(others).toEqual([]);
    const changed = await rows(`
      select distinct column_name from information_schema.role_column_grants
      where grantee = 'caregraph_practice' and table_name = 'objection' and privilege_type = 'UPDATE'`);
    expect(changed.map(({ column_name }) => column_name).sort()).toEqual(
      ['kind', 'against_id', 'decided_by', 'made_on', 'withdrawn_on', 'withdrawal_decided_by'].sort(),
    );
    const written = await rows(`
      select distinct table_name from information_schema.role_column_grants
      where grantee = 'caregraph_dashboard' and privilege_type <> 'SELECT' and table_schema = 'public'`);
    expect(written).toEqual([]);
  });

  it('tells the row policies which relationships open which rows', async () => {
    const found = await rows('select subject, record_bits as "recordBits", relationships from hub.opening');
    const sorted = (list: unknown[]) => list.map((row) => JSON.stringify(row)).sort();
    expect(sorted(found)).toEqual(sorted(openings(shipped)));
  });

  it('is the one that transactions must assert', async () => {
    expect(await inForce()).toBe(shipped.hash);
    await expect(rows(`select hub.assert_agreement('${shipped.hash}')`)).resolves.toHaveLength(1);
    await expect(rows(`select hub.assert_agreement('another')`)).rejects.toMatchObject({ code: 'HA001' });
  });

  it('is kept word for word', async () => {
    const [version] = await rows(`select title, body from hub.agreement_version where hash = '${shipped.hash}'`);
    expect(version).toEqual({ title: shipped.title, body: shipped.text });
  });

  it('counts as signed every organisation of an agency that signed, and no other', async () => {
    await apply(without('  - { every: trust, name: The Caldicott guardians of the trusts, on: 2026-03-18 }\n'));
    const signed = await rows(`
      select distinct organisation.agency, signed.code is not null as signed
      from organisation left join hub.signed_organisation signed using (code)`);
    for (const { agency, signed: has } of signed) expect([agency, has]).toEqual([agency, agency !== 'trust']);
  });
});

describe('a change of the agreement', () => {
  it('changes the privileges with one line, and changing it back brings them back', async () => {
    await apply();
    const before = await readable();
    await apply(
      without(
        '[home.current & author, home.past & author, home.admitting & author, gp, hospital, council.safeguarding]',
        '[gp]',
      ),
    );
    const after = await readable();
    expect(before.filter((line) => !after.includes(line))).toEqual([
      'caregraph_council incident.narrative',
      'caregraph_home incident.narrative',
      'caregraph_trust incident.narrative',
    ]);
    expect(after.filter((line) => !before.includes(line))).toEqual([]);
    await apply();
    expect(await readable()).toEqual(before);
  });

  it('asks nothing of tables whose privileges stay as they are', async () => {
    await apply();
    const rowsOf = (table: string) =>
      rows(`select xmin::text, ctid::text from pg_attribute where attrelid = '${table}'::regclass order by attnum`);
    const before = await Promise.all(['incident', 'placement'].map(rowsOf));
    await apply(
      without(
        '[home.current & author, home.past & author, home.admitting & author, gp, hospital, council.safeguarding]',
        '[gp]',
      ),
    );
    const [incident, placement] = await Promise.all(['incident', 'placement'].map(rowsOf));
    expect(incident).not.toEqual(before[0]);
    expect(placement).toEqual(before[1]);
  });

  it.each([
    'grant select (internal_note) on incident to caregraph_home',
    'grant select on incident to caregraph_icb',
    'grant delete on placement to caregraph_home',
    'grant references (room) on placement to caregraph_home',
    'grant select (room) on placement to caregraph_home with grant option',
    'revoke select (given_name) on resident from caregraph_home',
    'revoke all on placement from caregraph_home',
  ])('that changes nothing takes back what somebody did by hand: %s', async (statement) => {
    await apply();
    const privileges = `
      select attrelid::regclass::text as name, attname, array(select unnest(attacl)::text order by 1) as acl
      from pg_attribute where attrelid in ('incident'::regclass, 'placement'::regclass, 'resident'::regclass)
      union all
      select oid::regclass::text, null, array(select unnest(relacl)::text order by 1)
      from pg_class where oid in ('incident'::regclass, 'placement'::regclass, 'resident'::regclass)
      order by 1, 2`;
    const before = await rows(privileges);
    await rows(statement);
    expect(await rows(privileges)).not.toEqual(before);
    await apply();
    expect(await rows(privileges)).toEqual(before);
  });

  it('that fails leaves the agreement before it in force, whole', async () => {
    await apply();
    const before = await readable();
    const broken = new Map(tables).set('Incident', {
      table: 'incident',
      structural: ['id', 'no_such_column'],
      fields: new Map(),
    });
    await expect(apply(without('review: 2027-04-01', 'review: 2027-05-01'), broken)).rejects.toThrow('no_such_column');
    expect(await inForce()).toBe(shipped.hash);
    expect(await readable()).toEqual(before);
  });

  it('that fails at its very end leaves the agreement before it in force, whole', async () => {
    await apply();
    const before = await readable();
    const others = without(
      '[home.current & author, home.past & author, home.admitting & author, gp, hospital, council.safeguarding]',
      '[hospital]',
    );
    await rows(`create function public.refuse() returns trigger language plpgsql
      as $$ begin raise exception 'the database is full'; end $$`);
    await rows(`create trigger refuse before insert on hub.agreement_application
      for each row execute function public.refuse()`);
    await expect(apply(others)).rejects.toThrow('the database is full');
    await rows('drop function public.refuse cascade');
    expect(await inForce()).toBe(shipped.hash);
    expect(await readable()).toEqual(before);
    expect(await rows(`select from hub.agreement_version where hash = '${others.hash}'`)).toEqual([]);
  });

  it('that was decided upon under another agreement than the one in force by now changes nothing', async () => {
    await apply();
    const other = without('review: 2027-04-01', 'review: 2027-06-01');
    await expect(apply(other, tables, { replaces: other.hash })).rejects.toThrow(AnotherInForce);
    expect(await inForce()).toBe(shipped.hash);
    await apply(other, tables, { replaces: shipped.hash });
    expect(await inForce()).toBe(other.hash);
  });

  it('tells whoever listens, once it is in force', async () => {
    const heard: string[] = [];
    let told = () => {};
    const next = () => new Promise<void>((resolve) => (told = resolve));
    const connected = next();
    const end = database.pools.listen({ [agreementChannel]: () => told() });
    await connected;
    const notified = next().then(async () => heard.push(await inForce()));
    await apply();
    await notified;
    await end();
    expect(heard).toEqual([shipped.hash]);
  });

  it('by two hubs at once is one after the other', async () => {
    const other = without('review: 2027-04-01', 'review: 2027-05-01');
    await Promise.all([apply(), apply(other), apply(), apply(other)]);
    expect([shipped.hash, other.hash]).toContain(await inForce());
  });
});

describe('the history of applications', () => {
  const history = () => rows('select hash, replaced, applied_by, way from hub.agreement_application order by number');

  it('says who applied which version in place of which, each time anew; a start that changes nothing is no entry', async () => {
    const other = without('review: 2027-04-01', 'review: 2027-07-01');
    await apply();
    const { length } = await history();
    await apply();
    await apply(other, tables, { by: 'A. Guardian', way: 'apply' });
    await apply(other, tables, { by: 'B. Guardian', way: 'apply' });
    await apply(other);
    await apply();
    expect((await history()).slice(length)).toEqual([
      { hash: other.hash, replaced: shipped.hash, applied_by: 'A. Guardian', way: 'apply' },
      { hash: other.hash, replaced: other.hash, applied_by: 'B. Guardian', way: 'apply' },
      { hash: shipped.hash, replaced: other.hash, applied_by: 'start', way: 'start' },
    ]);
  });

  it.each([
    `update hub.agreement_application set applied_by = 'nobody'`,
    'delete from hub.agreement_application',
    'truncate hub.agreement_application',
    `update hub.agreement_version set body = ''`,
    'delete from hub.agreement_version',
  ])('is only ever added to: the owner is refused %s', async (statement) => {
    await expect(rows(statement)).rejects.toMatchObject({ code: '23001' });
  });
});
