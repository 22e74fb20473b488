import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { applyAgreement } from '../../src/agreement/apply.ts';
import { withClient } from '../../src/database/client.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { pagesOf } from '../access/record/report/support/reports.ts';
import { insertEntries } from '../access/record/sealing/record.ts';
import { command } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn, type MadePlace, type MadeResident } from '../support/factories.ts';
import { freshFolder } from '../support/folder.ts';
import { agreementFile } from '../support/hub.ts';

let database: TestDatabase;
let place: Awaited<ReturnType<typeof freshFolder>>;
let practice: MadePlace;
let person: MadeResident;
let folder = '';
let made = 0;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  place = await freshFolder();
  const { agreement, tables } = await contractOf(agreementFile);
  await withClient(database.ownerUrl, (owner) => applyAgreement(owner, agreement, tables));
  const make = factoriesOn(database.owner);
  practice = await make.practice();
  person = await make.resident({ givenName: 'Siân', familyName: "O'Brien" });
  const other = await make.resident();
  await withClient(database.adminUrl, async (admin) => {
    const said = { organisation_id: practice.organisation.id, user: 'dr-p', agreement: agreement.hash };
    const enter = (residents: string[], at: string, more = {}) =>
      insertEntries(admin, database.key, 1, { ...said, plan: null, shown: null, residents, ...more }, new Date(at));
    const month = new Date().toISOString().slice(0, 7);
    const write = { kind: 'WRITE', operation: 'recordObjection' };
    await enter([other.id, person.id], `${month}-01T10:00:00Z`, write);
    await enter([person.id], `${month}-02T10:00:00Z`, { ...write, operation: 'withdrawObjection' });
    await enter([other.id], `${month}-02T11:00:00Z`, write);
  });
});
afterAll(async () => {
  await database?.drop();
  await place?.remove();
});
beforeEach(async () => {
  folder = join(place.folder, `reports-${++made}`);
  await mkdir(folder);
});

const report = (words: string, more: Record<string, string> = {}) =>
  command(`audit report --resident ${person.nhsNumber} --by C.Guardian ${words}`, {
    ...{ DATABASE_URL: database.adminUrl, CAREGRAPH_MASTER_KEY: database.key.toString('hex') },
    ...{ CAREGRAPH_DATA: place.folder, NO_COLOR: '1', ...more },
  }).ended;
const entries = async () =>
  (
    await database.owner.query(
      `select kind, "user", role, operation, residents from hub.access_entry where kind = 'REPORT' order by number`,
    )
  ).rows;

it('writes who looked for the resident into a file of one’s own, and leaves an entry of it', async () => {
  const file = join(folder, 'report.csv');
  const before = (await entries()).length;
  expect(await report(`--format csv --out ${file}`)).toEqual({ code: 0, output: '' });
  const lines = (await readFile(file, 'utf8')).split('\r\n');
  expect(lines).toHaveLength(before + 4);
  expect(lines.filter((line) => line.includes('Wrote'))).toEqual([
    expect.stringMatching(/-02,1[01]:00:00,(GMT|BST),.*Wrote to the record: withdraw objection,,,$/),
    expect.stringMatching(/,GP practice,clinician,direct care,,Wrote to the record: record objection,,,$/),
  ]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['report.csv']);
  expect((await entries()).slice(before)).toEqual([
    { kind: 'REPORT', user: 'C.Guardian', role: 'operator', operation: 'audit report', residents: [person.id] },
  ]);
});

it('writes a PDF that bears the name of the resident', async () => {
  const file = join(folder, 'report.pdf');
  expect((await report(`--format pdf --out ${file} --to 2020-01-02`)).code).toBe(0);
  const [page] = await pagesOf(await readFile(file));
  expect(page).toContain("Siân O'Brien");
  expect(page).toContain('Until the end of 1 January 2020');
  expect(page).toContain('There is no entry in this time.');
});

it('writes to standard output, and nothing else to it', async () => {
  const { code, output } = await report('--format csv --out - --to 2020-01-01');
  expect(output).toMatch(/^\uFEFFlook,date,[a-z_,]+\r\n$/);
  expect(code).toBe(0);
});

it('overwrites a file only if told to', async () => {
  const file = join(folder, 'report.csv');
  await writeFile(file, 'mine', { mode: 0o644 });
  const before = (await entries()).length;
  const { code, output } = await report(`--format csv --out ${file}`);
  expect(output).toBe(`\n${file} is there already: name another file, or add --force.\n`);
  expect(code).toBe(1);
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect(await entries()).toHaveLength(before);
  expect((await report(`--format csv --force --out ${file}`)).code).toBe(0);
  expect(await readFile(file, 'utf8')).toContain('look,date');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('says in one sentence what is wrong, and writes nothing', async () => {
  const file = join(folder, 'report.csv');
  const wrong: [string, string][] = [
    ['--from 2026-02-30', '2026-02-30 is no day such as 2026-04-01.'],
    ['--from 2026-03-01 --to 2026-03-01', 'The first day must come before the day up to which it is told.'],
    ['--resident 1234567890', 'That is no NHS number: ten digits, the last a check digit.'],
    ['--resident 9990000018', 'There is no resident with that NHS number.'],
  ];
  for (const [words, said] of wrong) {
    expect(await report(`--format csv --out ${file} ${words}`)).toEqual({ code: 1, output: `\n${said}\n` });
  }
  const nowhere = await report(`--format csv --out ${folder}/no/where.csv`);
  expect(nowhere.output).toMatch(/where\.csv cannot be written: ENOENT/);
  expect((await report(`--format doc --out ${file}`)).output).toContain('Allowed choices are pdf, csv.');
  expect(await readdir(folder)).toEqual([]);
});

it('writes no file and no byte if it cannot be recorded', async () => {
  await withClient(database.adminUrl, (admin) =>
    admin.query(
      'revoke insert on hub.access_entry from caregraph_recorder; revoke usage on sequence hub.access_number from caregraph_recorder',
    ),
  );
  try {
    for (const out of [join(folder, 'report.csv'), '-']) {
      const { code, output } = await report(`--format csv --out ${out}`);
      expect(code).toBe(1);
      expect(output).toBe(
        '\nWhat was asked for could not be recorded, so that it is not told: permission denied for table access_entry.\n',
      );
    }
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await withClient(database.adminUrl, (admin) =>
      admin.query('grant usage on sequence hub.access_number to caregraph_recorder'),
    );
  }
});
