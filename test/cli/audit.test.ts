import { copyFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { verify } from '../../src/access/record/sealing/verify.ts';
import { applyAgreement } from '../../src/agreement/apply.ts';
import { withClient } from '../../src/database/client.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { insertEntries, newRecord, type TestRecord } from '../access/record/sealing/record.ts';
import { command } from '../support/command.ts';
import { databaseOfOwn } from '../support/database.ts';
import { agreementFile } from '../support/hub.ts';
import { othersHaveEnded } from '../support/server.ts';

let record: TestRecord;
beforeEach(async () => {
  record = await newRecord();
  await record.enter(12);
  await record.seal();
});
afterEach(() => record.drop());

const audit = (words: string, more: Record<string, string> = {}) =>
  command(`audit ${words}`, {
    DATABASE_URL: record.adminUrl,
    CAREGRAPH_MASTER_KEY: record.key.toString('hex'),
    CAREGRAPH_DATA: dirname(record.anchors),
    CAREGRAPH_ANCHORS: record.anchors,
    NO_COLOR: '1',
    ...more,
  }).ended;

it('says that the record stands, and what is not sealed yet', async () => {
  await record.enter(1);
  const { code, output } = await audit('verify');
  expect(output).toMatch(
    /^12 entries in 2 seals stand as they were sealed\.\n1 entry is not sealed yet, the oldest of 20.*Z\.\nNothing was changed, added or taken away\.\n$/,
  );
  expect(code).toBe(0);
});

it('names the first of what was changed, counts the rest and ends with 1; for programs in JSON', async () => {
  await record.spoil(`update hub.access_entry set "user" = 'nobody' where number = 7`);
  await record.spoil('delete from hub.access_entry where number in (3, 4)');
  const { code, output } = await audit('verify');
  expect(output).toMatch(
    /^First: Entry 3 of 20.*Z is missing\.\n {7}Entry 4 .* is missing\.\n {7}Entry 7 .* was changed/,
  );
  expect(output).toContain('Found: 1 changed entry, 2 missing entries.\n');
  expect(code).toBe(1);
  const json = await audit('verify --json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.output)).toMatchObject({
    inOrder: false,
    counts: { ENTRY_MISSING: 2, ENTRY_CHANGED: 1 },
    findings: [{ number: '3' }, { number: '4' }, { code: 'ENTRY_CHANGED', number: '7' }],
  });
});

it('compares with anchors that were kept elsewhere', async () => {
  const elsewhere = `${record.anchors}.elsewhere`;
  await copyFile(record.anchors, elsewhere);
  await record.spoil('delete from hub.access_seal where batch = 2');
  await record.spoil('delete from hub.access_entry where number > 7');
  await rm(record.anchors);
  expect((await audit('verify')).output).toMatch(/^First: There are no anchors in /);
  const { code, output } = await audit(`verify --anchors ${elsewhere}`);
  expect(output).toMatch(/^First: Seal 2 is missing, of 20.*Z and later: a backup from before was restored, or/);
  expect(code).toBe(1);
});

it('seals when told to, and accounts for what is lost by a reason and a name', async () => {
  await record.enter(1);
  await othersHaveEnded(record.adminUrl, record.name);
  expect(await audit('seal')).toEqual({ code: 0, output: 'Sealed.\n' });
  await record.spoil('delete from hub.access_seal where batch = 3');
  const alarmed = await audit('seal --json');
  expect(JSON.parse(alarmed.output).alarms).toEqual([
    'The newest seal is 2, and seal 3 was anchored: newer ones are gone.',
  ]);
  expect(alarmed.code).toBe(1);
  expect((await audit('accept --because restored')).output).toContain("required option '--by <name>' not specified");
  expect((await audit('accept --because restored --by A.Guardian')).output).toBe('Accounted for up to seal 4.\n');
  const { code, output } = await audit('verify');
  expect(output).toMatch(/Losses up to seal 4 were accounted for on 20[-\d]+ by A\.Guardian: restored\n/);
  expect(code).toBe(0);
});

it('tells who looked at a resident, newest first, and leaves an entry that it was asked', async () => {
  const database = await databaseOfOwn();
  const environment = { DATABASE_URL: database.adminUrl, CAREGRAPH_MASTER_KEY: database.key.toString('hex') };
  const accesses = (words: string) =>
    command(`audit accesses ${words}`, { ...environment, CAREGRAPH_DATA: dirname(record.anchors), NO_COLOR: '1' })
      .ended;
  const { agreement, tables } = await contractOf(agreementFile);
  await withClient(database.ownerUrl, (owner) => applyAgreement(owner, agreement, tables));
  const { rows } = await database.owner.query('select id, nhs_number as number from resident order by id limit 2');
  const [one, other] = rows;
  const practice = (await database.owner.query(`select id, code from organisation where agency = 'practice' limit 1`))
    .rows[0];
  await withClient(database.adminUrl, async (admin) => {
    const said = { organisation_id: practice.id, user: 'dr-p' };
    await insertEntries(admin, database.key, 1, { ...said, residents: [one.id, other.id], operation: 'residents' });
    await insertEntries(admin, database.key, 1, { ...said, residents: [other.id] });
    await insertEntries(admin, database.key, 1, { ...said, residents: [one.id], operation: 'resident' });
  });
  const line = (operation: string) =>
    `20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC  ${practice.code}, practice, dr-p, clinician for DIRECT_CARE: READ ${operation} ANSWERED\n`;
  const first = await accesses(`--resident ${one.number} --by C.Guardian`);
  expect(first.output).toMatch(new RegExp(`^${line('resident')}${line('residents')}$`));
  const again = JSON.parse((await accesses(`--resident ${one.number} --json --most 1`)).output);
  expect(again).toMatchObject([{ kind: 'REPORT', user: 'C.Guardian', role: 'operator', operation: 'audit accesses' }]);
  expect((await accesses('--resident 1234567890')).output).toContain('That is no NHS number');
  const anchors = `${record.anchors}.none`;
  const verdict = await withClient(database.ownerUrl, (owner) => verify(owner, database.key, anchors));
  expect(Object.keys(verdict.counts).filter((code) => code.startsWith('ENTRY'))).toEqual([]);
  expect(verdict.unsealed.entries).toBe(5);
  await database.drop();
});
