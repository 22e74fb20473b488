import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applyAgreement } from '../../src/agreement/apply.ts';
import { inTransaction, undone, withClient } from '../../src/database/client.ts';
import type { Bringing } from '../../src/imports/engine/run.ts';
import { asImporter } from '../../src/imports/engine/stage.ts';
import { readMapping } from '../../src/imports/input/mapping.ts';
import { registrations } from '../../src/imports/registrations/registrations.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { type Factories, factoriesOn, type MadePlace } from '../support/factories.ts';
import { freshFolder } from '../support/folder.ts';
import { agreementFile } from '../support/hub.ts';
import { table } from './support/council-file.ts';
import { columns, type Patient, patient } from './support/practice-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';
import { workbook } from './support/workbook.ts';

let hub: Taking;
let make: Factories;
let practice: MadePlace;
let rival: MadePlace;
let home: MadePlace;
let place = 0;
const numbers = madeUpNhsNumbers(600_000);
const next = () => numbers.next().value as string;
/** The file of each test speaks as of a later moment than that of the one before. */
let moment = Date.parse('2100-01-01T06:00:00Z');
const asOf = () => new Date(moment).toISOString().slice(0, 10);

beforeAll(async () => {
  hub = await takingFiles();
  make = factoriesOn(hub.database.owner);
});
afterAll(() => hub?.database.drop());
beforeEach(async () => {
  place += 1;
  const where = {
    postcode: `ZZ9 ${place % 10}A${String.fromCharCode(65 + Math.floor(place / 10))}`,
    uprn: `${9000 + place}`,
  };
  [practice, rival, home] = [await make.practice(), await make.practice(), await make.home({ columns: where })];
});

const whole = { mapping: readMapping('whole: true', registrations.columns ?? []) };
const take = (lines: readonly Patient[] | string | Buffer, how: Partial<Bringing> = {}, whose = practice) => {
  moment += 86_400_000;
  const file = typeof lines === 'string' || Buffer.isBuffer(lines) ? lines : table(lines, columns);
  return hub.take(registrations, file, {
    ...{ organisation: whose.organisation.id, asOf: new Date(moment), allowLargeChange: true },
    ...how,
  });
};
/** A line about somebody of whom it says that she lives in the home. */
const inHome = (number: string, given: Patient = {}) => patient(number, { 'Care home': home.code, ...given });
const registered = async (number: string) =>
  (
    await hub.rows<{ said: string }>(
      `select concat_ws(' ', p.ods_code, g.from_on, g.to_on) as said from gp_registration g
       join practice p on p.id = g.practice_id join resident r on r.id = g.resident_id
       where r.nhs_number = $1 and g.valid_until is null order by g.from_on`,
      number,
    )
  ).map(({ said }) => said);
const people = (number: string) =>
  hub.rows(
    `select family_name, given_name, date_of_birth::text, sex, nhs_number_status, previous_address, preferred_clinician,
       (select count(*)::int from placement where resident_id = r.id) as placements
     from resident r where nhs_number = $1 and valid_until is null`,
    number,
  );
const drift = () => hub.rows('select * from hub.relationship_drift()');
const wantedFor = async (number: string) =>
  (
    await hub.rows<{ kind: string }>(
      `select kind from hub.relationship related join resident r on r.id = related.resident_id
       where r.nhs_number = $1 and organisation_id = $2 and since <= now() and (until is null or until > now())`,
      number,
      practice.organisation.id,
    )
  ).map(({ kind }) => kind);

