import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { inTransaction, withClient } from '../../src/database/client.ts';
import { monthsAgo, type Setting, setting } from '../subjects/reward-scheme/setting.ts';
import type { MadePlace } from '../support/factories.ts';
import type { Asking } from '../support/hub.ts';
import { bringing, takeAllBrought } from './support/bringing.ts';
import { workbook } from './support/workbook.ts';

const monthly = 'MONTHLY_RETURN';
/** What the home must state; the hub counts the others. */
const stated = ['Safeguarding concerns raised', 'Complaints', 'Staff in post', 'Vacancies', 'Leavers', 'Staff trained'];
const file = (falls: string, reason?: string) =>
  workbook({
    sheets: {
      Return: [
        ['Month', ...stated, 'Falls', 'Falls reason'],
        [monthsAgo(1), ...stated.map((_, n) => ({ number: String(n) })), { number: falls }, reason],
      ],
    },
  });

let s: Setting;
let owner: pg.Client;
let home: MadePlace;
let manager: Asking;
beforeAll(async () => {
  s = await setting();
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
  home = await s.home();
  manager = await s.managerOf(home, 'QUALITY_MONITORING');
});
afterAll(async () => {
  await owner?.end();
  await s?.end();
});

async function brought(content: Buffer) {
  const { id, problems } = await bringing(s.tell)(manager, monthly, content);
  expect(problems).toEqual([]);
  expect(await takeAllBrought(owner, s.database)).toEqual([]);
  const { importProgress } = await s.ask<{ importProgress: object }>(
    manager,
    `{ importProgress(import: "${id}") { state added changed unchanged rejects { nodes { line columnName code } } } }`,
  );
  return importProgress;
}
const seen = async (viewer = manager) =>
  (
    await s.ask<{ monthlyReturn: { state: string; figures: { figure: string }[] | null } }>(
      viewer,
      `{ monthlyReturn(home: "${home.code}", month: "${monthsAgo(1)}") { state figures { figure counted value reason } } }`,
    )
  ).monthlyReturn;

it('is brought by whoever answers for the home, who looks at it and submits it then by hand', async () => {
  expect(await brought(file('2'))).toMatchObject({
    ...{ state: 'DONE', added: 6 },
    rejects: { nodes: [{ line: 2, columnName: 'Falls reason', code: 'REQUIRED' }] },
  });
  expect(await brought(file('2', 'On paper'))).toMatchObject({ state: 'DONE', added: 1, unchanged: 6 });
  const { state, figures } = await seen();
  expect(state).toBe('NOT_SUBMITTED');
  expect(figures?.[0]).toEqual({ figure: 'FALLS', counted: 0, value: 2, reason: 'On paper' });
  const payer = await s.hub.as(s.council.code, 'finance', 'FUNDING', 'clerk');
  expect(await seen(payer)).toMatchObject({ state: 'NOT_SUBMITTED', figures: null });
  expect((await s.tell(manager, 'submitReturn', { month: monthsAgo(1) }, 'state')).problems).toEqual([]);
  expect(await brought(file('3', 'On paper'))).toMatchObject({
    ...{ state: 'DONE', changed: 0, unchanged: 6 },
    rejects: { nodes: [{ line: 2, columnName: 'Falls', code: 'RETURN_SUBMITTED' }] },
  });
  expect((await seen(payer)).figures?.[0]).toMatchObject({ value: 2 });
});

it('is for nobody to bring who may not correct a return, nor while care is given', async () => {
  const announced = (by: Asking) => bringing(s.tell)(by, monthly, file('0'));
  expect((await announced(await s.managerOf(home, 'DIRECT_CARE'))).problems).toEqual([['format', 'OUT_OF_RANGE']]);
  const clerk = await s.hub.as(s.council.code, 'finance', 'FUNDING', 'clerk');
  expect((await announced(clerk)).problems).toEqual([['format', 'OUT_OF_RANGE']]);
  const refused = { format: monthly, asOf: '2024-01-01T00:00:00Z', bytes: 1, sha256: '0'.repeat(64) };
  const worker = await s.hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
  await expect(s.tell(worker, 'startImport', refused)).rejects.toThrow('FORBIDDEN');
});

it('is confirmed by nobody who may not correct a return, and stays there to be confirmed', async () => {
  const { id } = await bringing(s.tell)(manager, monthly, file('0'));
  await owner.query(`update file_import set state = 'ASKING' where id = $1`, [id.split(':')[1]]);
  const carer = await s.managerOf(home, 'DIRECT_CARE');
  expect((await s.tell(carer, 'confirmImport', { import: id })).problems).toEqual([['import', 'NOT_POSSIBLE']]);
  expect((await s.tell(manager, 'confirmImport', { import: id })).problems).toEqual([]);
});

it('reaches the return by a function that the importer alone calls, in the name of a home', async () => {
  const call = `select hub.correct_return_by_file('2024-06-01', '[]', now())`;
  const { hubUrl, ownerUrl } = s.database;
  const ofHome = as(hubUrl, 'caregraph_home', home.organisation.id, call);
  await expect(ofHome).rejects.toThrow('permission denied for function correct_return_by_file');
  const ofCouncil = as(ownerUrl, 'caregraph_importer', s.council.id, call);
  await expect(ofCouncil).rejects.toThrow('the agreement does not let this agency do that');
});

const as = (url: string, role: string, organisation: string, statement: string) =>
  withClient(url, (client) =>
    inTransaction(client, async () => {
      const session = `select set_config('role', $1, true), set_config('hub.organisation', $2, true)`;
      await client.query(session, [role, organisation]);
      await client.query(statement);
    }),
  );
