import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { verify } from '../../src/access/record/sealing/verify.ts';
import { checkRegister, repairRegister } from '../../src/access/register-check.ts';
import { type ResidentTable, tablesAboutResidents } from '../../src/access/retention/tables.ts';
import { applyAgreement } from '../../src/agreement/apply.ts';
import { liftOrder, orderKept } from '../../src/cli/retention/hold.ts';
import { eraseDue } from '../../src/cli/retention/run.ts';
import { withClient } from '../../src/database/client.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { londonTime } from '../../src/shared/dates.ts';
import { command } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { day } from '../support/days.ts';
import { type Factories, factoriesOn, type MadePlace } from '../support/factories.ts';
import { freshFolder } from '../support/folder.ts';
import { agreementFile } from '../support/hub.ts';

let database: TestDatabase;
let make: Factories;
let home: MadePlace;
let folder: Awaited<ReturnType<typeof freshFolder>>;
let tables: ResidentTable[];

beforeAll(async () => {
  database = await databaseOfOwn();
  folder = await freshFolder();
  const { agreement, tables: columns } = await contractOf(agreementFile);
  await withClient(database.ownerUrl, (owner) => applyAgreement(owner, agreement, columns));
  make = factoriesOn(database.owner);
  home = await make.home();
  tables = await withClient(database.ownerUrl, tablesAboutResidents);
});
afterAll(async () => {
  await folder?.remove();
  await database?.drop();
});

const by = 'I.Governor';
const asOwner = <T>(work: (owner: Client) => Promise<T>) => withClient(database.ownerUrl, work);
const run = async (options: { dryRun?: boolean; asOf?: string; batch?: number } = {}) => {
  const lines: string[] = [];
  const given = { batch: 100, asOf: londonTime(new Date()).date, by, ...options };
  await asOwner((owner) => eraseDue(owner, database.key, given, (line) => lines.push(line)));
  return lines.join('\n');
};

const yearsAgo = (years: number, more = 0) => {
  const today = londonTime(new Date(Date.now() + more * 86_400_000)).date;
  return `${Number(today.slice(0, 4)) - years}${today.slice(4)}`.replace('-02-29', '-02-28');
};
const longAgo = `${yearsAgo(10)}T12:00:00Z`;

/** Somebody who lived in the home and left on that day, of whom nothing was recorded later than ten years ago. */
async function formerResident(leftOn: string) {
  const columns = { recorded_at: longAgo, valid_from: longAgo };
  const resident = await make.resident({ bornOn: '1920-01-02', columns });
  const placement = await make.placement({ resident, home, from: '2010-01-01', to: leftOn, columns });
  // Its clock was wound just now.
  await rowsOf('update care_plan set recorded_at = $2 where resident_id = $1', resident.id, longAgo);
  return { ...resident, placement };
}

const rowsOf = async (text: string, ...values: unknown[]) => (await database.owner.query(text, values)).rows;
const about = async (id: string) => {
  const found: Record<string, number> = {};
  for (const { name, columns } of tables) {
    const of = columns.map((column) => `${column} = $1`).join(' or ');
    const [row] = await rowsOf(`select count(*)::int as rows from ${name} where ${of}`, id);
    if (row.rows) found[name] = row.rows;
  }
  return found;
};