describe('a practice’s registration list', () => {
  it('brings whoever lives in a care home to the hub, without a placement, and opens the record to the practice', async () => {
    const number = next();
    const given = { 'Usual GP': 'Dr Amin', Postcode: 'zz11zz' };
    const taken = await take([inHome(number.replace(/(...)(...)/, '$1 $2 '), given)]);
    expect(taken).toMatchObject({ state: 'DONE', read: 1, added: 1, passed: 0, lines: [] });
    expect(await people(number)).toEqual([
      {
        ...{ family_name: 'Example', given_name: 'Edith', date_of_birth: '1938-03-04', sex: 'FEMALE' },
        ...{
          nhs_number_status: 'VERIFIED',
          previous_address: 'ZZ1 1ZZ',
          preferred_clinician: 'Dr Amin',
          placements: 0,
        },
      },
    ]);
    expect(await registered(number)).toEqual([`${practice.code} 2019-05-01`]);
    expect(await wantedFor(number)).toEqual(['practice.registered']);
    const sources = await hub.rows(
      'select count(*)::int, max(line) as line from hub.record_source s join resident r on r.id = s.resident_id where nhs_number = $1',
      number,
    );
    expect(sources).toEqual([{ count: 2, line: 2 }]);
    expect(await drift()).toEqual([]);
  });

  it('keeps nothing of anybody who lives in no care home: no row, no reject, no number', async () => {
    await make.home({ columns: { postcode: 'ZZ8 8ZZ', uprn: null } });
    await make.home({ columns: { postcode: 'ZZ8 8ZZ', uprn: null } });
    const closed = await make.home({ columns: { uprn: '77', deregistered_on: '2024-01-01' } });
    const others = [
      patient(next()),
      patient(next(), { 'NHS number status': '03', Sex: 'what', 'Date of birth': '31/02/2001' }),
      inHome(next(), { 'Care home': '1-999999999' }),
      inHome(next(), { 'Care home': 'Rose Court, Bolton' }),
      inHome(next(), { 'Care home': closed.code, UPRN: '77' }),
      inHome(next(), { 'Registered to': '2024-01-01' }),
      patient(next(), { Postcode: `ZZ9 ${place % 10}AA` }),
      patient(next(), { Postcode: 'ZZ8 8ZZ', 'Residential institution': 'Y' }),
      patient('', { 'Family name': 'Newborn', 'Date of birth': '2025-05-05' }),
      patient('9.99E+09', { 'Date of birth': '2025-05-06' }),
    ];
    const before = await hub.rows<{ count: number }>('select count(*)::int from resident');
    const taken = await take([...others, inHome(next())]);
    expect(taken).toMatchObject({ read: 11, passed: 10, rejected: 0, added: 1, lines: [] });
    expect(await hub.rows('select count(*)::int from resident')).toEqual([{ count: (before[0]?.count ?? 0) + 1 }]);
    const [file] = await hub.rows('select read, passed, rejected from hub.import where id = $1', taken.id);
    expect(file).toEqual({ read: 11, passed: 10, rejected: 0 });
  });

  it('writes nothing of them down, also where it waits: what waits of a list is about residents alone', async () => {
    await hub.rows(
      'create function hub.no_merge() returns trigger language plpgsql as $$ begin raise $e$ended here$e$; end $$',
    );
    await hub.rows('create trigger no_merge before insert on gp_registration execute function hub.no_merge()');
    const [number, broken] = [next(), next()];
    const list = [patient(next()), inHome(number), patient(next(), { Sex: '?' }), inHome(broken, { Sex: '?' })];
    try {
      await expect(take(list)).rejects.toThrow('ended here');
    } finally {
      await hub.rows('drop function hub.no_merge cascade');
    }
    const waits = await hub.rows(
      'select line, kind, about from hub.import_row where import_id = (select id from hub.import order by begun_at desc limit 1) order by line',
    );
    expect(waits).toEqual([
      { line: 3, kind: 'registration', about: number },
      { line: 5, kind: 'refused', about: broken },
    ]);
  });

  it('knows the home by its premises, however a spreadsheet wrote them, or by a postcode that is one home’s and a flag', async () => {
    const [at] = await hub.rows<{ postcode: string }>('select postcode from care_home where id = $1', home.id);
    const postcode = at?.postcode ?? '';
    const [premises, flagged, unflagged] = [next(), next(), next()];
    const taken = await take([
      patient(premises, { UPRN: `00000000${9000 + place}` }),
      patient(flagged, { Postcode: postcode.replace(' ', '').toLowerCase(), 'Residential institution': 'yes' }),
      patient(unflagged, { Postcode: postcode, 'Residential institution': 'N' }),
    ]);
    expect(taken).toMatchObject({ added: 2, passed: 1, lines: [] });
    expect(await people(flagged)).toMatchObject([{ previous_address: null }]);
    const listed = await hub.rows(
      'select r.nhs_number from hub.listed_home l join resident r on r.id = l.resident_id where home_id = $1 order by 1',
      home.id,
    );
    expect(listed).toEqual([{ nhs_number: premises }, { nhs_number: flagged }]);
  });

  it('takes a number that is known only with the name and birthday that are known, and changes neither', async () => {
    const [known, other, born] = [await make.resident(), await make.resident(), await make.resident()];
    const taken = await take([
      patient(known.nhsNumber, { 'Given name': 'Edie', Sex: 'M', 'Family name': 'EXAMPLE' }),
      patient(other.nhsNumber, { 'Family name': 'Somebody' }),
      inHome(born.nhsNumber, { 'Date of birth': '1939-03-04' }),
    ]);
    expect(taken).toMatchObject({ added: 1, lines: ['3 NOT_POSSIBLE', '4 NOT_POSSIBLE'] });
    expect(await people(known.nhsNumber)).toMatchObject([
      { given_name: 'Edith', sex: 'FEMALE', family_name: 'Example' },
    ]);
    expect([await registered(other.nhsNumber), await registered(born.nhsNumber)]).toEqual([[], []]);
  });

  it('tells each line about a resident that cannot be taken, and why', async () => {
    const known = () => make.resident();
    const residents = await Promise.all(Array.from({ length: 8 }, known));
    const number = (n: number) => residents[n]?.nhsNumber ?? '';
    const taken = await take([
      patient(number(0), { 'NHS number status': '' }),
      patient(number(1), { 'NHS number status': '02' }),
      patient(number(2), { 'Date of birth': '29/02/2023' }),
      patient(number(3), { 'Registered from': '2999-01-01' }),
      patient(number(4), { 'Registered to': '2018-01-01' }),
      patient(number(5), { Sex: 'woman' }),
      patient(number(6), { UPRN: '1.00012E+11', 'Given name': '' }),
      patient(number(7)),
      patient(number(7), { 'Registered from': '2020-01-01' }),
      inHome('9990000001'),
      inHome('9.99E+09'),
      patient(next(), { 'Registered from': '1930-01-01', 'Care home': home.code }),
    ]);
    expect(taken).toMatchObject({ added: 1, passed: 0 });
    expect(taken.lines).toEqual([
      '2 NHS number status NOT_VERIFIED',
      '3 NHS number status NOT_VERIFIED',
      '4 Date of birth NOT_A_DAY',
      '5 IN_FUTURE',
      '6 Registered to NOT_IN_ORDER',
      '7 Sex NOT_A_VALUE',
      ...['8 Given name REQUIRED', '8 UPRN NOT_A_CODE'],
      '10 NAMED_TWICE',
      '11 NHS number NOT_AN_NHS_NUMBER',
      '12 NHS number NOT_A_CODE',
      '13 Registered from NOT_IN_ORDER',
    ]);
  });

  it('refuses every line about a resident where no column says that numbers are verified', async () => {
    const lines = [inHome(next())];
    const taken = await take(
      table(
        lines,
        columns.filter((column) => column !== 'NHS number status'),
      ),
    );
    expect(taken).toMatchObject({ added: 0, lines: ['2 NHS number status NOT_VERIFIED'] });
  });

  it('ends the registration of whoever was deducted, and with it what the practice sees', async () => {
    const number = next();
    await take([inHome(number)]);
    const taken = await take([inHome(number, { 'Registered to': '2024-02-29' })]);
    expect(taken).toMatchObject({ ended: 1, lines: [] });
    expect(await registered(number)).toEqual([`${practice.code} 2019-05-01 2024-02-29`]);
    expect(await wantedFor(number)).not.toContain('practice.registered');
    expect(await hub.rows('select from hub.listed_home where organisation_id = $1', practice.organisation.id)).toEqual(
      [],
    );
    const back = [
      inHome(number, { 'Registered to': '2024-02-29' }),
      inHome(number, { 'Registered from': '2025-03-01' }),
    ];
    expect(await take(back)).toMatchObject({ added: 1, lines: ['2 NAMED_TWICE'] });
    expect(await registered(number)).toEqual([`${practice.code} 2019-05-01 2024-02-29`, `${practice.code} 2025-03-01`]);
    expect(await drift()).toEqual([]);
  });

  it('takes a mended first day, and puts off no end that a person of the practice has said', async () => {
    const number = next();
    await take([inHome(number)]);
    expect(await take([inHome(number, { 'Registered from': '2019-05-29' })])).toMatchObject({ changed: 1, lines: [] });
    await take([inHome(number, { 'Registered from': '2019-05-29', 'Registered to': '2024-01-01' })]);
    // A list that was wrong is put right by the next.
    expect(await take([inHome(number, { 'Registered from': '2019-05-29' })])).toMatchObject({ changed: 1, lines: [] });
    await hub.rows(
      `update gp_registration g set to_on = '2025-01-01', recorded_at = now() from resident r
       where r.id = g.resident_id and r.nhs_number = $1 and g.valid_until is null`,
      number,
    );
    expect((await take([inHome(number, { 'Registered from': '2019-05-29' })])).lines).toEqual(['2 END_PUT_OFF']);
    expect(await registered(number)).toEqual([`${practice.code} 2019-05-29 2025-01-01`]);
  });

  it('ends what stood where somebody came back, and moves no first day of it', async () => {
    const [number, left] = [next(), next()];
    await take([inHome(number), inHome(left)]);
    const back = [inHome(number, { 'Registered from': '2019-05-30' })];
    expect(await take(back)).toMatchObject({ added: 1, changed: 0, ended: 1, lines: [] });
    const both = [`${practice.code} 2019-05-01 2019-05-30`, `${practice.code} 2019-05-30`];
    expect(await registered(number)).toEqual(both);
    expect(await take(back)).toMatchObject({ added: 0, ended: 0, unchanged: 1, lines: [] });
    expect(await registered(number)).toEqual(both);
    const gone = [inHome(left, { 'Registered from': '2023-01-01', 'Registered to': '2024-01-01' })];
    expect(await take(gone)).toMatchObject({ added: 1, ended: 1, lines: [] });
    expect(await take(gone)).toMatchObject({ unchanged: 1, lines: [] });
    expect(await registered(left)).toEqual([
      `${practice.code} 2019-05-01 2023-01-01`,
      `${practice.code} 2023-01-01 2024-01-01`,
    ]);
    const earlier = next();
    await take([inHome(earlier)]);
    expect(await take([inHome(earlier, { 'Registered from': '2010-01-01' })])).toMatchObject({ changed: 1, lines: [] });
    expect(await registered(earlier)).toEqual([`${practice.code} 2010-01-01`]);
    expect(await drift()).toEqual([]);
  });

  it('follows whoever moves to another practice: the newest registration holds, and the former ends on its first day', async () => {
    const number = next();
    await take([inHome(number)]);
    const moved = await take([inHome(number, { 'Registered from': '2024-02-29' })], {}, rival);
    expect(moved).toMatchObject({ added: 1, ended: 1, lines: [] });
    const both = [`${practice.code} 2019-05-01 2024-02-29`, `${rival.code} 2024-02-29`];
    expect(await registered(number)).toEqual(both);
    expect(await wantedFor(number)).not.toContain('practice.registered');
    expect(await hub.rows('select from hub.record_source where import_id = $1', moved.id)).toHaveLength(2);
    // Whose list does not know of it yet.
    expect((await take([inHome(number)])).lines).toEqual(['2 NEWER_KNOWN']);
    expect(await take([inHome(number, { 'Registered to': '2024-02-29' })])).toMatchObject({ unchanged: 1, lines: [] });
    const former = await take([inHome(number, { 'Registered from': '2024-03-01', 'Registered to': '2024-04-01' })]);
    expect(former).toMatchObject({ added: 0, passed: 1, lines: [] });
    const longer = await take([inHome(number, { 'Registered to': '2024-04-01' })]);
    expect(longer.lines).toEqual(['2 NOT_POSSIBLE']);
    expect(await registered(number)).toEqual(both);
    expect(await drift()).toEqual([]);
  });

  it('asks before it takes many patients from others', async () => {
    const theirs = [next(), next(), next()];
    await take(theirs.map((number) => inHome(number)));
    const moved = theirs.map((number) => inHome(number, { 'Registered from': '2024-01-01' }));
    const asking = await take(moved, { allowLargeChange: false }, rival);
    expect(asking).toMatchObject({ state: 'ASKING', ended: 3, stood: 3 });
    expect(await registered(theirs[0] ?? '')).toEqual([`${practice.code} 2019-05-01`]);
  });

  it('ends whom it does not name only where it is said to be whole, and every line says whom it may be about', async () => {
    const [left, kept, broken] = [next(), next(), next()];
    const all = [left, kept, broken].map((number) => inHome(number));
    await take(all);
    const without = all.slice(1, 2);
    expect(await take(without)).toMatchObject({ ended: 0, unchanged: 1 });
    // It might be any of them, by the birthday.
    expect(await take([...without, patient('x')], whole)).toMatchObject({
      ended: 0,
      lines: ['3 NHS number NOT_A_CODE'],
    });
    const torn = `${table(without, columns)}a,b\r\n`;
    expect(await take(torn, whole)).toMatchObject({ ended: 0, lines: ['3 COLUMNS'] });
    const newborn = patient('', { 'Date of birth': '2025-05-05' });
    const taken = await take([...without, inHome(broken, { Sex: '?' }), patient(next()), newborn], whole);
    expect(taken).toMatchObject({ ended: 1, passed: 2, unchanged: 1, lines: ['3 Sex NOT_A_VALUE'] });
    expect(await registered(left)).toEqual([`${practice.code} 2019-05-01 ${asOf()}`]);
    expect([await registered(kept), await registered(broken)]).toEqual(Array(2).fill([`${practice.code} 2019-05-01`]));
    // Named again by the next list, it goes on.
    expect(await take([inHome(left)])).toMatchObject({ changed: 1 });
    expect(await registered(left)).toEqual([`${practice.code} 2019-05-01`]);
    expect(await drift()).toEqual([]);
  });

  it('asks first where it would end more than is usual, and leaves other practices’ patients alone', async () => {
    const [mine, theirs] = [Array.from({ length: 6 }, next), next()];
    await take(mine.map((number) => inHome(number)));
    await take([inHome(theirs)], {}, rival);
    const short = await take([inHome(mine[0] ?? '')], { ...whole, allowLargeChange: false });
    expect(short).toMatchObject({ state: 'ASKING', ended: 5, stood: 6 });
    await take([inHome(mine[0] ?? '')], whole);
    expect(await registered(theirs)).toEqual([`${rival.code} 2019-05-01`]);
  });

  it('is taken once, and an older list changes nothing that a newer one or a person said', async () => {
    const [number, late] = [next(), next()];
    const now = [inHome(number)];
    const older = { asOf: new Date('2100-01-01T05:00:00Z') };
    await take(now, { asOf: new Date('2101-01-01T00:00:00Z') });
    expect(await take(now, { asOf: new Date('2101-01-01T00:00:00Z') })).toMatchObject({ state: 'BEFORE' });
    const taken = await take([inHome(number, { 'Registered to': '2024-01-01' }), inHome(late)], older);
    expect(taken).toMatchObject({ added: 0, ended: 0, lines: ['2 NEWER_KNOWN', '3 NEWER_KNOWN'] });
    expect(await people(late)).toEqual([]);
    const known = await make.resident({ registeredWith: practice, since: '2019-05-01' });
    const typed = await take([patient(known.nhsNumber, { 'Registered to': '2024-01-01' })], {
      asOf: new Date('2020-01-01'),
    });
    expect(typed.lines).toEqual(['2 NEWER_KNOWN']);
  });

  it('says of a trial what would be, and leaves nothing behind', async () => {
    const number = next();
    const tried = await take([inHome(number), patient(next())], { dryRun: true });
    expect(tried).toMatchObject({ state: 'TRIED', added: 1, passed: 1 });
    expect(await people(number)).toEqual([]);
    expect(await hub.rows('select from hub.import where id = $1', tried.id)).toEqual([]);
  });

  it('reads what each practice’s system calls it, and how it writes days and homes', async () => {
    const mapping = readMapping(
      `columns: { NHS number: NHS No., NHS number status: Trace, Family name: Surname, Given name: Forename, Date of birth: DOB, Registered from: Reg. date, Care home: Residence }
values: { NHS number status: { Traced and verified: Verified }, Care home: { Rose Court: ${home.code} } }
dates: DD-MMM-YYYY`,
      registrations.columns ?? [],
    );
    const number = next();
    const row = (of: string, name: string, where: string) =>
      `${of};Traced and verified;${name};Ada;29-Feb-1936;2;01-Jun-2020;${where}`;
    const file = `\uFEFF"NHS No.";Trace;Surname;Forename;DOB;Sex;Reg. date;Residence\r\n${row(number, '"O""Neill; Snr"', 'rose  court')}\r\n${row(next(), 'Doe', '1 High Street')}\r\n`;
    expect(await take(file, { mapping })).toMatchObject({ added: 1, passed: 1, lines: [] });
    expect(await people(number)).toMatchObject([{ family_name: 'O"Neill; Snr', date_of_birth: '1936-02-29' }]);
  });

  it('reads a spreadsheet, with days as Excel counts them and numbers as Excel kept them', async () => {
    const [text, kept] = [next(), next()];
    const line = (number: string | { number: string }, from: string) => [
      ...[number, '01', 'Example', 'Edith', { number: '13943', style: 1 }, 'Female', undefined, undefined, home.code],
      ...[undefined, { number: from, style: 1 }],
    ];
    const file = workbook({
      sheets: {
        List: [
          ['Patients of the practice'],
          columns.slice(0, 11) as string[],
          line(text, '45351'),
          line({ number: kept }, '45351'),
        ],
      },
    });
    expect(await take(file)).toMatchObject({ added: 2, lines: [] });
    expect(await people(text)).toMatchObject([{ date_of_birth: '1938-03-04' }]);
    expect(await registered(kept)).toEqual([`${practice.code} 2024-02-29`]);
  });

  it('is refused whole where nothing of it is certain', async () => {
    await expect(take('NHS number,Sex\r\n')).rejects.toThrow(
      'lacks the columns Family name, Given name, Date of birth',
    );
    const latin = Buffer.from(table([inHome(next(), { 'Family name': 'Zoë' })], columns), 'latin1');
    await expect(take(latin)).rejects.toThrow(/Line 2 is not UTF-8/);
    expect(await take(latin, { encoding: 'windows-1252' })).toMatchObject({ added: 1 });
    await expect(take([], { organisation: home.organisation.id })).rejects.toThrow(/brought by a practice/);
    await expect(take([], { organisation: null })).rejects.toThrow(/Say whose registrations these are/);
  });
});