/** Lets a row of each table that has any be about this resident, written long ago. */
async function takeOneOfEach(id: string) {
  await withClient(database.ownerUrl, async (owner) => {
    await owner.query(`set hub.bulk = 'on'`);
    for (const { name, columns, moment } of tables) {
      if (
        ['public.resident', 'public.placement', 'public.care_plan', 'hub.retention_hold', 'hub.erasure_order'].includes(
          name,
        )
      )
        continue;
      const sets = [`${columns.at(-1)} = $1`, ...(moment ? [`${moment} = least(${moment}, $2)`] : [])];
      const { rows } = await owner.query(`select ctid::text as place from ${name} order by ctid limit 1`);
      if (!rows[0]) continue;
      await owner.query(`alter table ${name} disable trigger user`);
      // Rules of its days, of which what was written long ago would break one or the other.
      const { rows: rules } = await owner.query(
        `select quote_ident(conname) as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
        [name],
      );
      for (const rule of rules) await owner.query(`alter table ${name} drop constraint ${rule.name}`);
      await owner.query(`update ${name} set ${sets.join(', ')}${ended(name)} where ctid = '${rows[0].place}'`, [
        ...[id, longAgo].slice(0, sets.length),
      ]);
      await owner.query(`alter table ${name} enable trigger user`);
    }
  });
}

const ended = (table: string) =>
  ({
    'public.hospital_stay': `, admitted_at = '2012-03-01', discharged_at = '2012-03-05', discharge_ready_on = null`,
    'public.trust_contact': `, started_at = '2012-03-01', ended_at = '2012-03-05'`,
    'public.safeguarding_concern': `, raised_at = '2012-03-01', ended_at = '2012-03-05'`,
    'public.safeguarding_enquiry': `, opened_on = '2012-03-01', closed_on = '2012-03-05'`,
    'public.funding_component': `, from_on = '2012-03-01', to_on = '2012-03-05'`,
    'public.incident': `, occurred_at = '2012-03-01'`,
  })[table] ?? '';

/** Everything that is about nobody in particular, but for what the access record took down, and marks that nobody reads. */
async function theRest() {
  const found = await rowsOf(
    `select c.oid::regclass::text as name from pg_class c where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace)
       and c.relkind = 'r' and c.relname !~ '^(access_|erased_number$)' and c.oid not in (select name from hub.tables_about_residents())`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of found) {
    const [row] = await rowsOf(
      `select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as it from ${name} t`,
    );
    digests[name] = row.it;
  }
  return digests;
}

describe('the retention run', () => {
  it('erases everything about whose care ended longer ago than the agreement says, and nothing about anybody else', async () => {
    const gone = await formerResident(yearsAgo(8));
    await rowsOf(
      `insert into incident (author_id, resident_id, home_id, kind, harm, occurred_at, narrative, recorded_at, valid_until, former_of)
       values ($1, $2, $3, 'FALL', 'LOW', '2012-03-01', 'Pushed by Walter.', $4, now(), gen_random_uuid())`,
      ...[home.organisation.id, gone.id, home.id, longAgo],
    );
    const stays = await formerResident(yearsAgo(8, 1));
    await takeOneOfEach(gone.id);
    await asOwner(repairRegister);
    const before = await about(gone.id);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        'public.incident',
        'public.hospital_stay',
        'hub.relationship',
        'public.funding_component',
      ]),
    );
    const [others, rest] = [await about(stays.id), await theRest()];
    const everybody = (await rowsOf('select count(*)::int as all from resident'))[0].all;

    expect(await run({ dryRun: true })).toMatch(
      /^The rule: personal, 8 years after care ends\. As of 20[-\d]+: care that ended on 20[-\d]+ or before\.\nWould erase: 1 resident, 0 words/m,
    );
    expect(await about(gone.id)).toEqual(before);
    expect(await run()).toMatch(/^Erased: 1 resident in \d+ rows, 0 words about people never known here\.$/m);
    expect(await about(gone.id)).toEqual({});
    expect(await about(stays.id)).toEqual(others);
    expect(await theRest()).toEqual(rest);
    expect((await rowsOf('select count(*)::int as all from resident'))[0].all).toBe(everybody - 1);
    expect(await run()).toMatch(/^Erased: 0 residents in 0 rows/m);
  });

  it('is on record by how many, by which rule and by whom, without anybody’s identity, and the record stands', async () => {
    const entries = await rowsOf(
      `select kind, "user", role, operation, count, residents, agreement = (select hash from hub.agreement_in_force) as in_force
       from hub.access_entry order by number`,
    );
    expect(entries).toEqual([
      {
        ...{ kind: 'WRITE', user: 'I.Governor', role: 'operator', count: 1, residents: [], in_force: true },
        operation: 'retention run: personal, 8 years after care ends',
      },
    ]);
    const verdict = await withClient(database.ownerUrl, (owner) =>
      verify(owner, database.key, `${folder.folder}/none`),
    );
    expect(Object.keys(verdict.counts).filter((code) => code.startsWith('ENTRY'))).toEqual([]);
    const { drift } = await withClient(database.ownerUrl, checkRegister);
    expect(drift).toEqual([]);
  });

  it('keeps whom something holds, says how many and why, and erases them when it no longer does', async () => {
    const council = await make.organisation('council');
    const [enquired, ordered, late, dead] = [
      await formerResident(yearsAgo(9)),
      await formerResident(yearsAgo(9)),
      await formerResident(yearsAgo(9)),
      await formerResident(yearsAgo(9)),
    ];
    const columns = { recorded_at: longAgo };
    const enquiry = await make.enquiry({ resident: enquired, council, openedOn: '2014-02-03', columns });
    const order = { resident: ordered.nhsNumber, by };
    await asOwner((owner) => orderKept(owner, database.key, order, 'inquest'));
    await expect(asOwner((owner) => orderKept(owner, database.key, order, 'again'))).rejects.toThrow('already');
    await make.objection({ resident: late, author: council, kind: 'ARTICLE_21' });
    await rowsOf('update placement set to_on = null where id = $1', dead.placement.id);
    await rowsOf('update resident set date_of_death = $2 where id = $1', dead.id, yearsAgo(9));
    const output = await run();
    expect(output).toContain('Past it and kept: 4 residents.\n  1 because of an order to keep\n  1 because of an open');
    expect(output).toContain('  1 because of a placement that nobody ended\n');
    expect(output).toContain('  1 because of something that was recorded later\n');
    expect(output).toContain('Erased: 0 residents');
    for (const { nhsNumber } of [enquired, ordered, late, dead]) expect(output).not.toContain(nhsNumber);

    await rowsOf(`update safeguarding_enquiry set closed_on = '2015-01-01' where id = $1`, enquiry.id);
    await rowsOf('update placement set to_on = $2 where id = $1', dead.placement.id, yearsAgo(9));
    await asOwner((owner) => liftOrder(owner, database.key, order));
    expect(await run({ batch: 2 })).toMatch(/^Erased: 3 residents/m);
    expect(await about(late.id)).not.toEqual({});
    const entries = await rowsOf(
      `select operation, count, residents from hub.access_entry order by number desc limit 4`,
    );
    expect(entries.map(({ count }) => count)).toEqual([1, 2, 1, 1]);
    expect(entries.flatMap(({ residents }) => residents)).toEqual([]);
  });

  it('erases nobody of whom something ended later, who was known to be in hospital or in danger, or paid for', async () => {
    const council = await make.organisation('council');
    const trust = await make.organisation('trust');
    const columns = { recorded_at: longAgo, valid_from: longAgo };
    const [since, later, past] = ['2012-03-01', yearsAgo(7), yearsAgo(9)];
    const somebody = async () => ({ resident: await formerResident(yearsAgo(9)), columns });
    const of = {
      enquiry: await somebody(),
      concern: await somebody(),
      stay: await somebody(),
      contact: await somebody(),
      payment: await somebody(),
    };
    await make.enquiry({ ...of.enquiry, council, openedOn: since, closedOn: later });
    const author = home.organisation;
    await make.concern({ ...of.concern, author, council, raisedAt: since, endedAt: `${later}T12:00:00Z` });
    await make.stay({ ...of.stay, trust, admittedAt: since, dischargedAt: `${later}T12:00:00Z` });
    await make.trustContact({
      ...of.contact,
      trust,
      kind: 'CASELOAD',
      startedAt: since,
      endedAt: `${later}T12:00:00Z`,
    });
    const { placement } = of.payment.resident;
    await make.funding({ ...of.payment, placement, home, source: 'SELF', from: since, to: later });
    const output = await run();
    expect(output).toContain('  2 because of an open safeguarding concern or enquiry, or one that ended later\n');
    for (const what of ['a hospital stay', "a trust's contact", 'a payment'])
      expect(output).toContain(`  1 because of ${what} that nobody ended, or that ended later\n`);
    expect(output).toContain('Erased: 0 residents');

    const ids = Object.values(of).map(({ resident }) => resident.id);
    for (const [table, columns] of [
      ['safeguarding_enquiry', 'closed_on = $2::date'],
      ['safeguarding_concern', 'ended_at = $2::date'],
      ['hospital_stay', 'discharged_at = $2::date'],
      ['trust_contact', 'ended_at = $2::date'],
      ['funding_component', 'to_on = $2::date'],
    ])
      await rowsOf(`update ${table} set ${columns} where resident_id = any ($1)`, ids, past);
    // One of them is kept by what the hub itself recorded just now.
    const after = await run();
    expect(after).not.toContain('ended later');
    expect(after).toMatch(/^Erased: 4 residents/m);
  });

  it('erases nobody who is in care as a home admitted them, or of whom that row knows something later', async () => {
    const known = await formerResident(yearsAgo(9));
    const columns = { recorded_at: longAgo, valid_from: longAgo };
    const admitted = await make.resident({
      ...{ nhsNumber: known.nhsNumber, bornOn: '1920-01-02', author: home.organisation },
      columns: { ...columns, admitted_by_id: home.organisation.id },
    });
    const placement = await make.placement({ resident: admitted, home, from: '2013-01-01', columns });
    await rowsOf('update care_plan set recorded_at = $2 where resident_id = $1', admitted.id, longAgo);
    const keeps = async (change: string, ...values: unknown[]) => {
      await rowsOf(change, ...values);
      expect(await run()).toMatch(/^Erased: 0 residents/m);
      for (const { id } of [known, admitted])
        expect(await about(id)).toMatchObject({ 'public.resident': 1, 'public.placement': 1 });
    };
    await keeps('update placement set to_on = null where id = $1', placement.id);
    await keeps('update placement set to_on = $2 where id = $1', placement.id, yearsAgo(7));
    // Settled, its row is empty, and was there later than anything of the other.
    const settled = 'update resident set valid_until = now(), recorded_at = $2 where id = $1';
    await rowsOf('update placement set to_on = $2 where id = $1', placement.id, yearsAgo(9));
    await keeps(settled, admitted.id, yearsAgo(7));
    await rowsOf(settled, admitted.id, longAgo);
    await rowsOf('update care_plan set recorded_at = $2 where resident_id = $1', admitted.id, longAgo);
    expect(await run()).toMatch(/^Erased: 2 residents/m);
  });

  it('erases nobody before the time: a day to come is only counted with', async () => {
    const left = await formerResident(yearsAgo(5));
    const then = `${Number(day(0).slice(0, 4)) + 4}-01-01`;
    const environment = {
      ...{ DATABASE_URL: database.adminUrl, CAREGRAPH_MASTER_KEY: database.key.toString('hex') },
      ...{ CAREGRAPH_DATA: folder.folder, NO_COLOR: '1' },
    };
    const { code, output } = await command(`retention run --as-of ${then}`, environment).ended;
    expect([code, output]).toEqual([1, expect.stringContaining('What is not past its time yet is not erased')]);
    const before = await run({ dryRun: true, asOf: then });
    expect(before).toMatch(/^Would erase: 2 residents/m);
    expect(await run({ dryRun: true, asOf: yearsAgo(-3) })).toMatch(/^Would erase: 2 residents/m);
    expect(await about(left.id)).not.toEqual({});
  });

  it('takes away what was said of somebody who never became known, as long after it was said', async () => {
    const trust = await make.organisation('trust');
    const said = (number: string, at: string) =>
      rowsOf(
        `insert into hub.claim (id, organisation_id, made_by, role, kind, nhs_number, date_of_birth, family_name, reason, since,
           admission_method, made_at, opens_until, opened, conflict)
         values (gen_random_uuid(), $1, 'dr-x', 'clinician', 'STAY', $2, '1930-01-01', 'Nobody', 'here', $3::timestamptz, '21',
           $3::timestamptz, $3::timestamptz + interval '1 hour', false, false)`,
        ...[trust.id, number, at],
      );
    await said('9999999999', `${yearsAgo(9)}T10:00:00Z`);
    await said('9999999980', `${yearsAgo(7)}T10:00:00Z`);
    expect(await run()).toMatch(/^Erased: 0 residents in 0 rows, 1 word about people never known here\.$/m);
    const left = await rowsOf(`select nhs_number from hub.claim where family_name = 'Nobody'`);
    expect(left).toEqual([{ nhs_number: '9999999980' }]);
  });

  it('goes wholly or not at all in each batch, and on where it was interrupted', async () => {
    const residents = [await formerResident(yearsAgo(9)), await formerResident(yearsAgo(9))];
    const last = residents.map(({ id }) => id).sort()[1] as string;
    await rowsOf(`create function hub.broken() returns trigger language plpgsql as $$ begin
      if old.id = '${last}' then raise exception 'the power failed'; end if; return old; end $$`);
    await rowsOf('create trigger broken before delete on resident for each row execute function hub.broken()');
    await rowsOf('grant execute on function hub.broken to caregraph_eraser');
    const before = await about(last);
    await expect(run({ batch: 1 })).rejects.toThrow('the power failed');
    expect(await about(last)).toEqual(before);
    await rowsOf('drop trigger broken on resident');
    expect(await run({ batch: 1 })).toMatch(/^Erased: 1 resident/m);
    expect(await about(last)).toEqual({});
    const [{ count }] = await rowsOf(
      `select sum(count)::int as count from (select count from hub.access_entry where operation like 'retention run: %'
       order by number desc limit 2) e`,
    );
    expect(count).toBe(2);
  });

  it('refuses as long as there is a table about residents that it cannot empty, and handles it from then on', async () => {
    const gone = await formerResident(yearsAgo(9));
    await rowsOf('create table public.diary (id uuid primary key, resident_id uuid not null, text text)');
    await rowsOf('alter table public.diary enable row level security');
    await rowsOf('alter table public.diary force row level security');
    await rowsOf('create policy diary_owner on diary to caregraph_owner using (true)');
    await rowsOf(`insert into diary values (gen_random_uuid(), $1, 'Dear diary')`, gone.id);
    await expect(run()).rejects.toThrow(
      'public.diary is closed to the role that erases; public.diary hides rows from the role that erases',
    );
    expect(await about(gone.id)).not.toEqual({});

    await rowsOf('select hub.let_eraser_in()');
    await rowsOf('create table public.page (diary_id uuid references diary (id))');
    await expect(run()).rejects.toThrow('public.page holds on to rows about residents');
    await rowsOf('drop table page');
    await rowsOf('create table public.guests (nhs_number text)');
    await expect(run()).rejects.toThrow('public.guests does not say which resident its rows are about');
    await rowsOf('drop table guests');
    expect(await run()).toMatch(/^Erased: 1 resident/m);
    expect(await rowsOf('select from diary')).toEqual([]);
    await rowsOf('drop table diary');
  });

  it('forgets the keys of requests that nobody sends again, and no younger one', async () => {
    await rowsOf(
      `insert into hub.idempotency (organisation_id, key, mark, made_at)
       values ($1, 'long-ago-1', 'mark', now() - interval '91 days'), ($1, 'of-late-1', 'mark', now() - interval '89 days')`,
      home.organisation.id,
    );
    expect(await run({ dryRun: true })).not.toContain('Forgotten');
    expect(await run()).toContain('Forgotten: 1 key of requests older than 90 days.');
    expect(await rowsOf('select key from hub.idempotency')).toEqual([{ key: 'of-late-1' }]);
  });

  it('takes with somebody what waits in a file by that number, and forgets files that nobody finished', async () => {
    const person = await formerResident(yearsAgo(9));
    const staged = async (days: number, about: string) => {
      const [row] = await rowsOf(
        `insert into hub.import (organisation_id, format, file_name, sha256, as_of, brought_by, begun_at)
         values ($1, 'placements', 'file', $2, now(), 'test', now() - make_interval(days => $3)) returning id`,
        ...[home.organisation.id, randomBytes(32), days],
      );
      await rowsOf(
        `insert into hub.import_row (import_id, kind, line, about, cells) values ($1, 'placement', 2, $2, array[$2])`,
        ...[row.id, about],
      );
      await rowsOf(`insert into hub.import_reject (import_id, line, code) values ($1, 3, 'COLUMNS')`, row.id);
    };
    await staged(1, person.nhsNumber);
    await staged(29, '9990000018');
    await staged(31, '9990000026');
    expect(await run({ dryRun: true })).not.toContain('Forgotten');
    expect(await run()).toContain('Forgotten: 1 line of files that were never merged.');
    expect(await rowsOf('select about from hub.import_row')).toEqual([{ about: '9990000018' }]);
    expect(await rowsOf('select from hub.import')).toHaveLength(2);
    expect(await rowsOf('select from hub.import_reject')).toHaveLength(2);
    expect(await rowsOf('select from resident where id = $1', person.id)).toEqual([]);
    await rowsOf('delete from hub.import_row');
  });

  it('is done in a role that reads keys and days, and no word of what it erases', async () => {
    const readable = await rowsOf(
      `select distinct a.attname as name from pg_attribute a join hub.tables_about_residents() t on t.name = a.attrelid
       where a.attnum > 0 and has_column_privilege('caregraph_eraser', a.attrelid, a.attnum, 'select')
         and a.atttypid not in ('uuid'::regtype, 'date'::regtype, 'timestamptz'::regtype, 'int'::regtype)`,
    );
    expect(readable.map(({ name }) => name).sort()).toEqual(['nhs_number', 'written_in']);
    const writable = await rowsOf(
      `select distinct a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and a.attnum > 0
         and c.relname not in ('care_plan', 'personal_summary', 'unnamed_feedback', 'erasure_order')
         -- A file of which it forgets lines can never be taken to its end.
         and (c.relname, a.attname) <> ('import', 'state')
         and has_column_privilege('caregraph_eraser', a.attrelid, a.attnum, 'insert, update')`,
    );
    // And marks of the numbers that are gone.
    expect(writable.map(({ name }) => name).sort()).toEqual(['mark', 'valid_until']);
  });
});