describe('what a list may write', () => {
  const body = readFileSync(agreementFile, 'utf8');
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  beforeAll(async () => {
    folder = await freshFolder();
  });
  afterAll(() => folder?.remove());
  const agreed = async (text: string) => {
    const file = join(folder.folder, 'agreement.yml');
    await writeFile(file, text);
    const { agreement, tables } = await contractOf(file);
    await withClient(hub.database.ownerUrl, (owner) => applyAgreement(owner, agreement, tables));
  };

  it.each([
    [
      'that a practice may say who is registered',
      /( {2}claimRegistration:(?:.|\n)*?)practice: \[clinician, care-coordinator\]\n/,
      '$1home: [manager]\n',
      /writes.claimRegistration \(line \d+ .*\) does not let a practice do/,
    ],
    [
      'a role that does all',
      /( {2}endRegistration:(?:.|\n)*?)practice: \[clinician, care-coordinator\](\n(?:.|\n)*?claimRegistration:(?:.|\n)*?)practice: \[clinician, care-coordinator\]\n/,
      '$1practice: [clinician]$2practice: [care-coordinator]\n',
      /No role of a practice may do for one purpose all/,
    ],
    [
      'whom the resident prefers to see',
      'fields: [preferredClinician]',
      'fields: []',
      /writes.setPreferredClinician \(line \d+ .*\) does not let a practice write preferredClinician of Resident/,
    ],
    ['a signature', /every: practice, name/, 'every: trust, name', /has not signed the agreement in force/],
  ])('is nothing at all where the agreement lacks %s', async (_, had, has, says) => {
    const text = body.replace(had, has);
    expect(text).not.toBe(body);
    await agreed(text);
    const number = next();
    try {
      await expect(take([inHome(number)])).rejects.toThrow(says);
      expect(await people(number)).toEqual([]);
    } finally {
      await agreed(body);
    }
  });

  it('is of no other practice: the importer’s role neither finds nor writes a registration of another', async () => {
    const known = await make.resident({ registeredWith: rival });
    const asked = (text: string) =>
      withClient(hub.database.ownerUrl, (owner) =>
        inTransaction(owner, async () => {
          const nothing = { kinds: 0, endsWith: 0, neverEnds: 0, agreement: '' };
          const scope = { organisation: practice.organisation.id, code: practice.code, ...nothing };
          await asImporter(owner, scope);
          return (await owner.query(text)).rowCount;
        }),
      );
    expect(await asked('select id from gp_registration')).toBe(0);
    expect(await asked(`update gp_registration set to_on = '2024-01-01'`)).toBe(0);
    const added = (author: string, at: string) =>
      asked(`insert into gp_registration (id, author_id, resident_id, practice_id, from_on)
        values (gen_random_uuid(), '${author}', '${known.id}', '${at}', '2010-01-01')`);
    await expect(added(practice.organisation.id, rival.id)).rejects.toThrow(/row-level security/);
    await expect(added(rival.organisation.id, rival.id)).rejects.toThrow(/row-level security/);
    const person = (author: string, admitted: string) =>
      asked(`insert into resident (id, author_id, nhs_number, nhs_number_status, family_name, date_of_birth, sex${admitted && ', admitted_by_id'})
        values (gen_random_uuid(), '${author}', '${next()}', 'VERIFIED', 'Example', '1938-03-04', 'FEMALE'${admitted})`);
    await expect(person(rival.organisation.id, '')).rejects.toThrow(/row-level security/);
    await expect(person(practice.organisation.id, `, '${home.organisation.id}'`)).rejects.toThrow(/permission denied/);
  });

  it('ends no registration elsewhere but of whom a line says so that waits to be merged', async () => {
    const known = await make.resident({ registeredWith: rival, since: '2019-05-01' });
    const said = [known.nhsNumber, 'Example', 'Edith', '1938-03-04', 'FEMALE', '2024-01-01', null];
    /** Of a line in the file of an organisation, in the importer's role for this practice, and taken back. */
    const ended = async (
      line: (string | null)[],
      { whose = practice, state = 'STAGED', kind = 'registration' } = {},
    ) => {
      const [file] = await hub.rows<{ id: string }>(
        `insert into hub.import (organisation_id, format, file_name, sha256, as_of, brought_by, state, done_at)
         values ($1, 'registrations', 'list', sha256(gen_random_uuid()::text::bytea), now(), 'x', $2,
           case when $2 = 'DONE' then now() end) returning id`,
        ...[whose.organisation.id, state],
      );
      await hub.rows(
        `insert into hub.import_row (import_id, kind, line, cells) values ($1, $2, 2, $3)`,
        ...[file?.id, kind, line],
      );
      return withClient(hub.database.ownerUrl, (owner) =>
        undone(owner, async () => {
          const nothing = { kinds: 0, endsWith: 0, neverEnds: 0, agreement: '' };
          await asImporter(owner, { organisation: practice.organisation.id, code: practice.code, ...nothing });
          const call = 'select from hub.end_registrations_elsewhere($1, $2)';
          return (await owner.query(call, [file?.id, [2]])).rowCount;
        }),
      );
    };
    const other = (place: number, cell: string) => said.map((had, at) => (at === place ? cell : had));
    expect(await ended(said)).toBe(1);
    expect(await ended(said, { whose: rival })).toBe(0);
    expect(await ended(said, { state: 'DONE' })).toBe(0);
    expect(await ended(said, { kind: 'refused' })).toBe(0);
    expect(await ended(other(1, 'Somebody'))).toBe(0);
    expect(await ended(other(3, '1939-03-04'))).toBe(0);
    expect(await ended(other(5, '2999-01-01'))).toBe(0);
    expect(await ended(other(6, '2025-01-01'))).toBe(0);
  });
});
